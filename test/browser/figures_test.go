package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// readers are figures of May; June's come after the pages were saved.
const (
	readersMay  = "day,log,kind,address,count\n2026-05-30,web,view,/bai/so-a1/,1234\n2026-05-30,web,visit,,2000\n"
	readersJune = "day,log,kind,address,count\n2026-06-01,web,view,/bai/so-a1/,66\n2026-06-01,web,view,/bai/so-a2/,3\n2026-06-01,web,visit,,400\n"
)

// shownFigures are what a page says of its readers: views, and visits of a day and in all.
const shownFigures = `[...document.querySelectorAll('.views [data-of], [data-of="today"], [data-of="total"], [data-of="day"]')].filter(e => e.checkVisibility()).map(e => e.textContent).join(' | ')`

// lookAtFigures goes to each place of a figure in turn: they are asked for when they are seen.
const lookAtFigures = `(async () => {
  for (let box of document.querySelectorAll('[data-reach]')) {
    while (!box.checkVisibility()) box = box.parentNode;
    box.scrollIntoView();
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
})()`

// figures of readers come to saved pages, whose bytes they do not change.
func (h *house) figures(t *testing.T, s *host) {
	settings, err := os.ReadFile(filepath.Join(s.dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	s.put("site.toml", string(settings)+"\n[reach]\nviews = true\nvisits = true\nmost_read = 3\nnote = { vi = \"Số liệu mẫu\", en = \"Sample figures\" }\n")
	s.put("data/reach/2026-05.csv", readersMay)
	s.build()
	page := filepath.Join(s.dir, "public", "bai", "so-a1", "index.html")
	built, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	b := h.saved(t, s)
	says := func(what, path, want string) {
		t.Helper()
		b.open(s.url(path))
		ask[any](b, lookAtFigures)
		b.until(what, shownFigures+` === `+quoted(want))
	}
	says("of the build", "bai/so-a1/", "1.234 | 2.000 | 2.000 | 30/05/2026")

	s.put("data/reach/2026-06.csv", readersJune)
	s.build()
	if now, err := os.ReadFile(page); err != nil || string(now) != string(built) {
		t.Errorf("new figures changed the page: %v", err)
	}
	says("new figures", "bai/so-a1/", "1.300 | 400 | 2.400 | 01/06/2026")
	says("a figure that is too small", "bai/so-a2/", "dưới 10 | 400 | 2.400 | 01/06/2026")
	b.accessible("with figures")
	b.see(look{width: 400, noScript: true})
	b.open(s.url("bai/so-a1/"))
	if got := ask[string](b, shownFigures); got != "1.234 | 2.000 | 30/05/2026" {
		t.Errorf("without script there is %q", got)
	}
	b.see(look{width: 400})

	s.put("public/reach/site.json", `{"total": "<b>x</b>", "today": [1,`)
	b.open(s.url("bai/so-a1/"))
	ask[any](b, lookAtFigures)
	b.until("the list was asked for", `performance.getEntriesByType('resource').filter(e => e.name.includes('/reach/') && e.responseEnd).length === 2`)
	if got := ask[string](b, shownFigures); got != "1.300 | 2.000 | 30/05/2026" {
		t.Errorf("of a broken file there is %q", got)
	}
	s.stop()
	b.open(s.url("bai/so-a1/"))
	if got := ask[string](b, shownFigures); got == "" {
		t.Error("without a network there are no figures")
	}
}
