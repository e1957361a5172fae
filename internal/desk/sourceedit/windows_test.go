package sourceedit

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

// Writing, keeping versions and forgetting them removes and replaces nothing that is
// open, and waits for what another program holds.
func TestOnWindows(t *testing.T) {
	w := disktest.New(t)
	f, dir := folderOn(t, w.System())
	const name = "content/a.md"
	full := filepath.Join(dir, name)
	sum := ""
	write := func(text string) error {
		err := f.Write(name, sum, []byte(text))
		if err == nil {
			sum = Sum([]byte(text))
		}
		return err
	}
	for n := range keptVersions + 2 {
		if err := write(string(rune('a' + n))); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		times int
		want  disk.Refusal
	}{{1, 0}, {4, 0}, {-1, disk.InUse}} {
		w.Hold(full, c.times)
		if err := write(string(rune('A' + c.times + 1))); disk.Why(err) != c.want || (err == nil) != (c.want == 0) {
			t.Errorf("held %d times: %v", c.times, err)
		}
	}
	w.Release(full)
	if err := os.Chmod(full, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := write("read-only"); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
	if err := os.Chmod(full, 0o644); err != nil {
		t.Fatal(err)
	}
	old, _ := f.Versions(name)
	w.Hold(filepath.Join(dir, store, name, old[len(old)-1].ID), -1) // a scanner looks through the versions
	if err := write("the oldest version is held"); err != nil {
		t.Error(err)
	}
	w.Fill()
	if err := write("full"); disk.Why(err) != disk.Full {
		t.Error(err)
	}
	left, err := os.ReadDir(filepath.Join(dir, "content"))
	if err != nil || len(left) != 1 {
		t.Errorf("beside the file lies %v, %v", left, err)
	}
}
