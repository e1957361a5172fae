package serve

import (
	"context"
	"maps"
	"slices"
	"time"

	"loa/internal/build"
)

// breath is how often a sweep looks whether requests have been answered.
const breath = time.Millisecond

// sweep looks through all pages for problems, one page at a time and none while
// a browser waits. It ends by itself, or when stop is called, which waits for
// it.
func (f *follower) sweep(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		st := f.now()
		if f.inspect(ctx, st, nil) {
			f.ledger.compare(st)
			f.tell(Report{Whole: true})
			f.audience.wake()
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// inspect makes the pages whose problems are not known, only those of wanted
// entries if wanted is not nil. It reports whether it came to the end.
func (f *follower) inspect(ctx context.Context, st *state, wanted func(file string) bool) bool {
	for _, path := range f.pagesToInspect(st) {
		o := st.outputs[path]
		if wanted != nil && !wanted(entryFile(o)) || f.ledger.current(st, o) {
			continue
		}
		for wanted == nil && f.asked.Load() > 0 && ctx.Err() == nil {
			time.Sleep(breath)
		}
		if ctx.Err() != nil {
			return false
		}
		f.inspectPage(st, o)
	}
	return true
}

// inspectPage makes a page for the sake of what it tells.
func (s *Server) inspectPage(st *state, o build.Output) {
	out, err := st.shown.Make(o)
	if err != nil { // the file went away; the watcher will say so
		return
	}
	s.ledger.put(st, o, out)
}

// pagesToInspect lists all pages, those first that had problems, then those
// that somebody looks at.
func (f *follower) pagesToInspect(st *state) []string {
	rank := map[string]int{}
	for _, path := range f.kept.paths() {
		rank[path] = 1
	}
	for _, path := range f.ledger.faulty() {
		rank[path] = 2
	}
	pages := make([]string, 0, len(st.outputs))
	for _, path := range slices.Sorted(maps.Keys(st.outputs)) {
		if st.outputs[path].Page != nil {
			pages = append(pages, path)
		}
	}
	slices.SortStableFunc(pages, func(a, b string) int { return rank[b] - rank[a] })
	return pages
}

func entryFile(o build.Output) string {
	if o.Page == nil || o.Page.Entry == nil {
		return ""
	}
	return o.Page.Entry.File.Name
}
