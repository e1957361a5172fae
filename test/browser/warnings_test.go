package browser

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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

// shifts adds up how much of the page moved by itself.
const shifts = `window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) moved += e.value }).observe({type: 'layout-shift', buffered: true})`

// shownWarnings are the titles of the warnings that can be seen, after the list has been asked for.
const shownWarnings = `[...document.querySelectorAll('.alert')].filter(a => !a.hidden && a.style.visibility !== 'hidden').map(a => a.querySelector('strong').textContent).join(' | ')`

// warnings come to pages that were saved, and go at their end, with and without a network.
func (h *house) warnings(t *testing.T, s *host) {
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
	if moved := ask[float64](b, `moved`); moved != 0 {
		t.Errorf("the page moved by %v", moved)
	}
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
	if n := ask[int](b, whole); n < 100 {
		t.Fatalf("%d files were saved of the site with warnings", n)
	}
	says("two, written into the page", "bai/so-b4/", "Nước sông dâng nhanh | Lớp bơi nghỉ")
	if moved := ask[float64](b, `moved`); moved != 0 {
		t.Errorf("a page with warnings moved by %v", moved)
	}
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
