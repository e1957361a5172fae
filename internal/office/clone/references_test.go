package clone

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stray is what programs leave in any folder: those that show files, that keep copies of a
// folder at several machines, and a loss of power.
var stray = map[string]string{
	"refs/.DS_Store":               "\x00\x00\x00\x01Bud1",
	"refs/heads/.DS_Store":         "\x00\x00\x00\x01Bud1",
	"refs/heads/desktop.ini":       "[.ShellClassInfo]\r\n",
	"refs/heads/main (1)":          "a copy",
	"refs/heads/trong":             "",
	"refs/heads/hong":              strings.Repeat("\x00", 41),
	"refs/heads/Thư mục/Thumbs.db": "\xd0\xcf",
	"refs/tags/dài":                strings.Repeat("0", 64),
	"refs/remotes/origin/ngắn":     "0123",
}

func strew(t *testing.T, repo, name, text string) {
	t.Helper()
	at := filepath.Join(repo, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// A file beside the branches that is none stops nobody, at the shared folder and in a clone.
func TestStrayBesideBranches(t *testing.T) {
	for name, text := range stray {
		t.Run(name, func(t *testing.T) {
			share := newShare(t)
			lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
			for _, repo := range []string{share, filepath.Join(lan.dir, ".git")} {
				strew(t, repo, name, text)
			}
			hung := joined(t, share, "Hùng")
			lan.save("content/a.md", page("A", "Của Lan."))
			lan.send()
			lan.propose("gui-duyet", "content/a.md")
			hung.fetch()
			if got := hung.read("content/a.md"); got != page("A", "Của Lan.") {
				t.Errorf("the folder has %q", got)
			}
		})
	}
}

// A copy of a branch's file has no name of a branch, though it says where it stands.
func TestCopyOfBranchIsNone(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
	strew(t, share, "refs/heads/main (1)", git(t, share, "rev-parse", "main"))
	line, err := lan.dial()
	if err != nil {
		t.Fatal(err)
	}
	defer line.close()
	if all, err := line.branches(t.Context()); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
}

// A branch whose own file is damaged is told to who asks for it, and not taken for one that
// is not there, or for the older one that Git has packed.
func TestDamagedBranch(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "zeros": strings.Repeat("\x00", 41), "cut": "0123456789"} {
		for _, packed := range []bool{false, true} {
			share := newShare(t)
			lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
			hung := joined(t, share, "Hùng")
			hung.propose("gui-duyet", "content/a.md")
			if packed {
				git(t, share, "pack-refs", "--all")
				hung.git("pack-refs", "--all")
			}
			lan.save("content/a.md", page("A", "Của Lan."))
			strew(t, share, "refs/heads/gui-duyet", text)
			if _, err := lan.Proposed(t.Context(), "gui-duyet"); kindOf(err) != Broken {
				t.Errorf("%s, packed %t: a proposal: %v", name, packed, err)
			}
			lan.send() // of another branch
			strew(t, share, "refs/heads/main", text)
			if _, err := lan.Fetch(t.Context()); kindOf(err) != Broken {
				t.Errorf("%s, packed %t: Fetch: %v", name, packed, err)
			}
			if _, err := lan.Send(t.Context()); kindOf(err) != Broken {
				t.Errorf("%s, packed %t: Send: %v", name, packed, err)
			}
			if err := Join(t.Context(), options(t.TempDir(), share, "Nam")); kindOf(err) != Broken {
				t.Errorf("%s, packed %t: Join: %v", name, packed, err)
			}
			strew(t, hung.dir, ".git/refs/heads/main", text)
			hung.write("content/a.md", page("A", "Của Hùng."))
			if _, err := hung.SaveAll(); kindOf(err) != Damaged {
				t.Errorf("%s, packed %t: SaveAll: %v", name, packed, err)
			}
		}
	}
}
