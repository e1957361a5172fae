package test

import (
	"fmt"
	"strings"
	"testing"
)

// A part that a theme runs on a page's text is kept by that text, though the next
// page's text is put where this one stood.
func TestPartOfAText(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Workers = 1
	files := tree{
		"site.toml":                         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n",
		"themes/rieng/theme.toml":           "extends = \"loa\"\n",
		"themes/rieng/parts/khung.html":     "<div>{{.}}</div>",
		"themes/rieng/layouts/article.html": `<main>{{part "khung" .Body}}</main>`,
		"content/_index.md":                 "+++\ntitle = \"Trang\"\n+++\n",
	}
	for i := range 300 {
		files[fmt.Sprintf("content/bai-%d.md", i)] = fmt.Sprintf("+++\ntitle = \"Bài %d\"\nsummary = \"Tóm tắt.\"\n+++\nChữ %d.\n", i, i%150)
	}
	write(t, o.Dir, files)
	if result := run(t, o); result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out := read(t, o.Out)
	for i := range 300 {
		if page := out[fmt.Sprintf("bai-%d/index.html", i)]; !strings.Contains(page, fmt.Sprintf("<div><p>Chữ %d.", i%150)) {
			t.Errorf("page %d: %q", i, page)
		}
	}
}
