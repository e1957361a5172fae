package source

import (
	"os"
	"path/filepath"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

// A source that another program has open is tried again, by every way of reading.
func TestHeldSources(t *testing.T) {
	w, dir := disktest.New(t), t.TempDir()
	name := filepath.Join(dir, "a.md")
	if err := os.WriteFile(name, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f := File{Path: "a.md", Name: "a.md"}
	for _, c := range []struct {
		times int
		want  disk.Refusal
	}{{0, 0}, {1, 0}, {4, 0}, {-1, disk.InUse}} {
		w.Hold(name, c.times)
		if _, _, err := Read(w.System().FS(root), f); disk.Why(err) != c.want || (err == nil) != (c.want == 0) {
			t.Errorf("held %d times, through a root: %v", c.times, err)
		}
		w.Hold(name, c.times)
		var buffer []byte
		if _, _, err := ReadInto(&buffer, Folder(dir, w.System()), f); disk.Why(err) != c.want || (err == nil) != (c.want == 0) {
			t.Errorf("held %d times: %v", c.times, err)
		}
	}
}
