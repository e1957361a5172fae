package build

import (
	"context"
	"slices"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/linkcheck"
	"loa/internal/generator/render"
)

// Check finds all problems and writes nothing, save what other hosts answered if
// they were asked. It looks closer than a build. With an error of the network
// the result holds what was found without it.
func Check(ctx context.Context, o Options) (Result, error) {
	o.Dry = true
	p, err := Load(o)
	if err != nil {
		return Result{}, err
	}
	defer p.Close()
	if p.Renderer == nil {
		return p.stopped(), nil
	}
	return p.check(ctx)
}

// Look finds what Check finds, of a project that pages may be made of all the
// while. It makes one page after the other; ease, if not nil, is called after
// each, to let others go first. It ends with the error of ctx when that is done.
func (p *Project) Look(ctx context.Context, ease func()) (Result, error) {
	if p.Renderer == nil {
		return p.stopped(), nil
	}
	again := *p
	again.Options.Dry, again.Options.Outside, again.Options.Workers = true, nil, 1
	again.Options.Progress = func(int, int) {
		if ease != nil {
			ease()
		}
	}
	again.shared = sync.OnceValue(again.styles)
	again.Renderer = render.New(p.Site, p.Theme, render.NewFiles(p.disk, again.darkroom()))
	return again.check(ctx)
}

// check makes every page for the sake of what it tells.
func (p *Project) check(ctx context.Context) (Result, error) {
	p.Renderer.Thorough = true
	run := &run{ctx: ctx, Project: p, parts: newParts(), sink: nowhere{}, rules: check.NewRules(p.Site, p.Entries, p.Renderer)}
	if p.Options.Outside != nil {
		run.rules.Outside = &check.Outside{}
	}
	for _, outputs := range []func() []Output{p.developed, p.lists, run.leaves, p.redirects, p.icsFiles, p.files, run.used} {
		if err := run.put(outputs()); err != nil {
			return Result{}, err
		}
	}
	if err := run.crosscheck(); err != nil {
		return Result{}, err
	}
	run.report(run.rules.Close())
	err := run.ask()
	return Result{Problems: run.withUnusedNotes(), Pages: run.count, Next: p.Site.Next, Translations: check.Tallies(p.Site)}, err
}

// ask asks other hosts after the links that lead to them. What is remembered of
// earlier answers is a cache like the others.
func (r *run) ask() error {
	links := r.rules.Outside
	if links == nil {
		return nil
	}
	asker := r.Options.Outside
	earlier := linkcheck.Remember(r.disk)
	answers, err := asker.Ask(r.ctx, links.Addresses(), earlier)
	r.report(links.Problems(answers))
	if err != nil {
		return err
	}
	return linkcheck.Keep(r.root, answers, earlier, asker.Now())
}

// withUnusedNotes are all problems, and the notes that pass over none of them.
func (r *run) withUnusedNotes() []problem.Problem {
	all := append(slices.Clone(r.Problems), r.wrong...)
	r.report(check.UnusedNotes(problem.Weigh(slices.Clone(all), r.Settings.Check.Severities), r.Entries, r.Options.Outside != nil))
	return r.weighed()
}
