package scaffold

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/themes"
)

var errBroken = errors.New("the disk is broken")

// breaks is a disk of which the n-th change fails, and each after it.
func breaks(n int) disk.System {
	return disk.System{Pause: func(time.Duration) {}, Before: func(s disk.Step) error {
		if s.Op == disk.Open || s.Op == disk.Close || s.Op == disk.Remove {
			return nil
		}
		if n--; n < 0 {
			return errBroken
		}
		return nil
	}}
}

// names lists what stands below a folder, folders too.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if name != dir {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A new site is there as a whole or not at all, whichever change of the disk fails.
func TestNewSiteIsWhole(t *testing.T) {
	for n, done := 0, false; !done; n += 1 + n/8 {
		parent := t.TempDir()
		dir := filepath.Join(parent, "a", "site")
		err := Start(NewSite{Dir: dir, Title: "A", BaseURL: "https://a.example/", Languages: []string{"vi", "en"}, Tag: "vi", Today: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Disk: breaks(n)})
		if done = err == nil; done {
			continue
		}
		if left := names(t, parent); !errors.Is(err, errBroken) || len(left) > 2 { // the site's folder itself, and a
			t.Fatalf("change %d: %v, and there are %q", n, err, left)
		}
	}
}

// So is a new theme.
func TestNewThemeIsWhole(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), []byte("title = \"A\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for n, done := 0, false; !done; n += 1 + n/8 {
		site, err := Open(dir, breaks(n))
		if err != nil {
			t.Fatal(err)
		}
		_, err = site.Theme(NewTheme{Name: "moi", Builtin: themes.FS})
		if done = err == nil; done {
			continue
		}
		if left := names(t, dir); !errors.Is(err, errBroken) || len(left) != 1 {
			t.Fatalf("change %d: %v, and there are %q", n, err, left)
		}
	}
}
