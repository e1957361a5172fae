package output

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// files maps paths to contents, of a site or of a folder.
type files map[string]string

// site makes a folder with a content folder in it.
func site(t testing.TB) string {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

func open(t testing.TB, dir, out string) *Stage {
	t.Helper()
	s, problems, err := Open(dir, out, disk.System{})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	t.Cleanup(func() { s.Discard() })
	return s
}

func write(t testing.TB, s *Stage, tree files) {
	t.Helper()
	for path, content := range tree {
		if err := s.Write(path, classOf(path), []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
}

func classOf(path string) Class {
	switch {
	case path == "warnings.json":
		return First
	case path == "index.html", strings.HasSuffix(path, ".xml"):
		return EntryPoint
	case strings.HasSuffix(path, ".html"):
		return Page
	}
	return Asset
}

// build is a whole build of a tree into public/.
func build(t testing.TB, dir string, tree files) Report {
	t.Helper()
	s := open(t, dir, filepath.Join(dir, "public"))
	write(t, s, tree)
	report, problems, err := s.Commit(context.Background())
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	return report
}

// lay puts files into a folder behind Loa's back.
func lay(t testing.TB, dir string, tree files) {
	t.Helper()
	for path, content := range tree {
		name := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns all files below a folder, and its empty folders with a slash at
// the end.
func read(t testing.TB, dir string) files {
	t.Helper()
	tree := files{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, _ := filepath.Rel(dir, name)
		if e.IsDir() {
			if below, _ := os.ReadDir(name); len(below) == 0 {
				tree[filepath.ToSlash(path)+"/"] = ""
			}
			return nil
		}
		data, err := os.ReadFile(name)
		tree[filepath.ToSlash(path)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func expect(t testing.TB, dir string, want files) {
	t.Helper()
	got := read(t, dir)
	if !maps.Equal(got, want) {
		t.Fatalf("there are %v, expected %v", got, want)
	}
}

func codes(problems []problem.Problem) (list []string) {
	for _, p := range problems {
		list = append(list, string(p.Code)+" "+p.Place.File)
	}
	return list
}

var small = files{
	"index.html":             "home",
	"duoi-nuoc/index.html":   "section",
	"duoi-nuoc/a/index.html": "a",
	"feed.xml":               "<feed/>",
	"css/loa.1234.css":       "body{}",
}

func with(tree files, path, content string) files {
	tree = maps.Clone(tree)
	tree[path] = content
	return tree
}

func without(tree files, path string) files {
	tree = maps.Clone(tree)
	delete(tree, path)
	return tree
}

func TestCommit(t *testing.T) {
	sitemap := with(small, "sitemap.xml", "<urlset/>")
	cases := []struct {
		name          string
		before, after files
		want          Report
	}{
		{"first", nil, small, Report{Written: 5, Bytes: 4 + 7 + 1 + 7 + 6}},
		{"nothing new", small, small, Report{Unchanged: 5}},
		{"one edited", small, with(small, "index.html", "HOME"), Report{Written: 1, Unchanged: 4, Bytes: 4}},
		{"one longer", small, with(small, "index.html", "home, sweet home"), Report{Written: 1, Unchanged: 4, Bytes: 16}},
		{"one more", small, sitemap, Report{Written: 1, Unchanged: 5, Bytes: 9}},
		{"one less", sitemap, small, Report{Unchanged: 5, Removed: 1}},
		{"a folder less", small, without(small, "duoi-nuoc/a/index.html"), Report{Unchanged: 4, Removed: 1}},
		{"all gone", small, files{}, Report{Removed: 5}},
		{"file to folder", files{"tin": "x"}, files{"tin/index.html": "y"}, Report{Written: 1, Removed: 1, Bytes: 1}},
		{"folder to file", files{"tin/a/b": "x", "tin/c": "z"}, files{"tin": "y"}, Report{Written: 1, Removed: 2, Bytes: 1}},
		{"other capitals", files{"Be.jpg": "x"}, files{"be.jpg": "x"}, Report{Written: 1, Removed: 1, Bytes: 1}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := site(t)
			build(t, dir, c.before)
			if got := build(t, dir, c.after); got != c.want {
				t.Errorf("report %+v, expected %+v", got, c.want)
			}
			if len(c.after) > 0 {
				expect(t, filepath.Join(dir, "public"), c.after)
			}
			if again := build(t, dir, c.after); again.Written+again.Removed > 0 {
				t.Errorf("a second build changed something: %+v", again)
			}
		})
	}
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	dir := site(t)
	build(t, dir, small)
	stat := func() (list []fs.FileInfo) {
		for _, path := range slices.Sorted(maps.Keys(small)) {
			info, err := os.Lstat(filepath.Join(dir, "public", path))
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, info)
		}
		return list
	}
	before := stat()
	build(t, dir, small)
	for i, info := range stat() {
		if !os.SameFile(info, before[i]) || !info.ModTime().Equal(before[i].ModTime()) {
			t.Errorf("%s was written again", info.Name())
		}
	}
}

// TestKeep: a file that is kept counts as a file of the site, and is not looked at.
func TestKeep(t *testing.T) {
	dir := site(t)
	build(t, dir, small)
	s, problems, err := Open(dir, filepath.Join(dir, "public"), disk.System{})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	defer s.Discard()
	kept := slices.Max(slices.Collect(maps.Keys(small)))
	for path := range small {
		if path == kept {
			continue
		}
		if err := s.Write(path, Page, []byte("khác")); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Keep(kept, Page); err != nil {
		t.Fatal(err)
	}
	if err := s.Keep(kept, Page); err == nil {
		t.Error("a file is kept twice")
	}
	for _, p := range s.Placed() {
		if p.Fresh != (p.Path != kept) {
			t.Errorf("%+v", p)
		}
	}
	report, problems, err := s.Commit(context.Background())
	if err != nil || len(problems) > 0 || report.Unchanged != 1 || report.Removed != 0 || report.Written != len(small)-1 {
		t.Errorf("%+v, %v, %v", report, problems, err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "public", kept)); err != nil || string(data) != small[kept] {
		t.Errorf("%s: %q, %v", kept, data, err)
	}
}

func TestNothingChangesBeforeCommit(t *testing.T) {
	dir := site(t)
	build(t, dir, small)
	s := open(t, dir, filepath.Join(dir, "public"))
	write(t, s, files{"index.html": "new", "b/index.html": "b"})
	expect(t, filepath.Join(dir, "public"), small)
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	expect(t, filepath.Join(dir, "public"), small)
	if err := s.Write("late.html", Page, nil); err == nil {
		t.Error("a discarded stage takes files")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".loa/outputs/*/stage")); len(left) > 0 {
		t.Error("waiting files are left behind")
	}
}

func TestCopyStreams(t *testing.T) {
	dir := site(t)
	long := strings.Repeat("0123456789", 100_000)
	for i, c := range []struct {
		content string
		size    int64
		written int
	}{
		{long, int64(len(long)), 1}, {long, int64(len(long)), 0}, {long, -1, 0},
		{long[:chunk], -1, 1}, {long[:chunk], chunk, 0},
		{long[:chunk-1] + "x", chunk, 1}, {long[:2*chunk] + "y", -1, 1}, {"", 0, 1}, {"", -1, 0},
	} {
		s := open(t, dir, filepath.Join(dir, "public"))
		from := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(c.content)), nil }
		if err := s.Copy("phim.mp4", Asset, from, c.size); err != nil {
			t.Fatal(err)
		}
		report, _, err := s.Commit(context.Background())
		if err != nil || report.Written != c.written {
			t.Errorf("case %d: %+v %v", i, report, err)
		}
		s.Discard()
		expect(t, filepath.Join(dir, "public"), files{"phim.mp4": c.content})
	}
}

func TestMisuseIsAnError(t *testing.T) {
	dir := site(t)
	s := open(t, dir, filepath.Join(dir, "public"))
	write(t, s, files{"a": "1"})
	for _, path := range []string{"a", "", "/a", "a/", "../a", "a//b", "b\\c", draftName} {
		if err := s.Write(path, Page, nil); err == nil {
			t.Errorf("%q was accepted", path)
		}
	}
}

func TestAFileAndAFolderAtOnePath(t *testing.T) {
	for _, paths := range [][]string{{"a", "a/b"}, {"a/b", "a"}, {"a.html/b/c", "a.html"}, {"x", "a.html", "a.html/b/c"}} {
		dir := site(t)
		s := open(t, dir, filepath.Join(dir, "public"))
		for _, path := range paths {
			write(t, s, files{path: path})
		}
		if _, _, err := s.Commit(context.Background()); err == nil || !strings.Contains(err.Error(), "cannot be a file and the folder of") {
			t.Errorf("%v: %v", paths, err)
		}
		if _, err := os.Lstat(filepath.Join(dir, "public")); err == nil {
			t.Errorf("%v: a refused commit wrote something", paths)
		}
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	dir := site(t)
	s := open(t, dir, filepath.Join(dir, "public"))
	_, _, err := Open(dir, filepath.Join(dir, "public"), disk.System{})
	if _, busy := err.(*Busy); !busy {
		t.Errorf("the second build got %v", err)
	}
	other, _, err := Open(dir, filepath.Join(dir, "other"), disk.System{})
	if err != nil {
		t.Fatal("another output folder is another matter:", err)
	}
	other.Discard()
	s.Discard()
	open(t, dir, filepath.Join(dir, "public"))
}

func TestAMovedSiteKnowsItsFiles(t *testing.T) {
	old := site(t)
	build(t, old, small)
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(old, moved); err != nil {
		t.Fatal(err)
	}
	if got := build(t, moved, files{"index.html": "other"}); got != (Report{Written: 1, Removed: 4, Bytes: 5}) {
		t.Errorf("%+v", got)
	}
}

// Any order of writing, from any number of goroutines, gives the same tree.
func TestOrderDoesNotMatter(t *testing.T) {
	tree := files{}
	for i := range 300 {
		tree[fmt.Sprintf("muc-%d/bai-%d/index.html", i%7, i)] = strings.Repeat("x", i)
	}
	for _, goroutines := range []int{1, 3, 16} {
		dir := site(t)
		build(t, dir, files{"muc-3": "a file where a folder comes", "cu/index.html": "old"})
		s := open(t, dir, filepath.Join(dir, "public"))
		paths := make(chan string)
		done := make(chan error)
		for range goroutines {
			go func() {
				var failed error
				for path := range paths {
					if err := s.Write(path, Page, []byte(tree[path])); err != nil {
						failed = err
					}
				}
				done <- failed
			}()
		}
		for path := range tree { // in Go's random order
			paths <- path
		}
		close(paths)
		for range goroutines {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		report, problems, err := s.Commit(context.Background())
		if err != nil || len(problems) > 0 || report.Written != 300 || report.Removed != 2 {
			t.Fatal(report, problems, err)
		}
		expect(t, filepath.Join(dir, "public"), tree)
	}
}
