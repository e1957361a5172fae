package build

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestImagine: what is imagined is what a project would be, and neither the project nor the
// folder is changed.
func TestImagine(t *testing.T) {
	dir := begun(t)
	const name = "content/ao.md"
	put(t, dir, name, "+++\ntitle = \"Ao\"\n+++\n\nMột.\n")
	put(t, dir, "content/mai.md", "+++\ntitle = \"Mai\"\npublish = 2026-06-02\n+++\n\nHai.\n")
	put(t, dir, "content/nhap.md", "+++\ntitle = \"Nháp\"\ndraft = true\n+++\n\nBa.\n")
	p := load(t, dir)
	before := made(t, p)
	for _, c := range []struct {
		what    Imagined
		entries int
		title   string
		base    string
	}{
		{Imagined{}, 1, "Ao", "https://example.org/"},
		{Imagined{Day: time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC)}, 2, "Ao", "https://example.org/"},
		{Imagined{Drafts: true}, 2, "Ao", "https://example.org/"},
		{Imagined{BaseURL: "http://127.0.0.1/"}, 1, "Ao", "http://127.0.0.1/"},
		{Imagined{File: name, Text: []byte("+++\ntitle = \"Hồ\"\n+++\n\nBốn.\n")}, 1, "Hồ", "https://example.org/"},
		{Imagined{File: "content/moi.md", Text: []byte("+++\ntitle = \"Mới\"\n+++\n")}, 2, "Ao", "https://example.org/"},
	} {
		next, err := p.Imagine(c.what)
		if err != nil {
			t.Fatal(err)
		}
		entries := next.Site.Editions[0].Entries
		title := next.Site.Editions[0].Page("ao").Title
		if len(entries) < 1 || len(entries) != c.entries || title != c.title || next.Settings.BaseURL != c.base {
			t.Errorf("%+v: %d entries, %q, %s", c.what, len(entries), title, next.Settings.BaseURL)
		}
	}
	if got := made(t, p); got != before {
		t.Error("the project is another")
	}
	if _, err := os.Stat(filepath.Join(dir, "content/moi.md")); err == nil {
		t.Error("an imagined file was written")
	}
}

// TestImaginedTextIsThatOfAFile: a project with an imagined text is one that is loaded with it.
func TestImaginedTextIsThatOfAFile(t *testing.T) {
	dir := begun(t)
	const name, text = "content/ao.md", "+++\ntitle = \"Hồ\"\nslug = \"ho\"\n+++\n\nHai, [xem](/ao.md#x).\n"
	put(t, dir, name, "+++\ntitle = \"Ao\"\n+++\n\nMột.\n")
	imagined, err := load(t, dir).Imagine(Imagined{File: name, Text: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	got := made(t, imagined)
	put(t, dir, name, text)
	if want := made(t, load(t, dir)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestImaginedFilesOfLayers: a file of the site's own that is imagined, hides or is gone changes what is
// seen of an earlier layer as a change on the disk does.
func TestImaginedFilesOfLayers(t *testing.T) {
	const shared = "+++\ntitle = \"Ao\"\n+++\n\nMột, [biển](bien.md).\n"
	const copied = "+++\ntitle = \"Ao của xã\"\ncopy_of = \"00000001\"\n+++\n\nHai.\n"
	for _, c := range []struct {
		file          string
		before, after string // in the site's own folder, "" for none
	}{
		{"ao.md", copied, ""}, {"ao.md", "", copied}, {"ao.md", "", "+++\nhidden = true\n+++\n"}, {"ao.md", "+++\nhidden = true\n+++\n", ""},
		{"ao.en.md", "", "+++\nhidden = true\n+++\n"}, {"ao.en.md", "+++\nhidden = true\n+++\n", ""}, {"bien.md", copied, ""}, {"bien.en.md", "", "+++\nhidden = true\n+++\n"},
		{"ao.km.md", copied, ""}, {"đuối.md", "", copied}, {"đuối.md", copied, ""},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "xa")
			put(t, dir, "site.toml", "content = [\"../chung/content\", \"content\"]\n"+settings("Tên"))
			put(t, dir, "themes/own/theme.toml", "extends = \"loa\"\n")
			put(t, dir, "content/_index.md", "+++\ntitle = \"Xã\"\n+++\n")
			for _, name := range []string{"ao.md", "ao.en.md", "bien.en.md", "đuối.md"} {
				put(t, dir, "../chung/content/"+name, shared)
			}
			own := filepath.Join(dir, "content", c.file)
			if c.before != "" {
				put(t, dir, "content/"+c.file, c.before)
			}
			p := load(t, dir)
			was := made(t, p)
			imagined, err := p.Imagine(Imagined{File: "content/" + c.file, Text: []byte(c.after), Gone: c.after == ""})
			if err != nil {
				t.Fatal(err)
			}
			got := made(t, imagined)
			if made(t, p) != was {
				t.Error("the project is another")
			}
			if c.after == "" {
				err = os.Remove(own)
			} else {
				put(t, dir, "content/"+c.file, c.after)
			}
			if err != nil {
				t.Fatal(err)
			}
			if want := made(t, load(t, dir)); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
