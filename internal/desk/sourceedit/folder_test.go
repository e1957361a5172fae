package sourceedit

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

func folder(t *testing.T) (*Folder, string) {
	t.Helper()
	return folderOn(t, disk.System{})
}

func folderOn(t *testing.T, system disk.System) (*Folder, string) {
	t.Helper()
	dir := t.TempDir()
	now := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	f, err := Open(dir, system, func() time.Time { now = now.Add(time.Second); return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, dir
}

func TestWriteKeepsVersions(t *testing.T) {
	f, dir := folder(t)
	const name = "content/tin/a.md"
	last := ""
	for i := range 30 {
		text := strconv.Itoa(i)
		if err := f.Write(name, last, []byte(text)); err != nil {
			t.Fatal(err)
		}
		last = Sum([]byte(text))
	}
	all, err := f.Versions(name)
	if err != nil || len(all) != keptVersions {
		t.Fatalf("%d versions, %v", len(all), err)
	}
	for i, want := range []string{"29", "28"} { // the file as it is, and as it was
		if old, err := f.Version(name, all[i].ID); err != nil || string(old) != want {
			t.Errorf("version %d is %q, %v", i, old, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "content/tin/a.md"), []byte("by hand"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(name, last, []byte("x")); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that was changed by hand: %v", err)
	}
	if err := f.Write(name, "", []byte("x")); !errors.Is(err, ErrThere) {
		t.Errorf("a file that is there: %v", err)
	}
	if now, _ := f.Read(name); string(now) != "by hand" {
		t.Errorf("it is %q", now)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "content/tin/.loa-draft-*")); len(left) > 0 {
		t.Error(left)
	}
}

// What is written is there again after somebody has deleted it; of a picture
// there is no copy.
func TestGone(t *testing.T) {
	f, dir := folder(t)
	if all, err := f.Gone(); err != nil || len(all) > 0 {
		t.Fatal(all, err)
	}
	for _, name := range []string{"content/tin/a.md", "content/b.md", "content/c.md", "content/d.jpg"} {
		if err := f.Write(name, "", []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, gone := range []string{"content/tin", "content/b.md", "content/d.jpg"} {
		if err := os.RemoveAll(filepath.Join(dir, gone)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := f.Gone()
	if err != nil || len(all) != 2 || all[0].Name != "content/b.md" || all[1].Name != "content/tin/a.md" {
		t.Fatal(all, err)
	}
	if text, err := f.Version(all[1].Name, all[1].ID); err != nil || string(text) != "content/tin/a.md" {
		t.Errorf("%q, %v", text, err)
	}
}

// A file that somebody has locked stays as it is.
func TestReadOnly(t *testing.T) {
	f, dir := folder(t)
	const name = "content/a.md"
	if err := f.Write(name, "", []byte("a")); err != nil {
		t.Fatal(err)
	}
	full := filepath.Join(dir, name)
	if err := os.Chmod(full, 0o444); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(full, 0o666) }) // Windows removes no read-only file
	if err := f.Write(name, Sum([]byte("a")), []byte("b")); !errors.Is(err, ErrReadOnly) {
		t.Errorf("it was written: %v", err)
	}
	if now, _ := f.Read(name); string(now) != "a" {
		t.Errorf("it is %q", now)
	}
}

func TestNoWayOut(t *testing.T) {
	f, dir := folder(t)
	outside := t.TempDir()
	for _, name := range []string{"content", "data", "content/link"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if name == "content/link" {
			disktest.Link(t, outside, filepath.Join(dir, name))
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), []byte("title = 'x'"), 0o666); err != nil {
		t.Fatal(err)
	}
	disktest.Link(t, "../site.toml", filepath.Join(dir, "content/site.md"))
	for _, name := range []string{
		"site.toml", "content", "content/", "content/../site.toml", "../a.md", "/etc/a.md", "content/.git/a.md", "content/a.html", "content/a.toml", "data/a.md",
		"themes/loa/a.md", "public/a.md", ".loa/versions/content/a.md/x", "content\\..\\a.md", "content/c:a.md", "content/a.md\x00", "content/link/a.md", "content/site.md", "content/a.md.",
	} {
		if err := f.Write(name, "", []byte("x")); err == nil {
			t.Errorf("%s was written", name)
		}
		if _, err := f.Read(name); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Error(left)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "site.toml")); string(text) != "title = 'x'" {
		t.Error("site.toml was written")
	}
}
