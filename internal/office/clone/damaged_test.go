package clone

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// emptied empties files of objects, as a loss of power does, and returns how many.
func emptied(t *testing.T, repo string, hashes ...string) (n int) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(repo, "objects"), func(at string, d fs.DirEntry, err error) error {
		hash := filepath.Base(filepath.Dir(at)) + d.Name()
		if err != nil || d.IsDir() || len(hash) != 40 || len(hashes) > 0 && !strings.Contains(strings.Join(hashes, " "), hash) {
			return err
		}
		n++
		return errors.Join(os.Chmod(at, 0o666), os.Truncate(at, 0))
	})
	if err != nil || n == 0 {
		t.Fatalf("%d files emptied: %v", n, err)
	}
	return n
}

// Objects whose own files are damaged are read from the pack that has them, in a clone and
// in a shared folder, and Git finds nothing wrong afterwards.
func TestDamagedBesidePack(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
	for _, dir := range []string{lan.dir, share} {
		git(t, dir, "repack", "-a", "-q")
	}
	emptied(t, filepath.Join(lan.dir, ".git"))
	emptied(t, share)
	lan.save("content/a.md", page("A", "Hai."))
	lan.send()
	hung := joined(t, share, "Hùng")
	if got := hung.read("content/a.md"); got != page("A", "Hai.") {
		t.Errorf("the folder has %q", got)
	}
	hung.git("fsck", "--strict")
}

// Objects whose files are damaged come once more from the remote, whatever they are, and
// over any line. What was changed here meanwhile is sent.
func TestDamagedComesAgain(t *testing.T) {
	for _, kind := range []string{"HEAD", "HEAD^", "HEAD^{tree}", "HEAD:content", "HEAD:content/a.md", "all"} {
		for name, remote := range map[string]func(t *testing.T) (repo string, o Options){
			"folder": func(t *testing.T) (string, Options) {
				repo := newShare(t)
				return repo, options(t.TempDir(), repo, "Lan")
			},
			"HTTPS": func(t *testing.T) (string, Options) {
				w := newWeb(t)
				return w.repo, w.options(t.TempDir(), "Lan")
			},
		} {
			t.Run(kind+" over "+name, func(t *testing.T) {
				repo, o := remote(t)
				lan := started(t, o, map[string]string{"content/a.md": page("A", "Một.")})
				lan.save("content/b.md", page("B"))
				lan.send()
				var hashes []string
				if kind != "all" {
					hashes = []string{strings.TrimSpace(lan.git("rev-parse", kind))}
				}
				emptied(t, filepath.Join(lan.dir, ".git"), hashes...)
				again := opened(t, lan.o) // after the machine was started again
				again.write("content/a.md", page("A", "Hai."))
				again.send()
				again.send()
				if got := git(t, repo, "show", "main:content/a.md"); got != page("A", "Hai.") {
					t.Errorf("the remote has %q", got)
				}
			})
		}
	}
}

// Of a text that was never sent nothing can be got again: that is told each time, and the
// folder keeps what it has.
func TestDamagedNeverSent(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
	lan.save("content/a.md", page("A", "Hai."))
	emptied(t, filepath.Join(lan.dir, ".git"), strings.TrimSpace(lan.git("rev-parse", "HEAD:content/a.md")))
	again := opened(t, lan.o)
	for range 2 {
		if _, err := again.Send(t.Context()); kindOf(err) != Damaged {
			t.Error(err)
		}
	}
	if got := again.read("content/a.md"); got != page("A", "Hai.") {
		t.Errorf("the folder has %q", got)
	}
}

// A damaged object of a shared folder is made whole by who sends the same once more.
func TestDamagedMadeWhole(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
	hash := strings.TrimSpace(git(t, share, "rev-parse", "main:content/a.md"))
	emptied(t, share, hash)
	lan.save("content/b.md", page("A", "Một."))
	lan.send()
	if got := git(t, share, "cat-file", "-p", hash); got != page("A", "Một.") {
		t.Errorf("the share has %q", got)
	}
}
