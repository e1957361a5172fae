package clone

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// A small pack that stands for a large file is refused before anything of it is stored, and
// the clone stays as it was.
func TestObjectTooLarge(t *testing.T) {
	w := newWeb(t)
	lan := started(t, w.options(t.TempDir(), "Lan"), map[string]string{"content/a.md": page("A")})
	other := filepath.Join(t.TempDir(), "khac")
	git(t, t.TempDir(), "clone", "-q", "file://"+w.repo, other)
	at := filepath.Join(other, "phim.mp4")
	if err := os.WriteFile(at, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(at, mostObject+1); err != nil {
		t.Fatal(err)
	}
	git(t, other, "add", ".")
	git(t, other, "commit", "-q", "-m", "phim")
	git(t, other, "push", "-q", "origin", "HEAD:main")
	if _, err := lan.Fetch(context.Background()); kindOf(err) != TooLarge {
		t.Fatal(err)
	}
	lan.save("content/a.md", page("A", "Một."))
	if s := lan.state(); s.Ahead != 1 {
		t.Errorf("%+v", s)
	}
}

// An object of a shared folder whose file has more bytes than it says, or others than its
// name says, is told and not read into memory, whether it is a text, a folder or a commit.
func TestObjectsThatLie(t *testing.T) {
	for _, kind := range []string{"main", "main^{tree}", "main:content/b.md"} {
		for name, lie := range map[string]func([]byte) []byte{
			"more bytes":  func(b []byte) []byte { return append(b, make([]byte, 64<<20)...) },
			"fewer bytes": func(b []byte) []byte { return b[:len(b)-1] },
			"other bytes": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		} {
			t.Run(kind+" with "+name, func(t *testing.T) {
				share := newShare(t)
				lan := begun(t, share, map[string]string{"content/a.md": page("A")})
				hung := joined(t, share, "Hùng")
				lan.save("content/b.md", page("B"))
				lan.send()
				lies(t, share, strings.TrimSpace(git(t, share, "rev-parse", kind)), lie)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				_, err := hung.Fetch(context.Background())
				runtime.ReadMemStats(&after)
				if kindOf(err) != Broken {
					t.Error(err)
				}
				if n := after.TotalAlloc - before.TotalAlloc; n > 32<<20 {
					t.Errorf("%d MB for it", n>>20)
				}
				if text := hung.read("content/a.md"); text != page("A") {
					t.Errorf("the folder has %q", text)
				}
			})
		}
	}
}

// lies writes other bytes behind the header of an object of a repository.
func lies(t *testing.T, repo, hash string, lie func([]byte) []byte) {
	t.Helper()
	at := filepath.Join(repo, "objects", hash[:2], hash[2:])
	file, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	in, err := zlib.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := bytes.Cut(whole, []byte{0})
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, err = z.Write(append(append(bytes.Clone(head), 0), lie(bytes.Clone(body))...))
	if err := errors.Join(err, z.Close(), os.Remove(at), os.WriteFile(at, out.Bytes(), 0o444)); err != nil {
		t.Fatal(err)
	}
}

// The size of a delta's object stands at its beginning, behind that of its base.
func TestWholeOfDelta(t *testing.T) {
	var b beginning
	for _, part := range [][]byte{{0x80, 0x01}, {0x80, 0x80, 0x80, 0x80, 0x02, 7, 7}} {
		if n, err := b.Write(part); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := b.whole(); got != 2<<28 {
		t.Errorf("%d", got)
	}
}

// Few objects that stand for a great many folders are given up.
func TestTreesWithoutEnd(t *testing.T) {
	r := begun(t, newShare(t), map[string]string{"content/a.md": page("A")}).repo
	below, err := r.put(plumbing.TreeObject, nil)
	for range 7 {
		level := map[string]entry{}
		for i := range 10 {
			level[fmt.Sprint(i)] = entry{filemode.Dir, below}
		}
		if err == nil {
			below, err = r.putTree(level)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.flat(below); kindOf(err) != Damaged {
		t.Error(err)
	}
}
