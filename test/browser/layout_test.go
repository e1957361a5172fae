package browser

import (
	"compress/gzip"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"loa/test/ownsite"
)

// wider lists what reaches over the edge of the screen.
const wider = `(() => {
	const edge = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= edge) return [];
	return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > edge + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120));
})()`

// clipped lists text that its box cuts: stacked marks must never be. The grid of
// the calendar shortens titles on purpose; the list below it has them whole.
const clipped = `[...document.querySelectorAll('h1,h2,h3,p,li,a,summary,button,td,th,dd')].filter(e => {
	const s = getComputedStyle(e);
	return s.overflowY !== 'visible' && !e.classList.contains('quiet') && !e.closest('.grid') && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 1;
}).map(e => e.outerHTML.slice(0, 120))`

// tight lists text whose lines stand closer than 1.25 (titles) or 1.5 (running
// text) of its size. The cells of the calendar's grid and the marks on it are numbers.
const tight = `[...document.querySelectorAll('h1,h2,h3,p,li,dd,td')].filter(e => {
	const s = getComputedStyle(e), size = parseFloat(s.fontSize), limit = /^H/.test(e.tagName) ? 1.25 : 1.5;
	return e.offsetParent && !e.closest('.grid, .strip, .day, .urgent-box, .bottom') && e.textContent.trim() && parseFloat(s.lineHeight) < limit * size - .1;
}).slice(0, 5).map(e => getComputedStyle(e).lineHeight + ' ' + e.outerHTML.slice(0, 120))`

// small lists what a thumb must hit and is lower than 44 CSS pixels. A link in a
// sentence is as high as its line, and a dot of the grid has its day below.
const small = `[...document.querySelectorAll('a, button, summary, select, input')].filter(e => {
	const r = e.getBoundingClientRect();
	if (!e.checkVisibility({visibilityProperty: true}) || r.width < 2 || e.matches('.skip') || e.closest('.grid, .prose p, .prose li, .prose td, .prose dd, p, dd, address, .facts, h3, figcaption, .contents-list')) return false;
	return r.height < 43.5;
}).slice(0, 5).map(e => Math.round(e.getBoundingClientRect().height) + ' ' + e.outerHTML.slice(0, 120))`

// layouts are the looks that a page is held against, by the visits that they take: what
// comes after the first is the same page on a screen that changes.
var layouts = [][]look{
	{{width: 320}, {width: 360}, {width: 320, forced: true}},
	{{width: 320, noScript: true}},
	{{width: 1280}, {width: 900}, {width: 768}},
}

// onEachOther lists words that lie on others.
const onEachOther = boxes + `.filter(fault => fault.startsWith('on each other'))`

// layout looks at every kind of page from the narrowest screen on, and at what the
// browser says while it loads.
func (h *house) layout(t *testing.T) {
	faults := map[string]string{"over the edge": wider, "cut": clipped, "cut in its field": cutWords, "too tight": tight, "too small": small, "words": onEachOther}
	for _, path := range ownsite.Kinds() {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			for _, looks := range layouts {
				b.see(looks[0])
				b.visit(path)
				b.light(path)
				for _, l := range looks {
					b.see(l)
					for what, script := range faults {
						for _, found := range ask[[]string](b, script) {
							t.Errorf("%s %+v: %s: %s", path, l, what, found)
						}
					}
				}
				b.quiet(path)
			}
		})
	}
}

// quiet fails on anything in the console, which is where the browser tells that
// the content security policy was broken, and on requests to other hosts.
func (b *tab) quiet(page string) {
	b.t.Helper()
	console, requests := b.heard()
	for _, line := range console {
		if page == "/khong-co/" && strings.Contains(line, "404") {
			continue // the page itself
		}
		b.t.Errorf("%s: console: %s", page, line)
	}
	for _, url := range requests {
		if !strings.HasPrefix(url, b.h.url) {
			b.t.Errorf("%s: asks another host: %s", page, url)
		}
	}
}

// light fails on a page that asks for more than its first view may take.
func (b *tab) light(page string) {
	b.t.Helper()
	_, requests := b.heard()
	// The browser asks for the icons of the site once, on whatever page comes first.
	picture := func(url string) bool {
		return strings.Contains(url, "/hinh/") || strings.Contains(url, "/assets/icon")
	}
	if others := slices.DeleteFunc(slices.Clone(requests), picture); len(others) > 8 || len(requests) > 24 {
		b.t.Errorf("%s: %d requests, %d of them for no picture: %v", page, len(requests), len(others), requests)
	}
	if all := b.h.transferred(requests); all > firstView {
		b.t.Errorf("%s: %d bytes before the reader scrolls: %v", page, all, requests)
	} else {
		b.t.Logf("%s: %d bytes", page, all)
	}
}

// firstView is what a page may take before its reader scrolls, with its pictures.
const firstView = 150_000

// transferred is what a host that compresses text sends for requests, each once.
func (h *house) transferred(requests []string) (sum int) {
	seen := map[string]bool{}
	for _, request := range requests {
		u, err := url.Parse(request)
		if err != nil || seen[u.Path] {
			continue
		}
		seen[u.Path] = true
		name := u.Path
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		data, err := os.ReadFile(filepath.Join(h.public, filepath.FromSlash(name)))
		if err != nil {
			continue // of another host, or not there: told elsewhere
		}
		switch path.Ext(name) {
		case ".html", ".css", ".js", ".svg", ".json", ".webmanifest":
			var n counter
			w := gzip.NewWriter(&n)
			_, _ = w.Write(data)
			_ = w.Close()
			sum += int(n)
		default:
			sum += len(data)
		}
	}
	return sum
}

// counter counts what is written to it.
type counter int

func (n *counter) Write(data []byte) (int, error) {
	*n += counter(len(data))
	return len(data), nil
}
