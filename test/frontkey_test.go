package test

import (
	"fmt"
	"strings"
	"testing"

	"loa/internal/generator/content"
)

// A theme shows every key of front matter by its name alone.
func TestThemeShowsAnyKey(t *testing.T) {
	var layout strings.Builder
	for _, k := range content.Keys() {
		if k.Top() && k.Name != "event" && k.Name != "document" {
			fmt.Fprintf(&layout, "{{with .Key %q}}<p id=%s>{{.}}</p>{{end}}", k.Name, k.Name)
		}
	}
	files := tree{
		"site.toml":                         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n",
		"themes/rieng/theme.toml":           "extends = \"loa\"\n",
		"themes/rieng/layouts/article.html": "<main>" + layout.String() + `{{date (.Key "publish") "short"}}</main>`,
		"themes/rieng/layouts/404.html":     `<main>{{with .Key "reviewed_by"}}no entry has it{{end}}</main>`,
		"content/_index.md":                 "+++\ntitle = \"Trang\"\n[cascade]\nreviewed_by = \"BS <A>\"\n+++\n",
		"content/bai.md":                    "+++\ntitle = \"Bài\"\npublish = 2026-06-01\nweight = 7\naliases = [\"/a/\", \"/b/\"]\nemergency = true\n+++\nChữ.\n",
	}
	o := options(t, t.TempDir(), "2026-06-15")
	write(t, o.Dir, files)
	if result := run(t, o); result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out := read(t, o.Out)
	for _, want := range []string{"<p id=title>Bài", "<p id=reviewed_by>BS &lt;A&gt;", "<p id=weight>7", "<p id=aliases>[/a/ /b/]", "<p id=emergency>true", "1/6/2026"} {
		if !strings.Contains(out["bai/index.html"], want) {
			t.Errorf("no %s in %s", want, out["bai/index.html"])
		}
	}
	if strings.Contains(out["404.html"], "no entry has it") {
		t.Error(out["404.html"])
	}
	write(t, o.Dir, tree{"themes/rieng/layouts/article.html": `{{.Key "titel"}}`})
	if result := run(t, o); !strings.Contains(fmt.Sprint(result.Problems), `front matter has no key "titel"`) {
		t.Error("a key that there is not was shown:", lines(result.Problems))
	}
}
