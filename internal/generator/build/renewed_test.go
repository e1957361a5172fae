package build

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestViewsCanBeDigested: of every page of the sites of tests there is a digest of what it
// shows, and it is the same when the page is made.
func TestViewsCanBeDigested(t *testing.T) {
	found, err := filepath.Glob("../../../test/sites/*/site.toml")
	if err != nil || len(found) < 10 {
		t.Fatal(found, err)
	}
	for _, file := range found {
		o := remembering(filepath.Dir(file))
		o.Memory, o.Dry = nil, true
		o.Builtin = os.DirFS("../../../test/theme")
		p, err := Load(o)
		if err != nil {
			t.Fatal(err)
		}
		if p.Renderer == nil {
			continue
		}
		p.Renderer.Known = true
		for _, out := range slices.Concat(lists(p), entries(p)) {
			sum := p.Renderer.Viewed(out.Page, out.Number)
			made, err := p.Renderer.Page(out.Page, out.Number)
			if err != nil || sum == 0 || made.Viewed != sum {
				t.Errorf("%s: %s: %x, made %x, %v", file, out.Path, sum, made.Viewed, err)
			}
		}
		p.Close()
	}
}

// TestTitleRenewsWhatShowsIt: of a changed title those pages are made that show it.
func TestTitleRenewsWhatShowsIt(t *testing.T) {
	o := remembering(begun(t))
	o.Builtin = os.DirFS("../../../test/theme")
	write := func(i int, title, topics string) {
		put(t, o.Dir, page(i, ""), "+++\ntitle = \""+title+"\"\nsummary = \"S.\"\ntopics = ["+topics+"]\n+++\n\nChữ.\n")
	}
	for i := range 9 {
		write(i, "Bài", map[bool]string{true: "\"nuoc\""}[i < 2])
	}
	first, _ := builtAgain(t, o)
	write(0, "Khác", "\"nuoc\"")
	second, _ := builtAgain(t, o)
	if second.Kept == 0 {
		t.Error("all pages were made")
	}
	// In each language: its page, the related one, the next in order, the list of its
	// section, that of its topic, and the home page.
	if made := first.Pages - second.Kept; made > 12 {
		t.Errorf("%d pages of %d were made", made, first.Pages)
	}
	if _, known := builtAgain(t, o); !known {
		t.Error("what was kept is not remembered")
	}
}
