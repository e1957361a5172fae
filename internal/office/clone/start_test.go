package clone

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk"
)

// A folder with anything in it does not become a repository, and nothing in it is changed;
// what a run left that was cut off does.
func TestStartShareElsewhere(t *testing.T) {
	for _, files := range [][]string{{"config"}, {"thu.docx"}, {"HEAD"}, {"HEAD", "config"}, {"objects"}, {".ssh/config"}} {
		dir := t.TempDir()
		for _, name := range files {
			at := filepath.Join(dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte("của tôi"), 0o666)); err != nil {
				t.Fatal(err)
			}
		}
		if err := StartShare(dir, "main", disk.System{}); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("%q: %v", files, err)
		}
		all, _ := os.ReadDir(dir)
		if len(all) != len(files) {
			t.Errorf("%q: now %v", files, all)
		}
		for _, name := range files {
			if data, _ := os.ReadFile(filepath.Join(dir, name)); string(data) != "của tôi" {
				t.Errorf("%q: %s is changed", files, name)
			}
		}
	}
	dir := filepath.Join(t.TempDir(), "trang.git")
	cut := errors.New("cut off")
	for _, name := range []string{"refs/tags", "HEAD"} {
		system := disk.System{Before: func(step disk.Step) error {
			if strings.HasSuffix(filepath.ToSlash(step.Name), name) || strings.HasSuffix(filepath.ToSlash(step.To), name) {
				return cut
			}
			return nil
		}}
		if err := StartShare(dir, "main", system); !errors.Is(err, cut) {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := StartShare(dir, "main", disk.System{}); err != nil {
			t.Fatal(err)
		}
	}
}

// A branch that Git does not take is refused before anything is written: a line more in
// .git/config can name a program that Git runs.
func TestBranchThatIsNone(t *testing.T) {
	share, remote := filepath.Join(t.TempDir(), "x.git"), newShare(t)
	for _, branch := range []string{"m\"] #\"\n[core]\n\tfsmonitor = touch x", "a b", "../x", "-f"} {
		o := options(filepath.Join(t.TempDir(), "trang"), remote, "Lan")
		o.Branch = branch
		_, open := Open(o)
		for _, err := range []error{StartShare(share, branch, disk.System{}), Start(o), Join(context.Background(), o), open} {
			if kindOf(err) != BadBranch {
				t.Errorf("%q: %v", branch, err)
			}
		}
		for _, dir := range []string{share, o.Dir} {
			if _, err := os.Lstat(dir); err == nil {
				t.Errorf("%q: %s is there", branch, dir)
			}
		}
	}
}

// .git/config says to Git what it says here, whatever stands in an address.
func TestConfigOf(t *testing.T) {
	dir := t.TempDir()
	o := options(dir, `\\may-chu\chung "A"\trang`, "Lan")
	o.Branch = "xa-an/tháng;7#a"
	if err := Start(o); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"remote.origin.url": o.Remote, "branch." + o.Branch + ".merge": "refs/heads/" + o.Branch} {
		if got := strings.TrimSuffix(git(t, dir, "config", "--local", key), "\n"); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}

// A branch that the remote does not have, and a remote without any, are told; nothing is
// left that would be in the way of the right name.
func TestJoinWithoutBranch(t *testing.T) {
	empty, remote := newShare(t), newShare(t)
	begun(t, remote, map[string]string{"content/a.md": page("A")})
	for _, c := range []struct{ remote, branch string }{{remote, "khac"}, {empty, "main"}} {
		o := options(filepath.Join(t.TempDir(), "trang"), c.remote, "Hoa")
		o.Branch = c.branch
		if err := Join(context.Background(), o); kindOf(err) != NoBranch {
			t.Errorf("%v: %v", c, err)
		}
		if _, err := os.Lstat(o.Dir); err == nil {
			t.Errorf("%v: the folder is there", c)
		}
		o.Remote, o.Branch = remote, "main"
		if err := Join(context.Background(), o); err != nil {
			t.Errorf("%v: %v", c, err)
		}
	}
}

// A clone is opened by a name from where the person stands.
func TestOpenRelative(t *testing.T) {
	lan := begun(t, newShare(t), map[string]string{"content/a.md": page("A")})
	t.Chdir(filepath.Join(lan.dir, "content"))
	for _, dir := range []string{"..", "../", filepath.Join("..", "..", filepath.Base(lan.dir))} {
		o := options(dir, lan.o.Remote, "Lan")
		if s := opened(t, o).state(); len(s.Unsaved) > 0 || s.Ahead > 0 {
			t.Errorf("%s: %+v", dir, s)
		}
	}
}
