package site

import (
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// counted counts how often files are opened.
type counted struct {
	fstest.MapFS
	opened map[string]int
}

func (c counted) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

// ReadFile is Open, for those who prefer it.
func (c counted) ReadFile(name string) ([]byte, error) {
	c.opened[name]++
	return c.MapFS.ReadFile(name)
}

// TestComparedOnce: however many pages ask how a recording stands to its text, the text
// is read and compared once.
func TestComparedOnce(t *testing.T) {
	const file = "content/a.md"
	disk := counted{fstest.MapFS{
		file:                {Data: []byte("+++\ntitle = \"A\"\n[recordings.mww]\nfrom = \"00000001\"\nnumbers = [\"115\"]\n+++\n\nGọi 114.\n")},
		"content/a.mww.mp3": {Data: []byte("x")},
	}, map[string]int{}}
	settings, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(two)})
	found, _, err := source.Scan(disk, content.Root)
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Settings: settings, Layouts: []string{"article"}, Now: time.Date(2026, 6, 15, 0, 0, 0, 0, settings.Zone)}
	for _, f := range found {
		if f.Path != file {
			in.Files = append(in.Files, f)
			continue
		}
		e, problems, err := content.NewReader(disk, settings).Read(f)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		in.Entries = append(in.Entries, e)
	}
	s, _ := New(in)
	before, first, asked := disk.opened[file], 0, 0
	for _, edition := range s.Editions {
		for range 3 {
			for _, r := range edition.Page("a").Recordings() {
				told, err := r.Compare()
				if err != nil || !told.Stale || len(told.Gone) != 1 {
					t.Fatal(told, err)
				}
				if asked++; asked == 1 {
					first = disk.opened[file] - before
				}
			}
		}
	}
	if again := disk.opened[file] - before - first; asked != 6 || first == 0 || again != 0 {
		t.Errorf("asked %d times, read %d times at first and %d times after", asked, first, again)
	}
}
