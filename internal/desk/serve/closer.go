package serve

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"loa/internal/base/problem"
)

// closer remembers what “loa check” would say of the site, which a preview does
// not learn from the pages that it makes.
type closer struct{ last atomic.Pointer[closeLook] }

// closeLook is what was found in one state.
type closeLook struct {
	number int               // of the state
	all    []problem.Problem // weighed
	only   []problem.Problem // those that the preview did not know by itself
}

// problems are all that are known of a state, given those that the preview knows
// by itself. After a change the rest holds, but for files that were changed,
// until somebody looks again.
func (c *closer) problems(st *state, own []problem.Problem) []problem.Problem {
	look := c.last.Load()
	switch {
	case look == nil:
		return own
	case look.number == st.number:
		return look.all
	}
	rest := slices.DeleteFunc(without(look.only, own), func(p problem.Problem) bool { return st.texts[p.Place.File] > look.number })
	return st.newest.Weigh(append(rest, own...))
}

// lookCloser finds all that “loa check” finds, once nothing has changed for a
// while, and lets browsers go first. It reports whether there is something to tell.
func (f *follower) lookCloser(ctx context.Context, st *state) bool {
	if f.options.Quiet == 0 || !st.newest.Usable() || f.closer.knows(st) {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(f.options.Quiet):
	}
	result, err := st.newest.Look(ctx, func() { f.giveWay(ctx) })
	if err != nil || ctx.Err() != nil { // a file went away; the watcher will say so
		return false
	}
	f.closer.last.Store(&closeLook{st.number, result.Problems, without(result.Problems, f.ownProblems(st))})
	return true
}

func (c *closer) knows(st *state) bool {
	look := c.last.Load()
	return look != nil && look.number == st.number
}

// giveWay waits while a browser does.
func (f *follower) giveWay(ctx context.Context) {
	for f.asked.Load() > 0 && ctx.Err() == nil {
		time.Sleep(breath)
	}
}

// without are the problems that are not among others. Either may be thousands.
func without(all, others []problem.Problem) []problem.Problem {
	known := make(map[string]bool, len(others))
	for _, p := range others {
		known[identity(p)] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(p problem.Problem) bool { return known[identity(p)] })
}

// identity tells a problem from others.
func identity(p problem.Problem) string {
	return fmt.Sprint(p.Code, p.Severity, p.Place.File, p.Place.Line, p.Place.Column, p.Args)
}
