package browser

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const flood = `level = "emergency"
until = 2026-06-03T06:00:00
call = 114
page = "bai/cap-cuu.md"
[vi]
title = "Nước sông dâng nhanh"
do = ["Đưa trẻ về nhà."]
[en]
title = "The river is rising"
`

const noClass = `level = "notice"
until = 2026-06-14
[vi]
title = "Lớp bơi nghỉ"
[en]
title = "No swimming class"
`

// clock sets the reader's clock, in milliseconds, to what the storage says.
const clock = `Date.now = () => +(localStorage.getItem('clock') || Date.UTC(2026, 5, 2))`

// shifts adds up how much of the page moved by itself, and keeps what moved, from where to where.
const shifts = `window.moved = 0, window.movers = []; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) {
	moved += e.value;
	const at = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
	for (const s of e.sources) movers.push(Math.round(e.startTime) + ' ms: ' + at(s.previousRect) + ' to ' + at(s.currentRect) + ': ' + (s.node && (s.node.outerHTML || s.node.textContent).slice(0, 120)));
} }).observe({type: 'layout-shift', buffered: true})`

// still fails where the page moved by itself since it was opened.
func (b *tab) still(t *testing.T, what string) {
	t.Helper()
	if by := ask[float64](b, `moved`); by > 0 {
		t.Errorf("%s moved by %.4f: %s", what, by, strings.Join(ask[[]string](b, `movers`), "\n"))
	}
}

// shownWarnings are the titles of the warnings that can be seen, after the list has been asked for.
const shownWarnings = `[...document.querySelectorAll('.alert')].filter(a => !a.hidden && a.style.visibility !== 'hidden').map(a => a.querySelector('strong').textContent).join(' | ')`

