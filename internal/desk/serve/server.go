package serve

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/relay"
	"loa/internal/generator/warning"
)

// Server answers requests for one site. Follow keeps it up to date.
type Server struct {
	options  Options
	words    *problem.Words // of problems
	own      *problem.Words // of the overlay
	state    atomic.Pointer[state]
	ledger   *ledger
	closer   closer
	kept     *kept
	audience *audience
	changes  *watcher
	written  *notices
	asked    atomic.Int64 // requests being answered
	views    *views
	frame    string // the script of a view's pages; "" in the preview itself
}

// New loads the site and begins to watch its folder, until ctx is done.
func New(ctx context.Context, o Options) (*Server, error) {
	if o.Clock.Now == nil {
		o.Clock.Now = time.Now
	}
	if o.Clock.Wait == nil {
		o.Clock.Wait = waitUntil
	}
	o.Watch.Hidden = append(slices.Clone(o.Watch.Hidden), relay.Folder) // a deploy writes there while the preview runs
	changes, err := watchSite(ctx, o.Build.Dir, unwatched(o.Build), o.Watch, o.Clock)
	if err != nil {
		return nil, err
	}
	o.Build.Unmeasured = true
	project, err := load(ctx, o.Build, changes)
	if err != nil {
		return nil, err
	}
	s := &Server{changes: changes, written: newNotices(), options: o, words: problem.WordsFor(o.Language), own: wordsFor(o.Language), ledger: newLedger(), kept: newKept(), audience: newAudience(), views: newViews()}
	s.state.Store(firstState(project, o.Clock.Now()))
	return s, nil
}

// load reads the site once its layers are watched, so that no change falls between.
func load(ctx context.Context, o build.Options, changes *watcher) (*build.Project, error) {
	in, err := build.InputsOf(o)
	if err != nil {
		return nil, err
	}
	if _, err := changes.follow(ctx, in.Elsewhere); err != nil {
		return nil, err
	}
	return build.Load(o)
}

// Close closes the site's folder.
func (s *Server) Close() error { return s.now().newest.Close() }

func (s *Server) now() *state { return s.state.Load() }

// ServeHTTP answers a browser.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Cache-Control", "no-store")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Content-Security-Policy", strings.TrimSpace("frame-ancestors 'self' "+s.options.Origins.Desk))
	st := s.now()
	if status, reason := refusal(r); status != 0 {
		if status == http.StatusMethodNotAllowed {
			head.Set("Allow", "GET, HEAD")
		}
		http.Error(w, reason, status)
		return
	}
	path, below := strings.CutPrefix(r.URL.Path, st.root)
	switch {
	case !below:
		s.outside(w, r, st)
	case strings.HasPrefix(path, ownFolder):
		s.ownFile(w, r, st, strings.TrimPrefix(path, ownFolder))
	default:
		s.asked.Add(1)
		defer s.asked.Add(-1)
		s.answer(w, r, st, path)
	}
}

// outside leads to the site's root what was asked for above it.
func (s *Server) outside(w http.ResponseWriter, r *http.Request, st *state) {
	if r.URL.Path == "/" || r.URL.Path+"/" == st.root {
		http.Redirect(w, r, st.root, http.StatusTemporaryRedirect)
		return
	}
	http.NotFound(w, r)
}

// unwatched says which folders are none of the site's inputs.
func unwatched(o build.Options) func(string) bool {
	out := "public"
	if rel, err := filepath.Rel(o.Dir, o.Out); err == nil && o.Out != "" {
		out = filepath.ToSlash(rel)
	}
	inputs := map[string]bool{"site.toml": true, "content": true, "static": true, "data": true, "themes": true, warning.Root: true}
	return func(rel string) bool {
		top, _, _ := strings.Cut(rel, "/")
		return rel == out || !inputs[top]
	}
}

// longestWait is how long a machine may sleep through midnight unnoticed. A clock
// behind that of the machine, by which midnight has long been, is looked at every
// shortestWait.
const (
	shortestWait = time.Second
	longestWait  = 5 * time.Minute
)

func waitUntil(t time.Time) <-chan time.Time {
	return time.After(min(max(time.Until(t), 0)+shortestWait, longestWait))
}
