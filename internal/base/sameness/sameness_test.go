package sameness

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"loa/internal/base/disk/disktest"
)

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// later is a clock by which all that was written is long settled.
func later() time.Time { return time.Now().Add(time.Hour) }

// Every way to change a file is seen, also those that keep its size and set its
// time back, and also in the moment in which it was looked at.
func TestStill(t *testing.T) {
	if !slices.Contains([]string{"linux", "darwin", "windows"}, runtime.GOOS) {
		t.Skip("the system does not tell when an entry changed")
	}
	then := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	changes := map[string]func(t *testing.T, dir string){
		"nothing":     nil,
		"other bytes": func(t *testing.T, dir string) { write(t, dir, "a/b.md", "two") },
		"longer":      func(t *testing.T, dir string) { write(t, dir, "a/b.md", "three") },
		"gone":        func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "a", "b.md")) },
		"another file": func(t *testing.T, dir string) {
			write(t, dir, "c", "one")
			os.Rename(filepath.Join(dir, "c"), filepath.Join(dir, "a", "b.md"))
		},
		"a link to it": func(t *testing.T, dir string) {
			os.Rename(filepath.Join(dir, "a", "b.md"), filepath.Join(dir, "c"))
			os.Symlink("../c", filepath.Join(dir, "a", "b.md"))
		},
		"a folder": func(t *testing.T, dir string) {
			os.Remove(filepath.Join(dir, "a", "b.md"))
			os.Mkdir(filepath.Join(dir, "a", "b.md"), 0o777)
		},
		"time set back": func(t *testing.T, dir string) {
			write(t, dir, "a/b.md", "two")
			os.Chtimes(filepath.Join(dir, "a", "b.md"), then, then)
		},
	}
	for name, change := range changes {
		begun := time.Now() // what is written afterwards is never settled by this clock
		for moment, clock := range map[string]func() time.Time{"at once": func() time.Time { return begun }, "settled": later} {
			dir := t.TempDir()
			write(t, dir, "a/b.md", "one")
			os.Chtimes(filepath.Join(dir, "a", "b.md"), then, then)
			seen, ok := Look(dir, []string{"a/b.md"}, clock)
			if !ok || (seen[0].Sum == nil) != (moment == "settled") {
				t.Fatalf("%s: %v, %+v", moment, ok, seen)
			}
			if moment == "settled" {
				nextStep(t, dir, seen[0])
			}
			if change != nil {
				change(t, dir)
			}
			if got := Still(dir, seen); got != (change == nil) {
				t.Errorf("%s, %s: still %v", name, moment, got)
			}
			if got := Changed(dir, seen); len(got) == 0 != (change == nil) {
				t.Errorf("%s, %s: changed %v", name, moment, got)
			}
		}
	}
}

// nextStep returns when the file system's clock has moved on since f.
func nextStep(t *testing.T, dir string, f File) {
	t.Helper()
	for {
		write(t, dir, "clock", "")
		if now, ok := lookBelow(dir, "clock"); !ok || now.Times[1] > f.Times[1] {
			return
		}
	}
}

// Bytes that change in the step in which they were looked at are told by their sum
// alone: the times are made equal here.
func TestUnsettled(t *testing.T) {
	dir, begun := t.TempDir(), time.Now()
	write(t, dir, "a", "one")
	seen, ok := Look(dir, []string{"a"}, func() time.Time { return begun })
	if !ok {
		t.Skip("the system does not tell when an entry changed")
	}
	write(t, dir, "a", "two")
	now, _ := lookBelow(dir, "a")
	seen[0].Times, seen[0].Node = now.Times, now.Node
	if Still(dir, seen) {
		t.Error("other bytes in the same step are taken for the same")
	}
}

func TestTree(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"site.toml", "content/b.md", "content/a/c.md", "other/x"} {
		write(t, dir, name, "")
	}
	got, ok := Tree(dir, "site.toml", "content", "missing")
	if want := []string{"site.toml", "content/a/c.md", "content/b.md"}; !ok || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, ok)
	}
	disktest.Link(t, "../other", filepath.Join(dir, "content", "link"))
	if _, ok := Tree(dir, "content"); ok {
		t.Error("a link was passed over")
	}
}
