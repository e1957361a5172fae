package source

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// No link brings to readers what a folder with a dot before its name holds.
func TestLinksToHidden(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".git/config", "data/.kho/a.txt", "static/a.txt", ".bi-mat"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"static/b.txt": "a.txt", "static/c.txt": "../static/./b.txt", "static/d.txt": "../.git/config", "static/e.txt": "../loi/config",
		"loi": ".git", "static/f.txt": "d.txt", "static/g.txt": "../data/.kho/a.txt", "static/h.txt": "../.bi-mat", "media": "loi",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files, problems, err := Scan(root.FS(), "static")
	if err != nil || !slices.Equal(paths(files), []string{"static/a.txt", "static/b.txt", "static/c.txt"}) {
		t.Error(err, paths(files))
	}
	var want []string
	for _, name := range []string{"d", "e", "f", "g", "h"} {
		want = append(want, "source.link-hidden static/"+name+".txt")
	}
	if !slices.Equal(codes(problems), want) {
		t.Errorf("%q", codes(problems))
	}
	if files, problems, err = Scan(root.FS(), "media"); err != nil || len(files) > 0 || !slices.Equal(codes(problems), []string{"source.link-hidden media"}) {
		t.Error(err, paths(files), codes(problems))
	}
}
