package serve

import (
	"context"
	"time"

	"loa/internal/generator/build"
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
		if !f.inspect(ctx, st, nil) {
			return
		}
		if f.ledger.compare(ctx, st); ctx.Err() != nil {
			return
		}
		f.tell(Report{Whole: true})
		f.audience.wake()
		if f.lookCloser(ctx, st) {
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
	for _, o := range f.pagesToInspect(st) {
		if wanted != nil && !wanted(entryFile(o)) || f.ledger.current(st, o) {
			continue
		}
		if wanted == nil {
			f.giveWay(ctx)
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
	made, err := st.shown.Make(o)
	if err != nil { // the file went away; the watcher will say so
		return
	}
	s.ledger.put(st, o, made)
}

// pagesToInspect lists all pages, those first that had problems or that somebody
// looks at.
func (f *follower) pagesToInspect(st *state) []build.Output {
	soon := map[string]bool{}
	for _, path := range append(f.ledger.faulty(), f.kept.paths()...) {
		soon[path] = true
	}
	pages := make([]build.Output, 0, len(st.pages))
	for _, wanted := range []bool{true, false} {
		for _, o := range st.pages {
			if soon[o.Path] == wanted {
				pages = append(pages, o)
			}
		}
	}
	return pages
}

func entryFile(o build.Output) string {
	if o.Page == nil || o.Page.Entry == nil {
		return ""
	}
	return o.Page.Entry.File.Name
}
