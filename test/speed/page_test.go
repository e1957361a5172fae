// Package speed measures one page at a time and asserts what does not depend
// on the machine: allocations.
package speed

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"loa/internal/generator/build"
	"loa/internal/generator/site"
	"loa/test/corpus"
	"loa/themes"
)

func project(tb testing.TB) *build.Project {
	return load(tb, tb.TempDir())
}

func load(tb testing.TB, dir string) *build.Project {
	if err := corpus.Write(dir, 200); err != nil {
		tb.Fatal(err)
	}
	p, err := build.Load(build.Options{Dir: dir, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { p.Close() })
	return p
}

func articles(p *build.Project) []*site.Page {
	var pages []*site.Page
	for _, page := range p.Site.Editions[0].Entries {
		if page.Kind == site.Article {
			pages = append(pages, page)
		}
	}
	return pages
}

// BenchmarkPage renders articles of about 750 words: read, Markdown, layout.
func BenchmarkPage(b *testing.B) {
	p := project(b)
	pages := articles(p)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := p.Renderer.Page(pages[i%len(pages)], 1); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLayout renders them without their text: a file that is opened, and
// what the templates put around the text.
func BenchmarkLayout(b *testing.B) {
	dir := b.TempDir()
	p := load(b, dir)
	pages := articles(p)
	for _, page := range pages {
		path := filepath.Join(dir, page.Entry.File.Path)
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		_, rest, _ := bytes.Cut(text, []byte("\n+++\n"))
		if err := os.WriteFile(path, append(text[:len(text)-len(rest)], "\n## A\n\nB\n"...), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := p.Renderer.Page(pages[i%len(pages)], 1); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAllocations holds what one article costs in allocations: most are
// goldmark's own. A change that needs more is looked at twice.
func TestAllocations(t *testing.T) {
	p := project(t)
	page := articles(p)[0]
	render := func() {
		out, err := p.Renderer.Page(page, 1)
		if err != nil {
			t.Fatal(err)
		}
		out.Release()
	}
	render() // the first run of a template is html/template's own
	const limit = 405
	if n := testing.AllocsPerRun(20, render); n > limit {
		t.Errorf("%.0f allocations for an article, at most %d wanted", n, limit)
	}
}
