package trees

import (
	"fmt"
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
