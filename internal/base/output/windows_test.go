package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	pathpkg "path"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

// buildOn is a whole build on a Windows disk.
func buildOn(t *testing.T, w *disktest.Windows, dir, out string, tree files) error {
	t.Helper()
	s, problems, err := Open(dir, out, w.System())
	if err != nil || len(problems) > 0 {
		return fmt.Errorf("%v %w", problems, err)
	}
	defer func() {
		if err := s.Discard(); err != nil {
			t.Errorf("what waited cannot be removed: %v", err)
		}
	}()
	s.disk = caseless{s.disk.(*folders)}
	s.tree = newTree(s.disk)
	for path, content := range tree {
		if err := s.Write(path, classOf(path), []byte(content)); err != nil {
			return err
		}
	}
	_, problems, err = s.Commit(context.Background())
	if len(problems) > 0 {
		err = errors.Join(err, fmt.Errorf("problems: %v", codes(problems)))
	}
	return err
}

// Nothing is removed, renamed or replaced while it is open, whatever the site was
// and becomes.
func TestWindowsBuilds(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after files
	}{
		{"first", nil, small},
		{"edited", small, with(small, "index.html", "HOME")},
		{"gone", small, without(small, "feed.xml")},
		{"other capitals, the same bytes", files{"Hinh1.PNG": "x"}, files{"hinh1.png": "x"}},
		{"other capitals, other bytes", files{"hinh1.png": "x"}, files{"Hinh1.PNG": "y"}},
		{"a folder in other capitals", files{"Anh/a.jpg": "x", "Anh/b.jpg": "y"}, files{"anh/a.jpg": "x", "anh/c.jpg": "z"}},
		{"a file becomes a folder in other capitals", files{"Tin": "x"}, files{"tin/index.html": "y"}},
		{"a folder becomes a file in other capitals", files{"Tin/a/b": "x", "Tin/c": "z"}, files{"tin": "y"}},
	} {
		for _, drive := range []string{"public", "D"} {
			t.Run(c.name+" to "+drive, func(t *testing.T) {
				w, dir := disktest.New(t), site(t)
				out := filepath.Join(dir, drive)
				if drive == "D" {
					drive := t.TempDir()
					out = filepath.Join(drive, "web")
					w.Drive(drive)
				}
				for _, tree := range []files{c.before, c.after, c.after} {
					if err := buildOn(t, w, dir, out, tree); err != nil {
						t.Fatal(err)
					}
					if len(tree) > 0 {
						expect(t, out, tree)
					}
				}
			})
		}
	}
}

// A file of somebody else whose name differs in capitals alone stays.
func TestWindowsCapitalsOfOthers(t *testing.T) {
	w, dir := disktest.New(t), site(t)
	out := filepath.Join(dir, "public")
	lay(t, out, files{"Hinh1.PNG": "mine"})
	if err := buildOn(t, w, dir, out, files{"hinh1.png": "x"}); err == nil || !strings.Contains(err.Error(), "output.not-ours") {
		t.Error(err)
	}
	expect(t, out, files{"Hinh1.PNG": "mine"})
}

// A file that another program has open is tried again, and then named with it; a
// full or locked disk and a read-only file are told as what they are.
func TestWindowsRefusals(t *testing.T) {
	for _, c := range []struct {
		name  string
		where func(w *disktest.Windows, out, dir string)
		want  disk.Refusal
		file  string
	}{
		{"held for a moment", func(w *disktest.Windows, out, _ string) { w.Hold(filepath.Join(out, "index.html"), 3) }, 0, ""},
		{"held", func(w *disktest.Windows, out, _ string) { w.Hold(filepath.Join(out, "index.html"), -1) }, disk.InUse, "index.html"},
		{"to be removed and held", func(w *disktest.Windows, out, _ string) { w.Hold(filepath.Join(out, "feed.xml"), -1) }, disk.InUse, "feed.xml"},
		{"full", func(w *disktest.Windows, _, _ string) { w.Fill() }, disk.Full, ""},
		{"protected", func(w *disktest.Windows, _, _ string) { w.Protect() }, disk.Protected, ""},
		{"read-only", func(_ *disktest.Windows, out, _ string) { os.Chmod(filepath.Join(out, "index.html"), 0o444) }, disk.ReadOnly, "index.html"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, dir := disktest.New(t), site(t)
			out := filepath.Join(dir, "public")
			if err := buildOn(t, w, dir, out, small); err != nil {
				t.Fatal(err)
			}
			c.where(w, out, dir)
			err := buildOn(t, w, dir, out, without(with(small, "index.html", "new!"), "feed.xml"))
			if got := disk.Why(err); got != c.want {
				t.Fatalf("%v (%v), not %v", got, err, c.want)
			}
			var refused *disk.Refused
			if c.want == 0 {
				if w.Waited() == 0 {
					t.Error("nothing waited")
				}
				return
			}
			if c.file != "" && (!errors.As(err, &refused) || refused.Path != filepath.Join(out, c.file)) {
				t.Errorf("the error is %#v", err)
			}
			if c.want == disk.InUse && fmt.Sprint(refused.Programs) != "["+disktest.Program+"]" {
				t.Errorf("%v", refused.Programs)
			}
		})
	}
}

// caseless looks for names as Windows does: the names of what is there may differ
// in capitals from those that are asked for.
type caseless struct{ *folders }

// find is a path as the disk spells it.
func (c caseless) find(path string) string {
	found := "."
	for part := range strings.SplitSeq(path, "/") {
		if c.out != nil {
			entries, _ := fs.ReadDir(c.out.FS(), found)
			for _, e := range entries {
				if strings.EqualFold(e.Name(), part) {
					part = e.Name()
				}
			}
		}
		found = pathpkg.Join(found, part)
	}
	return found
}

// below is a path whose folder is as the disk spells it.
func (c caseless) below(path string) string {
	return pathpkg.Join(c.find(pathpkg.Dir(path)), pathpkg.Base(path))
}

func (c caseless) lstat(path string) (fs.FileInfo, error)  { return c.folders.lstat(c.find(path)) }
func (c caseless) open(path string) (io.ReadCloser, error) { return c.folders.open(c.find(path)) }
func (c caseless) remove(path string) error                { return c.folders.remove(c.find(path)) }
func (c caseless) mkdir(path string) error {
	if _, err := c.lstat(path); err == nil {
		return fs.ErrExist
	}
	return c.folders.mkdir(c.below(path))
}

func (c caseless) entries(path string) ([]fs.DirEntry, error) {
	return c.folders.entries(c.find(path))
}

func (c caseless) place(class Class, path string) error {
	if dir := pathpkg.Dir(path); dir != "." && c.find(dir) != dir {
		return fmt.Errorf("%s: its folder keeps its old capitals", path)
	}
	return c.folders.place(class, path)
}

func (c caseless) placeFolder(class Class, dir string) error {
	if _, err := c.lstat(dir); err == nil {
		return fs.ErrExist
	}
	return c.folders.placeFolder(class, dir)
}
