//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in a folder is refused at once: a test that waits would never end.
func TestPipesAreNotAwaited(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "site.toml"), 0o644); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("site.toml", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "text"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files := System{}.FS(root)
	for _, name := range []string{"site.toml", "link"} {
		if _, err := files.Open(name); !errors.Is(err, ErrIrregular) {
			t.Errorf("opening %s: %v", name, err)
		}
		if _, err := fs.ReadFile(files, name); !errors.Is(err, ErrIrregular) {
			t.Errorf("reading %s: %v", name, err)
		}
		if _, err := (System{}).ReadFile(root, name); !errors.Is(err, ErrIrregular) {
			t.Errorf("reading %s from the root: %v", name, err)
		}
	}
	if data, err := fs.ReadFile(files, "text"); string(data) != "x" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	if list, err := fs.ReadDir(files, "."); len(list) != 3 || err != nil {
		t.Error(list, err)
	}
}
