package layers

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// counting counts the questions for single files.
type counting struct {
	fs.FS
	asked *int
}

func (c counting) Lstat(name string) (fs.FileInfo, error) {
	*c.asked++
	return fs.Lstat(c.FS, name)
}

// A tree of one run looks for no file of a folder that it has listed, and says of each file
// what a tree says that looks every time.
func TestOnce(t *testing.T) {
	dir := network(t)
	loose := norm.NFD.String("nước")
	write(t, dir, map[string]string{"chung/content/" + loose + "/ảnh.md": "chung", "tinh/content/nước/ảnh.md": "tinh", "chung/content/" + loose + "/" + loose + ".md": "chung"})
	folders := []string{"../chung/content", "../tinh/content", "content"}
	each, _ := openTree(t, filepath.Join(dir, "xa"), Options{Roots: []string{dir}}, folders...)
	once, _ := openTree(t, filepath.Join(dir, "xa"), Options{Roots: []string{dir}, Once: true}, folders...)
	if err := fs.WalkDir(once.Disk, "content", func(string, fs.DirEntry, error) error { return nil }); err != nil {
		t.Fatal(err)
	}
	asked := 0
	for i := range once.layers["content"] {
		l := &once.layers["content"][i]
		l.disk = counting{l.disk, &asked}
	}
	for _, name := range []string{
		"content", "content/a.md", "content/b", "content/b/index.md", "content/b/hinh.svg", "content/c.md", "content/ten", "content/none.md", "content/b/none.md",
		"content/none/none.md", "content/ten/x.md", "content/nước/ảnh.md", "content/" + loose + "/ảnh.md", "content/nước/nước.md", "site.toml",
	} {
		before := asked
		if got, want := once.Origin(name), each.Origin(name); got != want {
			t.Errorf("%s lies at %s, not %s", name, got, want)
		}
		if got, want := once.Own(name), each.Own(name); got != want {
			t.Errorf("%s: own %v, not %v", name, got, want)
		}
		switch name {
		case "content", "content/none/none.md", "content/ten/x.md": // in no folder that was listed
		default:
			if asked > before {
				t.Errorf("%s was looked for %d times", name, asked-before)
			}
		}
		got, gone := fs.ReadFile(once.Texts, name)
		want, missing := fs.ReadFile(each.Texts, name)
		if string(got) != string(want) || errors.Is(gone, fs.ErrNotExist) != errors.Is(missing, fs.ErrNotExist) {
			t.Errorf("%s is %q (%v), not %q (%v)", name, got, gone, want, missing)
		}
	}
}

// A file that goes after its folder was listed is looked for in the earlier layers.
func TestOnceAndGone(t *testing.T) {
	dir := network(t)
	tree, _ := openTree(t, filepath.Join(dir, "xa"), Options{Roots: []string{dir}, Once: true}, "../chung/content", "content")
	for _, folder := range []string{"content", "content/b"} {
		if _, err := fs.ReadDir(tree.Disk, folder); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "xa", "content", "b", "index.md")); err != nil {
		t.Fatal(err)
	}
	if text, err := fs.ReadFile(tree.Disk, "content/b/index.md"); err != nil || string(text) != "chung" {
		t.Errorf("%q, %v", text, err)
	}
}