// warnings come to pages that were saved, and go at their end, with and without a network.
func (h *house) warnings(t *testing.T, s *host) {
	s.clock(time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC))
	b := h.saved(t, s)
	b.before(clock)
	b.before(shifts)
	says := func(what, path, want string) {
		t.Helper()
		b.open(s.url(path))
		b.until(what, shownWarnings+` === `+quoted(want))
	}
	says("no warning yet", "bai/so-a1/", "")

	s.put("warnings/lu.toml", flood)
	s.build()
	s.mu.Lock()
	s.asked = nil
	s.mu.Unlock()
	says("a new warning on a saved page", "bai/so-a2/", "Nước sông dâng nhanh")
	s.mu.Lock()
	if n := len(slices.DeleteFunc(slices.Clone(s.asked), func(p string) bool { return !strings.HasSuffix(p, "warnings.json") })); n != 1 {
		t.Errorf("the list was asked for %d times", n)
	}
	s.mu.Unlock()
	if n := packed(t, filepath.Join(s.dir, "public", "warnings.json")); n > 1024 {
		t.Errorf("the list is %d bytes compressed", n)
	}
	b.still(t, "a page with a new warning")
	if got := ask[string](b, `(a => a.querySelector('a').getAttribute('href') + ' ' + a.querySelectorAll('button').length + ' ' + !!a.closest('[role=status]'))(document.querySelector('.alert'))`); got != "tel:114 0 true" {
		t.Errorf("the warning has %q", got)
	}
	says("in English", "en/bai/so-a2/", "The river is rising")

	s.stop()
	says("without a network", "bai/so-b1/", "Nước sông dâng nhanh")
	ask[string](b, `(localStorage.setItem('clock', Date.UTC(2026, 5, 3)), '')`)
	says("after its end", "bai/so-b2/", "")
	ask[string](b, `(localStorage.setItem('clock', Date.UTC(2026, 5, 2)), '')`)
	s.start()
	s.put("warnings/lop.toml", noClass)
	s.build()
	b.open(s.url("bai/so-b3/"))
	b.arrived() // Chromium loses a page that is asked for while a worker gives way to another
	if n := ask[int](b, whole); n < 100 {
		t.Fatalf("%d files were saved of the site with warnings", n)
	}
	says("two, written into the page", "bai/so-b4/", "Nước sông dâng nhanh | Lớp bơi nghỉ")
	b.still(t, "a page with warnings")
	b.until("the script has shown its button", `document.querySelector('.alert button:not([hidden])')`)
	ask[string](b, `(document.querySelector('.alert button:not([hidden])').click(), '')`)
	b.until("one is put aside", shownWarnings+` === 'Nước sông dâng nhanh'`)
	says("and stays so", "bai/so-b5/", "Nước sông dâng nhanh")

	for _, broken := range []string{`{}`, `null`, `{"error":"login"}`} { // of a portal that answers for the site
		if err := os.WriteFile(filepath.Join(s.dir, "public", "warnings.json"), []byte(broken), 0o644); err != nil {
			t.Fatal(err)
		}
		says("what is no list takes nothing away", "bai/so-b5/", "Nước sông dâng nhanh")
	}
	s.put("warnings/lu.toml", strings.Replace(flood, "call = 114", "call = 112", 1))
	s.build()
	says("a mended one comes in place of the old one", "bai/so-a3/", "Nước sông dâng nhanh")
	b.until("with its number", `document.querySelectorAll('.alert a[href="tel:112"]').length === 1`)
	b.arrived()

	if err := os.WriteFile(filepath.Join(s.dir, "public", "warnings.json"), []byte(`{"warnings":[]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	says("it was taken back", "bai/so-b6/", "")
	s.stop()
	says("and does not come again without a network", "bai/so-b7/", "")
	s.start()
	for _, broken := range []string{`{"warnings":[{"warning":1},null,{"warning":"a","until":9e9},{"warning":"b","until":9e9,"html":{"vi":"<b>"}}]}`, `[`, `{}`} {
		if err := os.WriteFile(filepath.Join(s.dir, "public", "warnings.json"), []byte(broken), 0o644); err != nil {
			t.Fatal(err)
		}
		says("a broken list", "bai/so-b8/", "")
	}
	console, _ := b.heard()
	for _, line := range console {
		if !strings.HasPrefix(line, "Failed to load resource") { // said of each visit without a network
			t.Errorf("the console says %q", line)
		}
	}
}

// slowWarning: the list of warnings comes also over a line so slow that the worker gives
// up all else meanwhile.
func (h *house) slowWarning(t *testing.T, s *host) {
	s.clock(time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC))
	b := h.saved(t, s)
	b.before(clock)
	s.put("warnings/lu.toml", flood)
	s.build()
	s.mu.Lock()
	s.asked = nil
	s.mu.Unlock()
	s.leave(true)
	defer s.leave(false)
	b.open(s.url("bai/so-a1/"))
	b.until("the list is asked for", `document.readyState === 'complete'`)
	for range 2 { // the second is given up sooner, as after any that hung
		if got := ask[string](b, `fetch('`+s.prefix+`khong-luu.txt').then(() => 'came', () => 'given up')`); got != "given up" {
			t.Fatal(got)
		}
	}
	s.leave(false)
	b.until("the warning comes", shownWarnings+` === 'Nước sông dâng nhanh'`)
	if n := len(slices.DeleteFunc(s.requests(), func(p string) bool { return !strings.HasSuffix(p, "warnings.json") })); n != 1 {
		t.Errorf("the list was asked for %d times", n)
	}
}

// packed is how many bytes a file has when it is transferred.
func packed(t *testing.T, file string) int {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(data) // to memory
	w.Close()
	return out.Len()
}

// wrongClocks: the clock of the host counts where one was seen; without one, a clock that
// cannot be right hides nothing.
func (h *house) wrongClocks(t *testing.T, s *host) {
	s.put("warnings/lu.toml", strings.Replace(flood, "call", "from = 2026-06-01T09:00:00\ncall", 1))
	s.put("warnings/lop.toml", strings.Replace(noClass, "2026-06-14", "2026-06-01T20:00:00", 1))
	s.build()
	hour := func(year, day, hour int) time.Time { return time.Date(year, 6, day, hour, 0, 0, 0, time.UTC) }
	s.clock(hour(2026, 2, 0))
	b := h.saved(t, s)
	b.before(clock)
	says := func(what string, own time.Time, path, want string) {
		t.Helper()
		ask[string](b, fmt.Sprintf(`(localStorage.setItem('clock', %d), '')`, own.UnixMilli()))
		b.open(s.url(path))
		b.until(what, shownWarnings+` === `+quoted(want))
	}
	// met waits until the page knows the host's clock.
	met := func(what string, own time.Time, path, want string) {
		t.Helper()
		says(what, own, path, want)
		b.until(what+", met", fmt.Sprintf(`Math.abs(Date.now() / 1000 + JSON.parse(localStorage.getItem(Object.keys(localStorage).find(k => k.startsWith('loa.warnings')))).ahead - %d) < 60`, s.date.Unix()))
		b.until(what, shownWarnings+` === `+quoted(want))
	}
	const there = "Nước sông dâng nhanh"
	ask[string](b, `(localStorage.clear(), '')`) // a device that never saw the list
	s.breaking("warnings.json")
	says("a clock years behind, and no list", hour(2015, 1, 0), "bai/so-a1/", there+" | Lớp bơi nghỉ")
	s.breaking("")
	met("a clock years behind", hour(2015, 1, 0), "bai/so-a2/", there)
	met("a clock a year ahead", hour(2027, 2, 0), "bai/so-a3/", there)
	met("a clock set to another zone", hour(2026, 2, 15), "bai/so-a4/", there)
	met("and the other way", hour(2026, 1, 9), "bai/so-a5/", there)
	s.stop()
	says("that clock, an hour before the end", hour(2026, 2, 7), "bai/so-b1/", there)
	says("that clock, after the end: rather too long than too short", hour(2026, 2, 9), "bai/so-b2/", there)
	says("set right without a network", hour(2026, 2, 10), "bai/so-b3/", there)
	says("set right, after the end", hour(2026, 3, 0), "bai/so-b4/", "")
	s.start()
	met("a year ahead again", hour(2027, 2, 0), "bai/so-b5/", there)
	s.stop()
	says("a year ahead, before the end", hour(2027, 2, 20), "bai/so-b6/", there)
	says("a year ahead, after the end", hour(2027, 3, 0), "bai/so-b7/", "")
	says("set right without a network", hour(2026, 2, 10), "bai/so-b8/", there)
	says("set to a day before the last contact", hour(2015, 1, 0), "bai/so-b9/", there)
	s.clock(hour(2026, 3, 0))
	s.start()
	met("the host knows that it is over", hour(2015, 1, 0), "bai/so-c1/", "")
}

// warningLooks looks at a warning of each level, in the page and above its lower edge.
func (h *house) warningLooks(t *testing.T, s *host) {
	s.clock(time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC))
	b := h.tab(t)
	b.before(clock)
	s.put("warnings/lu.toml", flood)
	s.put("warnings/lop.toml", noClass)
	s.put("warnings/bao.toml", strings.Replace(strings.Replace(noClass, "notice", "warning", 1), "Lớp bơi nghỉ", "Bão sắp vào bờ, không cho trẻ ra biển", 1))
	const three = "Nước sông dâng nhanh | Bão sắp vào bờ, không cho trẻ ra biển | Lớp bơi nghỉ"
	looks := func(where string) {
		t.Helper()
		b.until(where, shownWarnings+` === `+quoted(three))
		b.accessible(where)
		b.see(look{width: 360, forced: true, reduced: true})
		if plain := ask[string](b, `[...document.querySelectorAll('.alert')].filter(a => getComputedStyle(a).borderBlockEndStyle === 'none' || getComputedStyle(a.querySelector('.level')).color === getComputedStyle(a.querySelector('.level')).backgroundColor).map(a => a.dataset.level).join(' ')`); plain != "" {
			t.Errorf("%s, in the system's colours: %s cannot be told apart", where, plain)
		}
		b.see(look{width: 360, height: 640, reduced: true})
		ask[any](b, `document.documentElement.style.setProperty('font-size', '212.5%')`)
		if cut := ask[string](b, `[...document.querySelectorAll('.alert *')].filter(e => e.checkVisibility() && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)).map(e => e.outerHTML.slice(0, 90)).join('\n')`); cut != "" {
			t.Errorf("%s, twice as large, reach over the edge:\n%s", where, cut)
		}
		ask[any](b, `document.documentElement.style.removeProperty('font-size')`)
	}
	s.build()
	page := filepath.Join(s.dir, "public", "bai", "so-a1", "index.html")
	written, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	at := regexp.MustCompile(`(?s)<details class=alert.*</details>`)
	if err := os.WriteFile(page, at.ReplaceAll(written, nil), 0o644); err != nil { // as a device has it that saved it before
		t.Fatal(err)
	}
	b.see(look{width: 360})
	b.open(s.url("bai/so-a1/"))
	looks("above the edge")
	b.see(look{width: 360, noScript: true})
	b.open(s.url("bai/so-a2/"))
	if got := ask[string](b, shownWarnings+` + ' ' + document.querySelectorAll('.alert button:not([hidden])').length`); got != three+" 0" {
		t.Errorf("without script there is %q", got)
	}
	b.see(look{width: 360})
	b.open(s.url("bai/so-a3/"))
	looks("in the page")
	b.see(look{width: 794, print: true})
	if got := ask[string](b, `[...document.querySelectorAll('.alert')].filter(a => a.checkVisibility() && a.getBoundingClientRect().height > 20).length + ' ' + [...document.querySelectorAll('.alert button')].filter(e => e.checkVisibility()).length`); got != "3 0" {
		t.Errorf("on paper there are %s", got)
	}
}
