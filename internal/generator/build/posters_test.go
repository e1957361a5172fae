package build

import (
	"context"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/themes"
)

// posterSite is a site with a section, an article, first aid and a photograph.
func posterSite(t *testing.T, settings string) Options {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.toml":              "title = \"Vì trẻ em\"\nbase_url = \"https://x.example/\"\n" + settings,
		"content/_index.md":      "+++\ntitle = \"Vì trẻ em\"\n+++\n",
		"content/nuoc/_index.md": "+++\ntitle = \"Nước\"\n+++\n",
		"content/nuoc/ao.md":     "+++\ntitle = \"Ao\"\n+++\nRào ao.\n",
		"content/nuoc/gieng.md":  "+++\ntitle = \"Giếng\"\nemergency = true\n+++\nGọi người.\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	theme := fstest.MapFS{}
	if err := fs.WalkDir(themes.FS, "loa", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.FS, name)
		theme[name] = &fstest.MapFile{Data: data}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	theme["loa/layouts/base.html"].Data = []byte(`<!doctype html><html><head>{{.Head}}<title>x</title></head><body>{{template "main" .}}</body></html>`)
	for _, name := range []string{"article", "section", "home"} {
		theme["loa/layouts/"+name+".html"].Data = []byte(`<main><h1>{{.Title}}</h1>{{.Body}}</main>`)
	}
	return Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: theme, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}
}

func posterOf(t *testing.T, o Options, page string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(o.Out, filepath.FromSlash(page), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "og:image content=https://x.example/")
	name, _, _ := strings.Cut(rest, ">")
	return name
}

func TestPosters(t *testing.T) {
	for _, c := range []struct {
		settings string
		own      bool // the article has a poster of its own
		count    int
	}{
		{"", false, 2},
		{"[share]\npages = true\n", true, 4},
	} {
		o := posterSite(t, c.settings)
		if result, err := Run(context.Background(), o); err != nil || result.Stopped {
			t.Fatal(err, result.Problems)
		}
		article, section := posterOf(t, o, "nuoc/ao"), posterOf(t, o, "nuoc")
		if (article != section) != c.own {
			t.Errorf("%q: the article has %s, its section %s", c.settings, article, section)
		}
		f, err := os.Open(filepath.Join(o.Out, filepath.FromSlash(article)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if size, err := png.DecodeConfig(f); err != nil || size.Width != 1200 || size.Height != 630 {
			t.Errorf("%q: %v, %v", c.settings, size, err)
		}
		if kept, _ := os.ReadDir(filepath.Join(o.Dir, drawn)); len(kept) < c.count {
			t.Errorf("%q: %d pictures are kept, want at least %d", c.settings, len(kept), c.count)
		}
	}
}

// What was drawn before is used again if it is whole, and goes when no page has
// it any more.
func TestPostersAreKept(t *testing.T) {
	o := posterSite(t, "")
	run := func() {
		t.Helper()
		if result, err := Run(context.Background(), o); err != nil || result.Stopped {
			t.Fatal(err, result.Problems)
		}
	}
	run()
	name := filepath.Base(posterOf(t, o, "nuoc"))
	kept, published := filepath.Join(o.Dir, drawn, name), filepath.Join(o.Out, "assets", name)
	first, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept, first[:100], 0o666); err != nil { // cut off
		t.Fatal(err)
	}
	run()
	if again, _ := os.ReadFile(published); string(again) != string(first) {
		t.Error("a picture that was cut off was published")
	}
	section := filepath.Join(o.Dir, "content", "nuoc", "_index.md")
	if err := os.WriteFile(section, []byte("+++\ntitle = \"Sông nước\"\n+++\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	run()
	for _, gone := range []string{kept, published} {
		if _, err := os.Stat(gone); err == nil {
			t.Errorf("%s is still there", gone)
		}
	}
}
