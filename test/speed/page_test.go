// Package speed measures one page at a time and asserts what does not depend
// on the machine: allocations.
package speed

import (
	"testing"
	"time"

	"loa/internal/build"
	"loa/internal/site"
	"loa/test/corpus"
	"loa/themes"
)

func project(tb testing.TB) *build.Project {
	dir := tb.TempDir()
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
