package build

import (
	"context"
	"slices"

	"loa/internal/check"
	"loa/internal/problem"
)

// Check finds all problems and writes nothing. It looks closer than a build.
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
	p.Renderer.Thorough = true
	run := &run{ctx: ctx, Project: p, parts: newParts(), sink: nowhere{}, rules: check.NewRules(p.Site, p.Entries, p.Renderer)}
	for _, outputs := range []func() []Output{p.lists, run.leaves, p.redirects, p.files, run.used} {
		if err := run.put(outputs()); err != nil {
			return Result{}, err
		}
	}
	if err := run.crosscheck(); err != nil {
		return Result{}, err
	}
	run.report(run.rules.Close())
	return Result{Problems: run.withUnusedNotes(), Pages: run.count, Next: p.Site.Next, Translations: check.Tallies(p.Site)}, nil
}

// withUnusedNotes are all problems, and the notes that pass over none of them.
func (r *run) withUnusedNotes() []problem.Problem {
	all := append(slices.Clone(r.Problems), r.wrong...)
	r.report(check.UnusedNotes(problem.Weigh(slices.Clone(all), r.Settings.Check.Severities), r.Entries, check.LooksFor))
	return r.weighed()
}
