// Package build makes the site: the stages below run one after the other, and each
// uses the results of those before it. A Project holds what was read and the placed
// pages, from which the stages start. The preview keeps one.
package build

import (
	"context"
	"errors"
	"sync"

	"loa/internal/base/problem"
)

// stages is every stage that makes the site from the placed pages, in the order
// of a build. A build, a check, the preview and a copy for a disk each run those
// that name them.
func stages() []stage {
	return []stage{
		{name: "assets", spares: ofTexts | ofStatics | ofFronts | ofReach, users: building | checking | previewing, files: assets},
		{name: "pictures", spares: ofTexts | ofFronts | ofReach, users: building | checking, work: preparePictures},
		{name: "share pictures", spares: ofTexts | ofAssets | ofStatics | ofReach, users: building | previewing, files: posters,
			unchecked: "drawing them takes long and finds nothing"},
		{name: "lists", users: everyone, files: lists, copied: inCopy},
		{name: "entries", users: everyone, files: entries, copied: inCopy},
		{name: "front of a copy", users: copying, work: copyFront,
			unchecked: "only a copy has it"},
		{name: "scripts", users: building | checking | previewing, files: scriptFiles},
		{name: "redirects", spares: ofTexts | ofStatics | ofReach, users: building | checking | previewing, files: redirects},
		{name: "lists for machines", spares: ofTexts, users: building | previewing, files: machineLists,
			unchecked: "they repeat what the pages say"},
		{name: "warnings", spares: ofTexts | ofReach, users: building | checking | previewing, files: warningFiles},
		{name: "calendars", spares: ofTexts | ofAssets | ofStatics | ofReach, users: everyone, files: calendars, copied: linked},
		{name: "registers", spares: ofTexts | ofAssets | ofStatics | ofReach, users: building | previewing | copying, files: registers, copied: linked,
			unchecked: "they repeat what the pages say"},
		{name: "files", spares: ofTexts | ofAssets | ofFronts | ofReach, users: everyone, files: staticFiles, copied: copiedFile},
		{name: "used files", spares: ofTexts | ofAssets | ofStatics | ofFronts | ofReach, users: building | checking | copying, work: usedFiles},
		{name: "unused files", spares: ofTexts | ofAssets | ofStatics | ofFronts | ofReach, users: building | checking, work: unusedFiles},
		{name: "old pictures", spares: ofTexts | ofAssets | ofStatics | ofFronts | ofReach, users: building, work: clearCaches,
			unchecked: "a check keeps nothing"},
		{name: "search", users: building | previewing | copying, work: searchIndexes, shown: wholeIndexes,
			unchecked: "it repeats what the pages say"},
		{name: "assets of a copy", users: copying, work: copyAssets,
			unchecked: "only a copy has it"},
		{name: "service worker", users: building | previewing, work: serviceWorker, shown: idleWorker,
			unchecked: "what devices save is known only when every file has its bytes"},
		{name: "packs", users: building, work: packs,
			unchecked: "each is a build of its own"},
		{name: "between pages", users: building | checking, work: comparePages},
		{name: "links of a copy", users: copying, work: compareAnchors,
			unchecked: "between pages looks at more"},
		{name: "rules", users: checking, work: closeRules},
		{name: "old compressed files", spares: ofTexts | ofAssets | ofStatics | ofReach, users: building, work: forgetCompressed,
			unchecked: "a check keeps nothing"},
	}
}

// Run builds the site. The error is an I/O error. What is wrong in the author's
// files is in the result's problems; if one of them is an error, the output
// stays exactly as it was. With Dry it is Check.
func Run(ctx context.Context, o Options) (Result, error) {
	if o.Dry {
		return Check(ctx, o)
	}
	fetched, err := FetchWarnings(ctx, o)
	if err != nil {
		return Result{}, err
	}
	result, err := makeAndPublish(ctx, o)
	result.Problems = problem.Sort(append(result.Problems, fetched.Problems...))
	result.Unheard = fetched.Unheard
	return result, err
}

// makeAndPublish makes the site, unless it is known that all would be as it is.
func makeAndPublish(ctx context.Context, o Options) (Result, error) {
	form := formOf(o)
	last := recall(o, form)
	if last.unchanged(o) {
		return last.known(o), nil
	}
	o.Entries = once(o.Entries)
	last = last.withPages(o)
	m := begin(o, form, last)
	result, err := publish(ctx, o, m, last)
	if errors.Is(err, errUses) {
		return publish(ctx, o, m, nil)
	}
	return result, err
}

// once is a function that is told no more than once; nil for none.
func once(tell func(int)) func(int) {
	if tell == nil {
		return nil
	}
	var first sync.Once
	return func(n int) { first.Do(func() { tell(n) }) }
}

// publish makes the site and publishes it. Of the last build it takes what is the
// same; the error is errUses if more is other than the last one knows.
func publish(ctx context.Context, o Options, m *memo, last *past) (Result, error) {
	site, result, err := stageSite(ctx, o, m, last)
	if err != nil {
		return Result{}, err
	}
	defer site.discard()
	if result.Stopped {
		return result, nil
	}
	if result, err = site.commit(ctx, result); err != nil {
		return result, err
	}
	return result, m.keep(o, site, result)
}
