package output

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
	"loa/internal/base/problem"
)

func TestForeignFilesStay(t *testing.T) {
	cases := []struct {
		name     string
		ours     files // an earlier build
		foreign  files
		now      files
		problems []string
	}{
		{"beside", nil, files{"CNAME": "treem.vn", "anh/a.jpg": "x"}, small, nil},
		{"equal bytes", nil, files{"index.html": "home"}, small, nil},
		{"other bytes", nil, files{"index.html": "mine"}, small, []string{"output.not-ours public/index.html"}},
		{"same length", nil, files{"index.html": "hOme"}, small, []string{"output.not-ours public/index.html"}},
		{"two", nil, files{"index.html": "mine", "feed.xml": ""}, small,
			[]string{"output.not-ours public/feed.xml", "output.not-ours public/index.html"}},
		{"a file where a folder comes", nil, files{"duoi-nuoc": "mine"}, small, []string{"output.not-ours public/duoi-nuoc"}},
		{"a folder where a file comes", nil, files{"feed.xml/mine": "x"}, small, []string{"output.not-ours public/feed.xml/mine"}},
		{"in a folder that goes", files{"cu/index.html": "x"}, files{"cu/mine": "y"}, small, nil},
		{"in a folder that becomes a file", files{"feed.xml/index.html": "x"}, files{"feed.xml/a/mine": "y"}, small,
			[]string{"output.not-ours public/feed.xml/a/mine"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := site(t)
			out := filepath.Join(dir, "public")
			build(t, dir, c.ours)
			lay(t, out, c.foreign)
			before := read(t, out)
			s := open(t, dir, out)
			write(t, s, c.now)
			_, problems, err := s.Commit(context.Background())
			if err != nil || !slices.Equal(codes(problems), c.problems) {
				t.Fatal(codes(problems), err)
			}
			want := before
			if len(problems) == 0 {
				want = read(t, out)
				for path, content := range c.foreign {
					if want[path] != content {
						t.Errorf("%s was changed to %q", path, want[path])
					}
				}
			}
			expect(t, out, want)
		})
	}
}

func TestManyForeignFilesAreCounted(t *testing.T) {
	dir := site(t)
	out := filepath.Join(dir, "public")
	tree := files{}
	for i := range 50 {
		tree[fmt.Sprintf("%d.html", i)] = "x"
	}
	build(t, dir, tree)
	if err := os.RemoveAll(filepath.Join(dir, ".loa")); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, out)
	for path := range tree {
		write(t, s, files{path: "y"})
	}
	_, problems, err := s.Commit(context.Background())
	if err != nil || len(problems) != shown || problems[shown-1].Args["more"] != 50-shown {
		t.Error(problems, err)
	}
	expect(t, out, tree)
}

func TestALostListIsRegained(t *testing.T) {
	dir := site(t)
	build(t, dir, small)
	if err := os.RemoveAll(filepath.Join(dir, ".loa")); err != nil {
		t.Fatal(err)
	}
	if got := build(t, dir, small); got != (Report{Unchanged: len(small)}) {
		t.Errorf("%+v", got)
	}
	build(t, dir, with(small, "index.html", "edited"))
	expect(t, filepath.Join(dir, "public"), with(small, "index.html", "edited"))
}

func TestNothingGoesThroughLinks(t *testing.T) {
	for _, c := range []struct {
		link string // in the site's folder
		to   string
		want string
	}{
		{"public/duoi-nuoc", "elsewhere", "output.symlink public/duoi-nuoc"},
		{"public/duoi-nuoc", "content", "output.symlink public/duoi-nuoc"},
		{"public/index.html", "elsewhere/file", "output.symlink public/index.html"},
		{"public/index.html", "nowhere", "output.symlink public/index.html"},
		{"public/feed.xml", "public/feed.xml", "output.symlink public/feed.xml"},
		{"public", "elsewhere", "output.symlink public"},
		{"public", "nowhere", "output.symlink public"},
		{".loa", "elsewhere", "output.symlink .loa"},
	} {
		t.Run(c.link+" to "+c.to, func(t *testing.T) {
			dir := site(t)
			lay(t, dir, files{"elsewhere/file": "home", "public2/x": ""})
			link := filepath.Join(dir, c.link)
			os.MkdirAll(filepath.Dir(link), 0o777)
			disktest.Link(t, filepath.Join(dir, c.to), link)
			s, problems, err := Open(dir, filepath.Join(dir, "public"), disk.System{})
			if err != nil {
				t.Fatal(err)
			}
			if s != nil {
				defer s.Discard()
				write(t, s, small)
				_, problems, err = s.Commit(context.Background())
			}
			if got := codes(problems); err != nil || !slices.Equal(got, []string{c.want}) {
				t.Error(got, err)
			}
			expect(t, filepath.Join(dir, "elsewhere"), files{"file": "home"})
		})
	}
}

