package compress

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"

	"loa/internal/base/disk"
)

func open(t *testing.T, dir string) *Store {
	t.Helper()
	site, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.Close() })
	s, err := Open(site, ".loa/compressed", disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestCompressed: both forms give the text back, and what was kept is what would
// be made anew.
func TestCompressed(t *testing.T) {
	dir := t.TempDir()
	text := []byte(strings.Repeat("Trẻ em biết bơi. ", 100))
	for _, ending := range Endings {
		made, err := open(t, dir).Compressed(text, ending)
		if err != nil || made == nil {
			t.Fatal(ending, err)
		}
		kept, err := open(t, dir).Compressed(text, ending)
		if err != nil || !bytes.Equal(made, kept) {
			t.Errorf("%s: kept is another: %v", ending, err)
		}
		var r io.Reader = brotli.NewReader(bytes.NewReader(made))
		if ending == ".gz" {
			if r, err = gzip.NewReader(bytes.NewReader(made)); err != nil {
				t.Fatal(err)
			}
		}
		if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, text) {
			t.Errorf("%s: %v", ending, err)
		}
	}
}

// TestNoShorter: what does not get shorter is not served compressed.
func TestNoShorter(t *testing.T) {
	noise := make([]byte, 1000)
	random := rand.NewChaCha8([32]byte{})
	random.Read(noise)
	for range 2 {
		if made, err := open(t, t.TempDir()).Compressed(noise, ".gz"); err != nil || made != nil {
			t.Errorf("%d bytes, %v", len(made), err)
		}
	}
}

// TestSameBytesAtOnce: many files of a site are the same.
func TestSameBytesAtOnce(t *testing.T) {
	s := open(t, t.TempDir())
	text := []byte(strings.Repeat("chuyển hướng ", 100))
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if made, err := s.Compressed(text, ".gz"); err != nil || made == nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestForget(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir)
	for _, text := range []string{"một ", "hai "} {
		if _, err := first.Compressed([]byte(strings.Repeat(text, 300)), ".br"); err != nil {
			t.Fatal(err)
		}
	}
	second := open(t, dir)
	if _, err := second.Compressed([]byte(strings.Repeat("hai ", 300)), ".br"); err != nil {
		t.Fatal(err)
	}
	if err := second.Forget(); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(dir + "/.loa/compressed"); err != nil || len(entries) != 1 {
		t.Error(entries, err)
	}
}

func TestWanted(t *testing.T) {
	for name, want := range map[string]bool{"a/index.html": true, "x.ICS": true, "b.png": false, "b.pdf": false, "none": false} {
		if Wanted(name, 1000) != want {
			t.Error(name)
		}
	}
	if Wanted("a.html", 10) {
		t.Error("a tiny file")
	}
}
