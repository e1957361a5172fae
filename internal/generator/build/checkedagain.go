package build

import (
	"fmt"
	"os"
	"slices"

	"loa/internal/base/sameness"
)

// A check is remembered as a build is, in a file of its own, and with the times of
// events in the last output, with which it compares. That a site has no .loa/ yet is
// left as it is: who only checks gets no folder.
const (
	checkedFolder = ".loa/checks"
	checkedFile   = "checked"
)

// checkingAgain is a check that will be remembered, if it ends well.
type checkingAgain struct {
	options Options
	memo    *memo
	cache   cache
}

// checkedBefore gives the result of the last check, if all that it was made of is still
// the same. Else it gives what remembers this one, nil if nothing does.
func checkedBefore(o Options) (known *Result, now *checkingAgain) {
	form := formOf(o)
	if form == nil || o.LinkChecker != nil {
		return nil, nil
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, nil // told by those who read the site
	}
	if _, err := root.Stat(".loa"); err != nil {
		root.Close()
		return nil, nil
	}
	events, _ := root.ReadFile(eventsFile)
	form.sum = fmt.Sprintf("check %s %s", form.sum, digest(events))
	c := cache{root: root, disk: o.Disk, folder: checkedFolder}
	var last lastBuild
	data, there := c.Load(checkedFile)
	if there && decode(data, &last) && last.Of == form.sum && (last.Zone == "") == o.Fixed && last.Day == dayOf(o, last.Zone) && sameTree(o, form.inputs, last.Inputs) {
		root.Close()
		return &last.Result, nil
	}
	m := begin(o, form, nil)
	if m == nil {
		root.Close()
		return nil, nil
	}
	return nil, &checkingAgain{o, m, c}
}

// sameTree reports whether the files that a build reads are the very ones that were seen.
func sameTree(o Options, in inputs, seen []sameness.File) bool {
	paths, ok := sameness.Tree(o.Dir, in.names()...)
	return ok && slices.EqualFunc(paths, seen, func(path string, f sameness.File) bool { return f.Path == path }) && sameness.Still(o.Dir, seen)
}

func (k *checkingAgain) close() {
	if k != nil {
		k.cache.root.Close()
	}
}

// keep remembers the result of a check, unless a file of the site has changed meanwhile.
// A folder that cannot be written to remembers nothing.
func (k *checkingAgain) keep(zone string, result Result) {
	if k == nil || !sameTree(k.options, k.memo.form.inputs, k.memo.inputs) {
		return
	}
	now := lastBuild{Of: k.memo.form.sum, Inputs: k.memo.inputs, Result: result}
	if !k.options.Fixed {
		now.Zone = zone
	}
	now.Day = dayOf(k.options, now.Zone)
	if data, ok := encode(now); ok {
		_ = k.cache.Keep(checkedFile, data)
	}
}
