package serve

import (
	"context"
	"maps"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// ledger remembers what pages told when they were made: their problems, and
// what the pages must be compared with when all of them are known.
type ledger struct {
	mu     sync.Mutex
	pages  map[string]record // by output path
	across []problem.Problem // found between pages
}

type record struct {
	number   int // of the state that the page was made in
	problems []problem.Problem
	bytes    int // of its HTML
	ids      []string
	anchors  []render.Anchor
	files    []string // of content/, that the page uses
}

func newLedger() *ledger { return &ledger{pages: map[string]record{}} }

// recordOf is what a page told.
func recordOf(o build.Output, made build.Made) record {
	r := record{problems: made.Problems, bytes: len(made.Data)}
	if o.Number == 1 {
		r.ids = made.Page.IDs
	}
	if !o.Page.Fallback {
		r.anchors = made.Page.Anchors
	}
	for _, f := range made.Page.Files {
		r.files = append(r.files, f.Source.Path)
	}
	return r
}

func (l *ledger) put(st *state, o build.Output, made build.Made) {
	r := recordOf(o, made)
	r.number = st.number
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.pages[o.Path].number <= r.number {
		l.pages[o.Path] = r
	}
}

// current reports whether what is known of a page still holds.
func (l *ledger) current(st *state, o build.Output) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.holds(st, o)
}

func (l *ledger) holds(st *state, o build.Output) bool {
	r, ok := l.pages[o.Path]
	return ok && r.number >= st.placed && r.number >= st.texts[entryFile(o)]
}

// faulty lists the pages with problems.
func (l *ledger) faulty() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var paths []string
	for path, r := range l.pages {
		if len(r.problems) > 0 {
			paths = append(paths, path)
		}
	}
	return paths
}

// of are the problems of one page.
func (l *ledger) of(path string) []problem.Problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pages[path].problems
}

// weight is how many bytes the HTML of a page has; 0 if it was not made yet.
func (l *ledger) weight(path string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pages[path].bytes
}

// problems are those of all pages that the site still has. What an earlier
// state said of a page counts until the page is made again.
func (l *ledger) problems(st *state) []problem.Problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []problem.Problem
	for path, r := range l.pages {
		if _, there := st.outputs[path]; !there {
			delete(l.pages, path)
			continue
		}
		all = append(all, r.problems...)
	}
	return append(all, l.across...)
}

// uses reports whether a page is known to use a file of content/.
func (l *ledger) uses(st *state, file string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for path, r := range l.pages {
		for _, f := range r.files {
			if f == file && l.holds(st, st.outputs[path]) {
				return true
			}
		}
	}
	return false
}

// compare finds what is wrong between pages, if all of them are known and ctx
// is not done first.
func (l *ledger) compare(ctx context.Context, st *state) {
	l.mu.Lock()
	known := ledger{pages: maps.Clone(l.pages)} // pages are not kept waiting
	l.mu.Unlock()
	parts := check.NewParts()
	var anchors []render.Anchor
	var used []*render.Published
	needed := map[string]bool{}
	for _, o := range st.pages {
		if ctx.Err() != nil || !known.holds(st, o) {
			return
		}
		r := known.pages[o.Path]
		parts.Add(o.Page, r.ids)
		anchors = append(anchors, r.anchors...)
		for _, f := range r.files {
			needed[f] = true
		}
	}
	if st.shown.Renderer == nil {
		return
	}
	var wrong []problem.Problem
	for _, f := range st.shown.Renderer.Files.Used() {
		if needed[f.Source.Path] {
			used = append(used, f)
			_, taken := st.shown.UsedFile(f)
			wrong = append(wrong, taken...)
		}
	}
	idsOf := func(p *site.Page) []string { return known.pages[p.File()].ids }
	wrong = append(wrong, parts.Anchors(anchors, idsOf)...)
	wrong = append(wrong, st.shown.Unused(used)...)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.across = wrong
}

// known are the pages of a state whose record still holds, by output path.
func (l *ledger) known(st *state) map[string]record {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make(map[string]record, len(l.pages))
	for path, r := range l.pages {
		if o, there := st.outputs[path]; there && l.holds(st, o) {
			all[path] = r
		}
	}
	return all
}

// whole reports whether all pages of a state are known.
func (l *ledger) whole(st *state) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, o := range st.pages {
		if !l.holds(st, o) {
			return false
		}
	}
	return true
}
