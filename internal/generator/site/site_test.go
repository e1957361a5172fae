package site

import (
	"math/rand/v2"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

const (
	plain = "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n"
	two   = plain + "[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\nfallback = \"vi\"\n"
	none  = plain + "[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\nfallback = \"none\"\n"
)

// files are a site's, by path below content/: what stands between the +++ of
// an entry. The title is the path unless it is given.
type files map[string]string

// input reads a site.
func input(t testing.TB, settings string, entries files) Input {
	t.Helper()
	disk := fstest.MapFS{}
	for name, front := range entries {
		if path.Ext(name) != ".md" {
			disk["content/"+name] = &fstest.MapFile{Data: []byte(front)}
			continue
		}
		if !strings.Contains(front, "title") {
			front = "title = \"" + name + "\"\n" + front
		}
		disk["content/"+name] = &fstest.MapFile{Data: []byte("+++\n" + front + "\n+++\n")}
	}
	s, problems := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(settings)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	found, problems, err := source.Scan(disk, content.Root)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	in := Input{Settings: s, Layouts: []string{"article"}, Now: time.Date(2026, 6, 15, 0, 0, 0, 0, s.Zone)}
	reader := content.NewReader(disk, s)
	for _, f := range found {
		if path.Ext(f.Path) != ".md" {
			in.Files = append(in.Files, f)
			continue
		}
		e, problems, err := reader.Read(f)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		in.Entries = append(in.Entries, e)
	}
	return in
}

// place makes a site that has nothing to complain about.
func place(t testing.TB, settings string, entries files) *Site {
	t.Helper()
	s, problems := New(input(t, settings, entries))
	for _, p := range problems {
		if p.Severity == problem.Error {
			t.Fatal(p)
		}
	}
	return s
}

// paths are the addresses of pages, in their order.
func paths(pages []*Page) string {
	var all []string
	for _, p := range pages {
		all = append(all, p.Path)
	}
	return strings.Join(all, " ")
}

// The order in which the disk lists its files changes nothing.
func TestAnyOrderOfFiles(t *testing.T) {
	in := input(t, two, files{
		"_index.md": "", "a/_index.md": "", "a/x.md": "date = 2026-01-01", "a/y.md": "date = 2026-01-01", "a/y.en.md": "", "b/z.md": "weight = 1",
		"b/_index.md": "cascade = { authors = [\"K\"] }", "c.md": "aliases = [\"/cu/\"]", "d/e/f.md": "",
	})
	list := func(in Input) string {
		s, problems := New(in)
		var out strings.Builder
		for _, e := range s.Editions {
			out.WriteString(paths(e.Pages) + " | " + paths(e.Entries) + "\n")
			for _, p := range e.Pages {
				out.WriteString(paths(p.Items) + " / " + paths(p.Sections) + " / " + p.Title + "\n")
			}
		}
		for _, p := range problem.Sort(problems) {
			out.WriteString(string(p.Code) + " " + p.Place.File + "\n")
		}
		return out.String()
	}
	want := list(in)
	for range 20 {
		rand.Shuffle(len(in.Entries), func(i, j int) { in.Entries[i], in.Entries[j] = in.Entries[j], in.Entries[i] })
		if got := list(in); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}
