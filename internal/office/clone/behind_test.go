package clone

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk"
)

// errLost is the error of a disk that a test breaks.
var errLost = errors.New("broken by the test")

// TestBehind: a file that cannot be written hinders nothing else, is told, is nobody's
// change, and is written when what was in the way is gone.
func TestBehind(t *testing.T) {
	const read = "content/a.md"
	for name, block := range map[string]struct {
		file  string
		lay   func(t *testing.T, at string)
		clear func(t *testing.T, at string)
	}{
		"read-only": {read, func(t *testing.T, at string) { must(t, os.Chmod(at, 0o444)) }, func(t *testing.T, at string) { must(t, os.Chmod(at, 0o644)) }},
		"link":      {"content/phim.mp4", func(t *testing.T, at string) { link(t, filepath.Join(t.TempDir(), "phim"), at) }, func(t *testing.T, at string) { must(t, os.Remove(at)) }},
		"folder":    {"content/tep.txt", func(t *testing.T, at string) { must(t, os.MkdirAll(filepath.Join(at, "x"), 0o777)) }, func(t *testing.T, at string) { must(t, os.RemoveAll(at)) }},
	} {
		t.Run(name, func(t *testing.T) {
			remote := newShare(t)
			lan := begun(t, remote, map[string]string{read: page("A", "Một."), "content/b.md": page("B", "Một.")})
			hoa := joined(t, remote, "Hoa")
			at := filepath.Join(hoa.dir, filepath.FromSlash(block.file))
			block.lay(t, at)
			for _, text := range []string{page("A", "Hai."), page("A", "Ba.")} { // one change upon another
				lan.write("content/c.md", text)
				lan.save(block.file, text)
				lan.send()
				held, err := hoa.Fetch(context.Background())
				if err != nil || len(held) == 0 || held[0].Path != block.file || held[0].Kind != Unwritten {
					t.Fatalf("%v %v", held, err)
				}
				if got := hoa.read("content/c.md"); got != text {
					t.Errorf("%q", got)
				}
			}
			hoa.save("content/b.md", page("B", "Bốn."))
			if s := hoa.state(); strings.Contains(fmt.Sprint(s.Unsaved), block.file) || len(s.Conflicts) > 0 {
				t.Errorf("%+v", s)
			}
			if _, err := hoa.Save(Saving{Paths: []string{block.file}}); kindOf(err) != Unwritten {
				t.Errorf("%v", err)
			}
			if _, err := hoa.Send(context.Background()); err != nil {
				t.Fatal(err)
			}
			lan.fetch()
			if got := lan.read(block.file); got != page("A", "Ba.") || lan.read("content/b.md") != page("B", "Bốn.") {
				t.Errorf("%q", got)
			}
			block.clear(t, at)
			if s := hoa.state(); hoa.read(block.file) != page("A", "Ba.") || strings.Contains(fmt.Sprint(s.Unsaved), block.file) {
				t.Errorf("%q %+v", hoa.read(block.file), s)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := errors.Join(os.WriteFile(to, []byte("phim"), 0o666), os.Symlink(to, at)); err != nil {
		t.Skip(err)
	}
}

// meeting is a folder in which one program writes a file while Loa brings in that of the
// others: at the n-th opening of it.
type meeting struct {
	dir, file, text string
	at, opened      int
	broken          bool // the file can then be given no name, once
}

func (m *meeting) before(step disk.Step) error {
	if step.Op == disk.Open && step.Name == m.name() && strings.HasPrefix(step.Root, m.dir) {
		if m.opened++; m.opened == m.at {
			return os.WriteFile(filepath.Join(m.dir, filepath.FromSlash(m.file)), []byte(m.text), 0o666)
		}
	}
	if m.broken && m.opened >= m.at && step.Op == disk.Rename && strings.HasSuffix(step.To, filepath.Base(m.file)) {
		m.broken = false
		return errLost
	}
	return nil
}

// name is how the folder of the file calls it.
func (m *meeting) name() string { return strings.TrimPrefix(m.file, "content/") }

// TestMeanwhileEverywhere: a file that another program writes while that of the others is
// brought in is not errLost, whatever kind of file it is and whenever that happens: its
// text is in the folder or in the history, and then all goes on.
func TestMeanwhileEverywhere(t *testing.T) {
	for _, file := range []string{"site.toml", "templates/x.html", "static/a.css", "content/a.md", "content/anh.jpg", ".editorconfig"} {
		for at := 1; at <= 5; at++ {
			for _, broken := range []bool{false, true} {
				if broken && at%2 == 0 {
					continue
				}
				t.Run(fmt.Sprint(file, at, broken), func(t *testing.T) {
					remote := newShare(t)
					lan := begun(t, remote, map[string]string{file: "a = 1\n", "content/b.md": page("B")})
					hoa := joined(t, remote, "Hoa")
					lan.save(file, "a = 2\n")
					lan.send()
					m := &meeting{hoa.dir, file, "a = 33333\n", at, 0, broken}
					o := hoa.o
					o.Disk.Before = m.before
					met := opened(t, o)
					_, _ = met.Fetch(context.Background())
					if m.opened < at {
						return // it is not opened so often
					}
					after := opened(t, options(hoa.dir, remote, "Hoa"))
					after.send()
					if after.read(file) != m.text && after.git("log", "--all", "-S33333", "--format=%h") == "" {
						t.Errorf("errLost: %q", after.read(file))
					}
					if s := after.state(); after.read(file) != m.text && len(s.Conflicts) != 1 {
						t.Errorf("nobody is told: %q %+v", after.read(file), s)
					}
				})
			}
		}
	}
}

// TestConflictTwice: of one page each text of mine waits by itself, and each is settled by
// itself.
func TestConflictTwice(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A", "Một.", "Hai.")})
	hoa := joined(t, remote, "Hoa")
	mine := []string{page("A", "Một của Hoa.", "Hai."), page("A", "Một của Lan.", "Hai của Hoa.")}
	for i, theirs := range []string{page("A", "Một của Lan.", "Hai."), page("A", "Một của Lan.", "Hai của Lan.")} {
		lan.save("content/a.md", theirs)
		lan.send()
		hoa.save("content/a.md", mine[i])
		hoa.send()
	}
	for i, text := range mine {
		all := hoa.state().Conflicts
		if len(all) != len(mine)-i {
			t.Fatalf("%+v", all)
		}
		if got, err := hoa.Text(all[0].Mine); err != nil || string(got) != text {
			t.Errorf("%q %v", got, err)
		}
		if err := hoa.Settle("content/a.md", all[0].Mine); err != nil {
			t.Fatal(err)
		}
	}
	if all := hoa.state().Conflicts; len(all) > 0 {
		t.Errorf("%+v", all)
	}
}

// TestCapitalsRenamed: a disk that takes two names for one still answers under the old
// name of what a person renamed; what is saved has the new one alone. A link plays that
// disk here.
func TestCapitalsRenamed(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/Tin/a.md": page("A", "Một."), "content/Tin/anh.jpg": "\xff"})
	lan.folds = true
	old, next := filepath.Join(lan.dir, "content", "Tin"), filepath.Join(lan.dir, "content", "tin")
	must(t, os.Rename(old, next))
	if _, err := os.Lstat(old); err != nil { // not on such a disk
		if err := os.Symlink("tin", old); err != nil {
			t.Skip(err)
		}
	}
	lan.send()
	if got := git(t, remote, "ls-tree", "-r", "--name-only", "main"); got != "content/tin/a.md\ncontent/tin/anh.jpg\n" {
		t.Errorf("%s", got)
	}
}
