package scaffold

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
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

// In a folder that is there, too.
func TestNewSiteInFolderIsWhole(t *testing.T) {
	start := func(dir string, system disk.System) error {
		return Start(NewSite{Dir: dir, Title: "A", BaseURL: "https://a.example/", Languages: []string{"vi", "en"}, Tag: "vi", Today: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Disk: system})
	}
	changes := 0
	count := disk.System{Before: func(s disk.Step) error {
		if s.Op != disk.Open && s.Op != disk.Close && s.Op != disk.Remove {
			changes++
		}
		return nil
	}}
	if err := start(t.TempDir(), count); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < changes; n++ {
		if n < changes-12 { // the last ones are the moves
			n = min(n+n/8, changes-12)
		}
		dir := t.TempDir()
		err := start(dir, breaks(n))
		if left := names(t, dir); !errors.Is(err, errBroken) || len(left) > 0 {
			t.Fatalf("change %d: %v, and there are %q", n, err, left)
		}
	}
}

// A run that is killed between two moves is ended by the next one; one that is killed
// before leaves nothing to it; one that is at work is left alone.
func TestKilledTogether(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	write := func() *together {
		w, err := begin(disk.System{}, root, ".")
		if err == nil {
			err = w.write(map[string][]byte{"content/_index.md": []byte("a"), "site.toml": []byte("b"), ".gitignore": []byte("c")})
		}
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	work := write()
	died := write()
	died.hold.Discard() // as the system does
	if err := Room(filepath.Join(dir, "khac"), disk.System{}); err != nil {
		t.Error(err)
	}
	if left := names(t, dir); len(left) == 0 || filepath.Base(left[0]) != work.folder {
		t.Errorf("%s was at work, and there are %q", work.folder, left)
	}
	work.undo()

	died = write()
	died.hold.Discard()
	if err := root.WriteFile(died.folder+"/all", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := root.Rename(died.folder+"/content", "content"); err != nil {
		t.Fatal(err)
	}
	var refusal *Refusal
	if err := Room(dir, disk.System{}); !errors.As(err, &refusal) || refusal.Key != "folder-not-empty" {
		t.Error(err)
	}
	var want []string
	for _, name := range []string{".gitignore", "content", "content/_index.md", "site.toml"} {
		want = append(want, filepath.Join(dir, filepath.FromSlash(name)))
	}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
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
