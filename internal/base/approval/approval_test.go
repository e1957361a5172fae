package approval

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

var now = time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)

func allowed(t *testing.T, s Store, site string, a Action) bool {
	t.Helper()
	ok, err := s.Allowed(site, a)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// TestOneActionOfOneSite fails if a permission reaches further than what was asked.
func TestOneActionOfOneSite(t *testing.T) {
	site, other := t.TempDir(), t.TempDir()
	store := NewStore(filepath.Join(t.TempDir(), "a", "b"))
	a := Action{Kind: Host, Target: "ftp://host.example:21/web", User: "loa", Key: "k"}
	if allowed(t, store, site, a) {
		t.Error("allowed before anybody was asked")
	}
	if err := store.Allow(site, a, now); err != nil {
		t.Fatal(err)
	}
	if !allowed(t, store, site, a) {
		t.Error("not remembered")
	}
	for name, b := range map[string]Action{
		"kind":   {Kind: Folder, Target: a.Target, User: a.User, Key: a.Key},
		"target": {Kind: Host, Target: "ftp://host.example:22/web", User: a.User, Key: a.Key},
		"user":   {Kind: Host, Target: a.Target, User: "root", Key: a.Key},
		"key":    {Kind: Host, Target: a.Target, User: a.User},
		"clear":  {Kind: Host, Target: a.Target, User: a.User, Key: a.Key, Clear: true},
		"secret": {Kind: Host, Target: a.Target, User: a.User, Key: a.Key, Secret: "LOA_DEPLOY_B"},
	} {
		if allowed(t, store, site, b) {
			t.Errorf("another %s is allowed, too", name)
		}
	}
	if allowed(t, store, other, a) {
		t.Error("another site is allowed, too")
	}
}

// TestMoved fails if a site that was moved, copied or unpacked again is still allowed.
func TestMoved(t *testing.T) {
	dir := t.TempDir()
	site, store := filepath.Join(dir, "site"), NewStore(filepath.Join(dir, "store"))
	a := Action{Kind: Folder, Target: "/usb"}
	if err := os.Mkdir(site, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := store.Allow(site, a, now); err != nil {
		t.Fatal(err)
	}
	moved := filepath.Join(dir, "moved")
	if err := os.Rename(site, moved); err != nil {
		t.Fatal(err)
	}
	if allowed(t, store, moved, a) {
		t.Error("allowed after a move")
	}
	if err := os.MkdirAll(filepath.Join(site, ".loa"), 0o755); err != nil {
		t.Fatal(err)
	}
	if allowed(t, store, site, a) {
		t.Error("a new folder at the old place is allowed")
	}
	for _, id := range []string{"", "\n", "guessed"} {
		if err := os.WriteFile(filepath.Join(site, idFile), []byte(id), 0o644); err != nil {
			t.Fatal(err)
		}
		if allowed(t, store, site, a) {
			t.Errorf("a site that brings the number %q is allowed", id)
		}
	}
}

// TestLinks fails if a site can have its number read or written elsewhere.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	site, outside, store := filepath.Join(dir, "site"), filepath.Join(dir, "outside"), NewStore(filepath.Join(dir, "store"))
	for _, d := range []string{site, outside} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(site, ".loa")); err != nil {
		t.Skip(err)
	}
	if err := store.Allow(site, Action{Kind: Folder, Target: "/usb"}, now); err == nil {
		t.Error("a link out of the site is followed")
	}
	if files, _ := os.ReadDir(outside); len(files) > 0 {
		t.Error("a file was written outside of the site")
	}
}

// TestForget fails if what is taken back stays, or more is taken.
func TestForget(t *testing.T) {
	dir := t.TempDir()
	store := NewStore(filepath.Join(dir, "store"))
	one, two := Action{Kind: Folder, Target: "/one"}, Action{Kind: Command, Target: "espeak-ng"}
	sites := []string{filepath.Join(dir, "a"), filepath.Join(dir, "b")}
	for _, site := range sites {
		if err := os.Mkdir(site, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, a := range []Action{one, two} {
			if err := store.Allow(site, a, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n, err := store.Forget(sites[0], Command); n != 1 || err != nil || allowed(t, store, sites[0], two) || !allowed(t, store, sites[0], one) {
		t.Error("a command alone:", n, err)
	}
	if n, err := store.Forget(sites[0]); n != 1 || err != nil {
		t.Error(n, err)
	}
	if allowed(t, store, sites[0], one) || !allowed(t, store, sites[1], one) {
		t.Error("the wrong site was forgotten")
	}
	left, err := store.Entries()
	if err != nil || len(left) != 2 || left[0].Site != sites[1] || !left[0].Since.Equal(now) {
		t.Error(left, err)
	}
}

// TestBrokenStore fails if a file of the store that was cut off or changed allows.
func TestBrokenStore(t *testing.T) {
	site, dir := t.TempDir(), t.TempDir()
	store, a := NewStore(dir), Action{Kind: Folder, Target: "/usb"}
	if err := store.Allow(site, a, now); err != nil {
		t.Fatal(err)
	}
	files, _ := os.ReadDir(dir)
	path := filepath.Join(dir, files[0].Name())
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	whole, _ := os.ReadFile(path)
	for n := range len(whole) - 2 {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if allowed(t, store, site, a) {
			t.Fatalf("%d of %d bytes allow", n, len(whole))
		}
	}
}