// A link that took the place of a file or folder of Loa's is not removed with
// it, nor is anything behind it.
func TestRemovalStopsAtLinks(t *testing.T) {
	dir := site(t)
	out := filepath.Join(dir, "public")
	build(t, dir, files{"a/x": "1", "b": "2", "c": "3"})
	lay(t, dir, files{"elsewhere/x": "1"})
	os.RemoveAll(filepath.Join(out, "a"))
	os.Remove(filepath.Join(out, "b"))
	disktest.Link(t, "../elsewhere", filepath.Join(out, "a"))
	disktest.Link(t, "../elsewhere/x", filepath.Join(out, "b"))
	if got := build(t, dir, files{"c": "3"}); got != (Report{Unchanged: 1}) {
		t.Errorf("%+v", got)
	}
	expect(t, filepath.Join(dir, "elsewhere"), files{"x": "1"})
}

func TestRefusedFolders(t *testing.T) {
	dir := filepath.Join(site(t), "site")
	lay(t, dir, files{"content/a/b.md": "", "static/x": "", "site.toml": ""})
	disktest.Link(t, dir, filepath.Join(filepath.Dir(dir), "twin"))
	for out, want := range map[string]problem.Code{
		".":                   problem.OutputHoldsSite,
		"..":                  problem.OutputHoldsSite,
		topOf(dir):            problem.OutputHoldsSite,
		"../twin":             problem.OutputHoldsSite,
		"content":             problem.OutputInSources,
		"content/a":           problem.OutputInSources,
		"content/new/public":  problem.OutputInSources,
		"../twin/content/out": problem.OutputInSources,
		"static/public":       problem.OutputInSources,
		".loa/public":         problem.OutputInSources, // not there yet, nor is data
		"data":                problem.OutputInSources,
		"Content":             problem.OutputInSources,
		"site.toml":           problem.OutputNotOurs,
		"public":              "",
		"a/b/public":          "",
		"../elsewhere":        "",
		"contents":            "",
	} {
		name := filepath.Join(dir, out)
		if out == "/" {
			name = out
		}
		s, problems, err := Open(dir, name, disk.System{})
		if s != nil {
			s.Discard()
		}
		var got problem.Code
		if len(problems) > 0 {
			got = problems[0].Code
		}
		if err != nil || got != want || (s == nil) != (want != "") {
			t.Errorf("%s: %v %v, expected %q", out, got, err, want)
		}
	}
}

func TestCheck(t *testing.T) {
	for path, good := range map[string]bool{
		"index.html": true, "đuối-nước/a.html": true, "a b/c": true, "con-cai/index.html": true, "icon.svg": true, "com/x": true, "com10": true,
		"": false, "/": false, "a/": false, "/a": false, ".": false, "a/./b": false, "../a": false, "a/../b": false,
		"con/index.html": false, "CON": false, "nul.txt": false, "aux.tar.gz": false, "com1": false, "LPT¹.x": false, "con .x": false,
		"c:x": false, "a:b": false, `a\b`: false, "a?b": false, "a*": false, "a\nb": false, "a\x00": false, "a.": false, "a ": false, "a\xff": false,
	} {
		if err := Check(path); (err == nil) != good {
			t.Errorf("%q: %v", path, err)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{"a/b", "../a", "con", "a\\b", "a//b", "C:x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if Check(path) == nil && !filepath.IsLocal(filepath.FromSlash(path)) {
			t.Errorf("%q leaves the folder", path)
		}
	})
}

// topOf is the root of the drive that a path lies on.
func topOf(path string) string { return filepath.VolumeName(path) + string(filepath.Separator) }
