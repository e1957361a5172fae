package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"loa/test/ownsite"
)

// stood keeps where each element that can be seen stands; elsewhere lists those that
// stand elsewhere since, but for what an element that moved has inside. A script may
// change what an element shows, and add what moves nothing.
const (
	stood     = `window.stood = new Map([...document.body.querySelectorAll('*')].map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width && r.height && e.checkVisibility({visibilityProperty: true}))), window.moved = 0, null`
	elsewhere = `(() => {
	const far = (a, b) => Math.abs(a.left - b.left) > 1 || Math.abs(a.top - b.top) > 1;
	const those = [...stood].filter(([e, r]) => e.isConnected && e.checkVisibility() && far(r, e.getBoundingClientRect())).map(([e]) => e);
	return those.filter(e => !those.includes(e.parentNode)).slice(0, 4).map(e => Math.round(e.getBoundingClientRect().top - stood.get(e).top) + ' px: ' + e.outerHTML.slice(0, 120));
})()`
)

// heldWorker stands in for a worker that keeps pages, finds no new version of them, and
// answers only once let go; then it gives way to one that has this page in a new version.
const heldWorker = `(() => {
	const follow = [], held = window.heldWorker = {giveWay: () => follow.forEach(f => f())};
	const answered = new Promise(done => { held.answer = done });
	const worker = {postMessage: (order, [line]) => answered.then(() => line.postMessage({day: 1790000000000, changed: true}))};
	const registration = {scope: new URL('/', location).href, active: worker, update: () => Promise.reject()};
	Object.defineProperty(navigator, 'serviceWorker', {value: {controller: worker, getRegistration: () => Promise.resolve(registration), addEventListener: (name, f) => { if (name === 'controllerchange') follow.push(f) }}});
})()`

// noted: what the offline script says about a copy moves nothing either, on no kind of page.
func (h *house) noted(t *testing.T) {
	for i, address := range ownsite.Kinds() {
		t.Run(strings.Trim(address, "/"), func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			b.before(shifts)
			b.before(heldWorker)
			b.see(look{width: []int64{360, 1280}[i%2]}) // what holds the note is the same on all
			b.visit(address)
			if !ask[bool](b, `document.readyState === 'complete' && !!document.querySelector('meta[name=loa-worker]')`) {
				return // a page that no worker keeps
			}
			b.bringsNote("the day of a copy", `heldWorker.answer()`, `.copy-note:not(.newer)`)
			b.bringsNote("a newer version", `heldWorker.giveWay()`, `.copy-note.newer a`)
		})
	}
}

// bringsNote does what brings a note and looks at whether anything moved.
func (b *tab) bringsNote(what, by, selector string) {
	b.t.Helper()
	ask[any](b, stood)
	ask[any](b, `(`+by+`, null)`)
	b.until(what+" is told", `document.querySelector('`+selector+`')`)
	ask[any](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))`)
	for _, fault := range ask[[]string](b, elsewhere) {
		if !strings.Contains(fault, "copy-note") { // it grows
			b.t.Errorf("%s moves by %s", what, fault)
		}
	}
	b.still(b.t, "the page, by "+what+",")
}

// late looks at every kind of page whose scripts come after the page is drawn, as on a
// slow line: none of them may move what a reader reads or is about to touch.
func (h *house) late(t *testing.T) {
	for _, address := range ownsite.Kinds() {
		t.Run(strings.Trim(address, "/"), func(t *testing.T) {
			t.Parallel()
			for _, width := range []int64{360, 1280} {
				h.drawnFirst(t, address, look{width: width})
			}
		})
	}
}

func (h *house) drawnFirst(t *testing.T, address string, l look) {
	drawn, host := make(chan struct{}), ownsite.Host(h.public)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Ext(r.URL.Path) == ".js" {
			select {
			case <-drawn:
			case <-r.Context().Done():
				return
			}
		}
		host.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	b := (&house{public: h.public, chrome: h.chrome, url: server.URL}).tab(t)
	b.before(shifts)
	b.see(l)
	command(b, page.Navigate, page.NavigateParams{URL: server.URL + address})
	b.wait(`document.readyState === 'interactive' && performance.getEntriesByName('first-contentful-paint').length`)
	ask[any](b, stood)
	close(drawn)
	b.wait(`document.readyState === 'complete'`)
	ask[any](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))`)
	for _, fault := range ask[[]string](b, elsewhere) {
		t.Errorf("%s at %d px: a late script moves by %s", address, l.width, fault)
	}
	b.still(t, fmt.Sprintf("%s at %d px", address, l.width))
}
