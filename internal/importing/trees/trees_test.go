package trees

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"loa/internal/importing/foreign"
)

// Of a small tree of each generator: where each page comes to lie, its language, address
// and facts, which pages are versions of each other, and where links lead.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) != len(programs) {
		t.Fatalf("%d trees for %d generators, %v", len(files), len(programs), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			folder, parts := fstest.MapFS{}, map[string]string{}
			for _, f := range archive.Files {
				if f.Name == "want" || f.Name == "links" {
					parts[f.Name] = string(f.Data)
					continue
				}
				folder[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			site, err := Read(folder)
			if err != nil {
				t.Fatal(err)
			}
			if site.Program != name {
				t.Errorf("taken for %s", site.Program)
			}
			if got := told(site.Pages); got != parts["want"] {
				t.Errorf("got\n%s\nwant\n%s", got, parts["want"])
			}
			if text, err := site.Source.Text(site.Pages[0]); err != nil || text.Remarks != (name == "jekyll" || name == "eleventy") {
				t.Errorf("remarks of its templates: %v, %v", text.Remarks, err)
			}
			for line := range strings.Lines(parts["links"]) {
				checkLink(t, site, strings.TrimSpace(line))
			}
		})
	}
}

// told is a line a page.
func told(pages []*foreign.Page) string {
	groups := map[string]int{}
	for _, p := range pages {
		groups[p.Group]++
	}
	var out strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&out, "%s %s %s %s:%s %s %q", p.File, p.Kind, p.Language, p.Folder, p.Name, p.Address, p.Title)
		if p.Date != "" {
			out.WriteString(" " + p.Date)
		}
		if p.Draft {
			out.WriteString(" draft")
		}
		for _, other := range p.Others {
			out.WriteString(" +" + other)
		}
		for _, topic := range p.Topics {
			out.WriteString(" #" + topic)
		}
		if len(p.Authors) > 0 {
			out.WriteString(" by " + strings.Join(p.Authors, ", "))
		}
		if groups[p.Group] > 1 {
			out.WriteString(" =" + p.Group)
		}
		out.WriteString("\n")
	}
	return out.String()
}

// checkLink reads “from address target”: a page, “file” with a name, or “-” for none.
func checkLink(t *testing.T, site foreign.Site, line string) {
	t.Helper()
	words := strings.SplitN(line, " ", 3)
	for _, p := range site.Pages {
		if p.File != words[0] {
			continue
		}
		target, ok := site.Source.Resolve(p, words[1])
		got := "-"
		switch {
		case ok && target.Page != nil:
			got = target.Page.File
		case ok:
			got = "file " + target.File
		}
		if got != words[2] {
			t.Errorf("%s: %s leads to %s", words[0], words[1], got)
		}
		return
	}
	t.Errorf("no page %s", words[0])
}

// Whatever the settings and the pages of a tree hold, reading it comes to an end, and each page has a text.
func FuzzRead(f *testing.F) {
	f.Add("hugo.toml", "defaultContentLanguage = 'vi'\n[languages.en]\n", "---\ntitle: A\naliases: [/a/, ../b]\n---\n[x](../c/) {{< d >}}\n")
	f.Add("zola.toml", "base_url = 'https://a.vn'\n", "+++\ntitle = \"A\"\n[extra]\n+++\n[x](@/b.md#c)\n")
	f.Add("_config.yml", "title: a\npermalink: /:year/:title/\n", "---\npermalink: /%2e%2e/a\nredirect_from: /b\n---\n{% link b.md %}\n")
	f.Add("mkdocs.yml", "nav:\n  - A: a.md\nplugins: [i18n]\n", "# A\n")
	f.Add("docusaurus.config.js", "module.exports = {i18n: {defaultLocale: 'vi', locales: ['vi','en']}}", "---\nslug: /\n---\nimport X from 'y'\n\n<X/>\n")
	f.Fuzz(func(t *testing.T, name, settings, page string) {
		if len(settings)+len(page) > 1<<15 || !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") {
			t.Skip()
		}
		folder := fstest.MapFS{}
		for _, at := range []string{"content/a.md", "content/b/index.en.md", "_posts/2020-01-01-c.md", "docs/d.md", "src/content/docs/e.mdx"} {
			folder[at] = &fstest.MapFile{Data: []byte(page)}
		}
		folder[name] = &fstest.MapFile{Data: []byte(settings)}
		site, err := Read(folder)
		if err != nil {
			return
		}
		for _, p := range site.Pages {
			if _, err := site.Source.Text(p); err != nil {
				t.Fatal(err)
			}
			site.Source.Resolve(p, "../"+page)
		}
	})
}
