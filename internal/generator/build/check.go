package build

import (
	"context"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/linkcheck"
	"loa/internal/generator/render"
)

// Check finds all problems and writes nothing but the answers of other hosts, if they
// were asked, and what lets the next check know that nothing has changed. It finds more than a build, which has no time for it. With a network
// error the result holds what was found without the network.
func Check(ctx context.Context, o Options) (Result, error) {
	known, again := checkedBefore(o)
	if known != nil {
		return *known, nil
	}
	defer again.close()
	o.Dry, o.once = true, true
	p, err := Load(o)
	if err != nil {
		return Result{}, err
	}
	defer p.Close()
	if p.Renderer == nil {
		return p.stopped(), nil
	}
	if o.Entries != nil {
		o.Entries(len(p.Entries))
	}
	result, err := p.check(ctx)
	if err == nil {
		again.keep(p.Settings.Zone.String(), result)
	}
	return result, err
}

// Look finds what Check finds. The project can be used meanwhile. Look makes one page
// after the other and calls ease, if not nil, after each, so that other work can go
// first. It returns the error of ctx when that is done.
func (p *Project) Look(ctx context.Context, ease func()) (Result, error) {
	if p.Renderer == nil {
		return p.stopped(), nil
	}
	again := *p
	again.Options.Dry, again.Options.LinkChecker, again.Options.Workers = true, nil, 1
	again.Options.Progress = func(int, int) {
		if ease != nil {
			ease()
		}
	}
	again.Renderer = render.New(p.Site, p.Theme, render.NewFiles(p.disk, p.reader, again.processor(), again.recordings(p.Site)))
	again.shared = sharedFiles(p.Theme, again.Renderer)
	return again.check(ctx)
}

// check runs the stages of a check.
func (p *Project) check(ctx context.Context) (Result, error) {
	p.Renderer.Thorough, p.Renderer.Aloud = true, true
	p.Problems = append(slices.Clip(p.Problems), p.unallowed(p.Options.speaker())...)
	r := &run{ctx: ctx, Project: p, parts: check.NewParts(), sink: nowhere{}, rules: check.NewRules(p.Site, p.Shown(), p.reader, p.Renderer)}
	if p.Options.LinkChecker != nil {
		r.rules.External = &check.ExternalLinks{}
	}
	if err := r.all(checking); err != nil {
		return Result{}, err
	}
	err := r.checkLinks()
	return Result{Problems: r.withUnusedNotes(), Pages: r.count, Next: p.Site.Next, Translations: check.Tallies(p.Site)}, err
}

// closeRules reports what rules know only when all pages have been looked at.
func closeRules(r *run) error {
	r.report(r.rules.Close())
	return nil
}

// checkLinks requests the addresses on other hosts that the site links to, if the
// options want it. Earlier answers are kept in a cache.
func (r *run) checkLinks() error {
	links := r.rules.External
	if links == nil {
		return nil
	}
	checker := r.Options.LinkChecker
	earlier := linkcheck.Load(r.disk)
	answers, err := checker.Check(r.ctx, links.Addresses(), earlier)
	r.report(links.Problems(answers))
	if err != nil {
		return err
	}
	return linkcheck.Save(r.Options.Disk, r.root, answers, earlier, checker.Now())
}

// withUnusedNotes are all problems, and the notes that pass over none of them.
func (r *run) withUnusedNotes() []problem.Problem {
	all := append(slices.Clone(r.Problems), r.wrong...)
	r.report(check.UnusedNotes(problem.Weigh(slices.Clone(all), r.Settings.Check.Severities), r.Entries, r.Options.LinkChecker != nil))
	return r.weighed()
}
