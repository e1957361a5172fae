package serve

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// audience are the pages that wait for news.
type audience struct {
	mu    sync.Mutex
	bells map[chan struct{}]bool
}

func newAudience() *audience { return &audience{bells: map[chan struct{}]bool{}} }

func (a *audience) join() (bell chan struct{}, leave func()) {
	bell = make(chan struct{}, 1)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.bells[bell] = true
	return bell, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.bells, bell)
	}
}

// wake tells all pages that the site has changed. A page that has not yet taken
// an earlier wake-up gets one for both.
func (a *audience) wake() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for bell := range a.bells {
		select {
		case bell <- struct{}{}:
		default:
		}
	}
}

// sign is how often a silent stream says that it lives, so that a browser that
// has gone is noticed.
const sign = 25 * time.Second

// events tells a page, until it goes, which problems there are, one of the desk also
// whether all pages have been looked at for them, and to load itself again when it may have changed since
// it was made. The caller has checked who asks.
func (s *Server) events(w http.ResponseWriter, r *http.Request, toDesk bool) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	bell, leave := s.audience.join()
	defer leave()
	out := http.NewResponseController(w)
	page, stamp, last, whole := pageOf(r), r.URL.Query().Get("stamp"), "", false
	for {
		st := s.now()
		at, _ := strings.CutPrefix(page, st.root)
		if st.newer(stamp, st.fileOf(at)) {
			fmt.Fprintf(w, "event: reload\ndata: %s\n\n", st.stamp())
			_ = out.Flush()
			return
		}
		if now := string(s.overlay(st, at)); now != last {
			fmt.Fprintf(w, "event: problems\ndata: %s\n\n", now)
			last = now
		}
		if now := toDesk && s.ledger.whole(st); now != whole {
			whole = now
			fmt.Fprintf(w, "event: whole\ndata: %t\n\n", now)
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-bell:
		case <-time.After(sign):
			fmt.Fprint(w, ":\n\n")
		}
	}
}

// pageOf is the path of the page that asks, as its script sees its address.
func pageOf(r *http.Request) string {
	page := r.URL.Query().Get("page")
	if plain, err := url.PathUnescape(page); err == nil {
		return plain
	}
	return page
}
