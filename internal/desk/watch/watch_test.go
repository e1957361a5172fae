package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk/disktest"
)

// site is a folder under watch.
type site struct {
	*testing.T
	dir     string
	changes <-chan []string
}

// ways are the two ways to watch; all that matters must hold for both.
var ways = map[string]Options{"notifications": {}, "polling": {Poll: 2 * time.Millisecond}}

func both(t *testing.T, test func(site)) {
	for name, options := range ways {
		t.Run(name, func(t *testing.T) {
			s := site{T: t, dir: t.TempDir()}
			s.write("content/a.md", "a")
			s.write("content/b/c/d.md", "d")
			s.write("public/x.html", "x")
			skip := func(rel string) bool { return rel == "public" }
			changes, err := Watch(t.Context(), s.dir, skip, options)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { drain(changes) })
			s.changes = changes
			test(s)
		})
	}
}

// drain waits for the end, after which the folder can be removed.
func drain(changes <-chan []string) {
	for range changes {
	}
}

func (s site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s site) write(name, text string) {
	s.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.path(name)), 0o777))
	s.must(os.WriteFile(s.path(name), []byte(text), 0o666))
}

func (s site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// until takes batches until all the paths were in one, and returns all paths
// that were.
func (s site) until(want ...string) []string {
	s.Helper()
	seen := map[string]bool{}
	deadline := time.After(30 * time.Second)
	for {
		select {
		case batch, ok := <-s.changes:
			if !ok || len(batch) == 0 {
				s.Fatalf("an empty batch, or the end (%v)", !ok)
			}
			for _, name := range batch {
				seen[name] = true
			}
		case <-deadline:
			s.Fatalf("got %q, want %q", slices.Sorted(maps.Keys(seen)), want)
		}
		if !slices.ContainsFunc(want, func(name string) bool { return !seen[name] }) {
			return slices.Sorted(maps.Keys(seen))
		}
	}
}

func (s site) only(want ...string) {
	s.Helper()
	if got := s.until(want...); !slices.Equal(got, want) {
		s.Errorf("got %q, want %q", got, want)
	}
}

func TestEdit(t *testing.T) {
	both(t, func(s site) {
		s.write("content/a.md", "another")
		s.only("content/a.md")
		s.write("content/b/c/d.md", "another")
		s.only("content/b/c/d.md")
	})
}

func TestNewFile(t *testing.T) {
	both(t, func(s site) {
		s.write("content/b/Đuối nước.md", "new")
		s.only("content/b/Đuối nước.md")
	})
}

func TestRemovedFile(t *testing.T) {
	both(t, func(s site) {
		s.must(os.Remove(s.path("content/a.md")))
		s.only("content/a.md")
	})
}

func TestNewFoldersWithFiles(t *testing.T) {
	both(t, func(s site) {
		s.write("content/new/deep/er/x.md", "x")
		s.until("content/new/deep/er/x.md")
		s.write("content/new/deep/er/x.md", "changed")
		s.until("content/new/deep/er/x.md")
		s.write("content/new/y.md", "y")
		s.until("content/new/y.md")
	})
}

func TestFolderMovedIn(t *testing.T) {
	both(t, func(s site) {
		outside := site{T: s.T, dir: s.TempDir()}
		outside.write("pack/one.md", "1")
		outside.write("pack/sub/two.md", "2")
		s.must(os.Rename(outside.path("pack"), s.path("content/pack")))
		s.until("content/pack/one.md", "content/pack/sub/two.md")
		s.write("content/pack/sub/three.md", "3")
		s.until("content/pack/sub/three.md")
	})
}

func TestFolderRenamed(t *testing.T) {
	both(t, func(s site) {
		s.must(os.Rename(s.path("content/b"), s.path("content/e")))
		s.until("content/b", "content/e/c/d.md")
		s.write("content/e/c/d.md", "changed")
		s.only("content/e/c/d.md")
		s.write("content/e/c/new.md", "new")
		s.only("content/e/c/new.md")
	})
}

func TestFolderRemovedAndMadeAgain(t *testing.T) {
	both(t, func(s site) {
		s.must(os.RemoveAll(s.path("content/b")))
		s.until("content/b")
		s.write("content/b/c/d.md", "again")
		s.until("content/b/c/d.md")
	})
}

// A save that replaces the file is one change to the file.
func TestSaveByRenaming(t *testing.T) {
	both(t, func(s site) {
		for _, temporary := range []string{"content/.a.md.swp", "content/4913", "content/a.md~", "content/a.md.tmp", "content/~$a.md"} {
			s.write(temporary, "on its way")
		}
		s.must(os.Rename(s.path("content/a.md.tmp"), s.path("content/a.md")))
		s.only("content/a.md")
	})
}

func TestSkippedFolders(t *testing.T) {
	both(t, func(s site) {
		s.write("public/x.html", "changed")
		s.write("public/new/y.html", "new")
		s.write(".loa/cache", "new")
		s.write("content/a.md", "changed")
		s.only("content/a.md")
	})
}

// A folder below a hidden one is watched where that is asked for, also one that is made
// later, and nothing else there.
func TestHiddenFolder(t *testing.T) {
	for name, options := range ways {
		t.Run(name, func(t *testing.T) {
			options.Hidden = []string{".loa/warnings"}
			s := site{T: t, dir: t.TempDir()}
			s.write("content/a.md", "a")
			skip := func(rel string) bool { return rel == ".loa/cache" }
			var err error
			s.changes, err = Watch(t.Context(), s.dir, skip, options)
			s.must(err)
			t.Cleanup(func() { drain(s.changes) })
			s.write(".loa/warnings/one.json", "1")
			s.only(".loa/warnings/one.json")
			s.write(".loa/cache/x", "x")
			s.write(".loa/warnings/.draft", "2")
			s.must(os.Rename(s.path(".loa/warnings/.draft"), s.path(".loa/warnings/one.json")))
			s.only(".loa/warnings/one.json")
			s.must(os.Remove(s.path(".loa/warnings/one.json")))
			s.only(".loa/warnings/one.json")
		})
	}
}

// While nobody listens nothing is lost.
func TestSlowReceiver(t *testing.T) {
	both(t, func(s site) {
		var want []string
		for i := range 200 {
			name := fmt.Sprintf("content/n%03d.md", i)
			s.write(name, "new")
			want = append(want, name)
		}
		s.only(want...)
	})
}

func TestEndsWithItsContext(t *testing.T) {
	for name, options := range ways {
		ctx, cancel := context.WithCancel(t.Context())
		changes, err := Watch(ctx, t.TempDir(), nil, options)
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		select {
		case batch, ok := <-changes:
			if ok {
				t.Errorf("%s: %q", name, batch)
			}
		case <-time.After(30 * time.Second):
			t.Errorf("%s: the channel stays open", name)
		}
	}
}

func TestThroughALink(t *testing.T) {
	both(t, func(s site) {
		link := filepath.Join(s.TempDir(), "link")
		disktest.Link(s, s.dir, link)
		changes, err := Watch(s.Context(), link, nil, Options{})
		s.must(err)
		s.Cleanup(func() { drain(changes) })
		s.changes = changes
		s.write("content/a.md", "changed")
		s.only("content/a.md")
	})
}

func TestNoSuchFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Watch(t.Context(), filepath.Join(dir, "x"), nil, Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Watch(t.Context(), file, nil, Options{}); err == nil || !strings.Contains(err.Error(), "file") {
		t.Error(err)
	}
}
