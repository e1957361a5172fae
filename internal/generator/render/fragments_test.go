package render_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"loa/internal/generator/build"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/themes"
)

// everything is a site with something for every field of the views, drawn by a
// theme that extends the built-in one by some files.
func everything(t *testing.T, theme map[string]string) *build.Project {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/everything.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range archive.Files {
		text := string(f.Data)
		if f.Name == "site.toml" {
			text = "theme = \"everything\"\n" + text
		}
		write(f.Name, text)
	}
	write("content/tin/bai.mww.wav", silence)
	write("content/tin/bai.vi.wav", silence)
	write("content/tin/phim.wav", silence)
	write("themes/everything/theme.toml", "name = \"everything\"\nextends = \"loa\"\n")
	for name, text := range theme {
		write("themes/everything/"+name, text)
	}
	p, err := build.Load(build.Options{Dir: dir, Builtin: themes.FS, Now: time.Date(2026, 6, 5, 0, 0, 0, 0, time.UTC), Fixed: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	for _, problem := range p.Problems {
		t.Log(problem.Code, problem.Place, problem.Args)
	}
	if p.Renderer == nil {
		t.Fatal("nothing to render with")
	}
	return p
}

// silence is a sound of two samples.
const silence = "RIFF&\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00@\x1f\x00\x00@\x1f\x00\x00\x01\x00\x08\x00data\x02\x00\x00\x00\x80\x80"

// made is the bytes of all pages, by path.
type made map[string]string

// sheet is one page of a site's pages.
type sheet struct {
	of     *site.Page
	number int
}

func sheets(p *build.Project, of *site.Copy) []sheet {
	var all []sheet
	for _, e := range p.Site.Editions {
		for _, page := range e.Pages {
			if of != nil && !of.Has(page) {
				continue
			}
			for n := range page.PageCount() {
				all = append(all, sheet{page, n + 1})
			}
		}
	}
	return all
}

func (m made) add(t *testing.T, r *render.Renderer, s sheet) {
	t.Helper()
	out, err := r.Page(s.of, s.number)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range out.Problems {
		t.Error(s.of.Path, problem.Code, problem.Place, problem.Args)
	}
	m[s.of.PathOn(s.number)] = string(out.HTML)
	out.Release() // the memory of a page is the next one's
}

// A part tells what it is given, also the day of an event that repeats.
func TestPartTellsItsDay(t *testing.T) {
	p := everything(t, map[string]string{"parts/date.html": `<li>{{.Title}}: {{date .Start "iso"}} {{date .Start "time"}}–{{date .End "time"}}</li>`})
	pages := made{}
	for _, s := range sheets(p, nil) {
		pages.add(t, p.Renderer, s)
	}
	for path, html := range pages {
		if strings.Contains(html, "2000-01-01") {
			t.Errorf("%s tells of a day that is nobody's", path)
		}
	}
	june := pages["lich/2026-06/"]
	for _, want := range []string{"2026-06-06 07:30–09:00", "2026-06-13 07:30–09:00", "2026-06-20 07:30–09:00", "2026-06-27 07:30–09:00"} {
		if !strings.Contains(june, "<li>Lớp bơi: "+want) {
			t.Errorf("the calendar of June does not tell of %s", want)
		}
	}
}

// A theme that writes every field of every view makes the same bytes of a page
// whatever was made before it: with what is kept from other pages and without, in
// this order and in the other, for each carrier.
func TestPagesDependOnNothingElse(t *testing.T) {
	views := render.EveryField(layouts, directives)
	p := everything(t, views)
	for _, c := range []struct {
		name string
		of   *site.Copy
		new  func() *render.Renderer
	}{
		{"web", nil, func() *render.Renderer { return render.New(p.Site, p.Theme, p.Renderer.Files) }},
		{"pack", p.Site.Copy("", ""), func() *render.Renderer { return render.NewDisk(p.Site, p.Theme, p.Renderer.Files, p.Site.Copy("", "")) }},
		{"pack of a topic", p.Site.Copy("boi", "vi"), func() *render.Renderer {
			return render.NewDisk(p.Site, p.Theme, p.Renderer.Files, p.Site.Copy("boi", "vi"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := sheets(p, c.of)
			want, got, again, reversed := made{}, made{}, made{}, made{}
			alone, kept, other := render.WithoutFragments(c.new()), c.new(), c.new()
			for i, s := range all {
				want.add(t, alone, s)
				got.add(t, kept, s)
				reversed.add(t, other, all[len(all)-1-i])
			}
			for _, s := range all { // all is kept by now
				again.add(t, kept, s)
			}
			if len(all) < 8 {
				t.Errorf("only %d pages", len(all))
			}
			same(t, want, got, "with fragments of other pages")
			same(t, want, again, "with its own fragments")
			same(t, want, reversed, "in the other order")
			for field := range views {
				if name, part := strings.CutPrefix(field, "parts/v-"); part && c.name == "web" && !strings.Contains(strings.Join(slices.Collect(maps.Values(want)), ""), "<dl>"+strings.TrimSuffix(name, ".html")) && !slices.Contains(unshown, name) {
					t.Errorf("no page shows %s", field)
				}
			}
		})
	}
	t.Run("single file", func(t *testing.T) {
		for _, e := range p.Site.Editions {
			for _, page := range e.Pages {
				if page.Kind != site.Article && page.Kind != site.Topic {
					continue
				}
				leaf := render.SinglePages{Of: page, Pages: []*site.Page{page}}
				if page.Kind == site.Topic {
					leaf.Pages = page.SinglePages()
				}
				want, err := render.OneFileWithoutFragments(p.Site, p.Theme, p.Renderer.Files, leaf)
				if err != nil {
					t.Fatal(err)
				}
				got, err := render.OneFile(p.Site, p.Theme, p.Renderer.Files, leaf)
				if err != nil {
					t.Fatal(err)
				}
				for _, problem := range got.Problems {
					t.Error(page.Path, problem.Code, problem.Place, problem.Args)
				}
				same(t, made{page.Path: string(want.HTML)}, made{page.Path: string(got.HTML)}, "with fragments")
			}
		}
	})
}

func same(t *testing.T, want, got made, how string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if want[path] == "" {
			t.Errorf("/%s is empty", path)
		}
		if want[path] != got[path] {
			t.Errorf("/%s is another %s: %s", path, how, cmp.Diff(strings.Split(want[path], "<dt>"), strings.Split(got[path], "<dt>")))
		}
	}
}

var (
	layouts    = []string{"404", "article", "calendar", "campaign", "document", "documents", "event", "home", "leaflet", "lesson", "offline", "search", "section", "term"}
	directives = []string{"claim", "document", "emergency", "events", "hotline", "quiz", "note", "figure", "video"}
	unshown    = []string{"string.html", "Time.html", "Single.html", "Chapter.html", "Download.html", "Week.html"} // others than pages see these
)
