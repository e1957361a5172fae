package clone

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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

// A name before the host of an address over HTTPS is often a token.
func TestNoSecretInRemote(t *testing.T) {
	for _, remote := range []string{"https://glpat-x@gitlab.com/xa/trang", "https://lan:x@gitlab.com/xa/trang", "https://@gitlab.com/xa/trang", "http://lan@localhost:3000/xa/trang"} {
		if way, _, err := ParseRemote(remote); err == nil {
			t.Errorf("%s goes by %s", remote, way)
		}
	}
}
