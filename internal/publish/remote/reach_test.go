package remote

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"loa/internal/base/disk"
)

// A server that went away and came back is another folder to this process: what was
// opened there before leads nowhere.
func TestFolderComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "web")
	gone := false
	system := disk.System{Before: func(disk.Step) error {
		if gone {
			return errors.Join(disk.Gone, fs.ErrNotExist) // as Windows says it
		}
		return nil
	}}
	place, err := openReach(dir, system)
	if err != nil {
		t.Fatal(err)
	}
	defer place.Close()
	put := func(name string) error { return place.Put(t.Context(), name, Bytes([]byte("text"))) }
	if err := put("a.html"); err != nil {
		t.Fatal(err)
	}

	gone = true
	if err := os.Rename(dir, dir+" as it was"); err != nil {
		t.Skip("an open folder is not renamed here:", err)
	}
	_, opened := place.Open(t.Context(), "a.html")
	for name, err := range map[string]error{
		"put": put("b.html"), "open": opened, "remove": place.Remove(t.Context(), "a.html"), "claim": place.Claim(t.Context(), "_loa/lock", nil),
	} {
		var broken *Broken
		if !errors.As(err, &broken) || disk.Why(err) != disk.Gone || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}

	gone = false
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	gone = true
	if err := put("b.html"); err == nil {
		t.Error("it was put while the server was away")
	}
	gone = false
	if err := put("b.html"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "b.html")); err != nil {
		t.Error("it is not where the server is now:", err)
	}
}
