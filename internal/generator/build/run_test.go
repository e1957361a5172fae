package build

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/themes"
)

// located is the beginning of a JPEG whose metadata say where it was taken.
const located = "\xff\xd8\xff\xe1\x00\x36http://ns.adobe.com/xap/1.0/\x00<exif:GPSLatitude>10</a\xff\xd9"

// tree is a folder with all that lies in it.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		all[strings.TrimPrefix(name, dir)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func equal(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			return false
		}
	}
	return true
}

func codesOf(problems []problem.Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, string(p.Code)+" "+p.Place.File)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// faulty is a site in which several stages have something to report.
func faulty(t *testing.T) Options {
	o := posterSite(t, "[budget]\npage = \"1 KB\"\n")
	put(t, o.Dir, "themes/own/theme.toml", "extends = \"loa\"\n")
	put(t, o.Dir, "themes/own/assets/xa.jpg", located)
	put(t, o.Dir, "site.toml", "title = \"Vì trẻ em\"\ntheme = \"own\"\nbase_url = \"https://x.example/\"\n[budget]\ncss = \"1 KB\"\n")
	put(t, o.Dir, "static/nha.jpg", located)
	put(t, o.Dir, "content/nuoc/ao.md", "+++\ntitle = \"Ao\"\nsummary = \"Ao.\"\n+++\nRào ao, [xem](/nuoc/gieng.md#khong-co).\n")
	put(t, o.Dir, "content/nuoc/thua.jpg", located)
	o.Builtin = themes.FS
	return o
}

// TestCheckFindsWhatABuildFinds, and more.
func TestCheckFindsWhatABuildFinds(t *testing.T) {
	o := faulty(t)
	built, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := Check(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	found := codesOf(checked.Problems)
	for _, want := range []string{"picture.gps static/nha.jpg", "picture.gps themes/own/assets/xa.jpg"} {
		if !slices.Contains(codesOf(built.Problems), want) {
			t.Errorf("the build does not report %s: %q", want, codesOf(built.Problems))
		}
	}
	for _, p := range codesOf(built.Problems) {
		if !slices.Contains(found, p) {
			t.Errorf("the check does not report %s", p)
		}
	}
}

// TestCheckWritesNothing, not even to the caches.
func TestCheckWritesNothing(t *testing.T) {
	o := faulty(t)
	put(t, o.Dir, "content/nuoc/ao.jpg", located)
	before := tree(t, o.Dir)
	if _, err := Check(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if !equal(before, tree(t, o.Dir)) {
		t.Error("the folder is another")
	}
}

// TestTwoBuilds of the same site give the same bytes, and the second changes no file.
func TestTwoBuilds(t *testing.T) {
	o := posterSite(t, "")
	o.Workers, o.Compress = 1, true
	first, err := Run(context.Background(), o)
	if err != nil || first.Stopped {
		t.Fatal(err, first.Problems)
	}
	before := tree(t, o.Out)
	o.Workers = 4
	second, err := Run(context.Background(), o)
	if err != nil || second.Report.Written+second.Report.Removed != 0 || second.Report.Unchanged != len(before) {
		t.Errorf("%+v of %d files, %v", second.Report, len(before), err)
	}
	elsewhere := o
	elsewhere.Out = filepath.Join(t.TempDir(), "public")
	if _, err := Run(context.Background(), elsewhere); err != nil {
		t.Fatal(err)
	}
	if !equal(before, tree(t, o.Out)) || !equal(before, tree(t, elsewhere.Out)) {
		t.Error("the bytes differ")
	}
}

// TestStopped: with an error in the sources, and with a warning under Strict, the output stays
// as it was.
func TestStopped(t *testing.T) {
	o := posterSite(t, "")
	if r, err := Run(context.Background(), o); err != nil || r.Stopped {
		t.Fatal(err, r.Problems)
	}
	before := tree(t, o.Out)
	for _, c := range []struct {
		text    string
		strict  bool
		stopped bool
	}{
		{"+++\ntitle = \"Ao\n+++\n", false, true},
		{"+++\ntitle = \"Ao\"\n+++\n[Xem](/nuoc/gieng.md#khong-co).\n", true, true},
		{"+++\ntitle = \"Ao\"\n+++\nRào ao.\n", false, false},
	} {
		put(t, o.Dir, "content/nuoc/ao.md", c.text)
		o.Strict = c.strict
		r, err := Run(context.Background(), o)
		if err != nil || r.Stopped != c.stopped || !equal(before, tree(t, o.Out)) {
			t.Errorf("%q: stopped %v, %v, %v", c.text, r.Stopped, r.Problems, err)
		}
	}
}

// TestAStageThatFails: an I/O error ends the build, and the output stays as it was.
func TestAStageThatFails(t *testing.T) {
	o := posterSite(t, "")
	if r, err := Run(context.Background(), o); err != nil || r.Stopped {
		t.Fatal(err, r.Problems)
	}
	before := tree(t, o.Out)
	put(t, o.Dir, "content/nuoc/ao.md", "+++\ntitle = \"Ao khác\"\n+++\n")
	o.Entries = func(int) { // its front matter has been read, its text not yet
		if err := os.Remove(filepath.Join(o.Dir, "content/nuoc/gieng.md")); err != nil {
			t.Error(err)
		}
	}
	if _, err := Run(context.Background(), o); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a text went away: %v", err)
	}
	if !equal(before, tree(t, o.Out)) {
		t.Error("the output is another")
	}
	o.Entries = nil
	ctx, cancel := context.WithCancel(context.Background())
	o.Placed = func(string, output.Class) { cancel() }
	if _, err := Run(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
	if !equal(before, tree(t, o.Out)) {
		t.Error("the output is another")
	}
}

// TestStageEndsAtFailure: no stage runs after one that failed.
func TestStageEndsAtFailure(t *testing.T) {
	p := load(t, begun(t))
	full := errors.New("the disk is full")
	r := &run{Project: p, ctx: context.Background(), sink: failing{full}, parts: check.NewParts()}
	if err := r.all(building); !errors.Is(err, full) {
		t.Fatal(err)
	}
	if r.count != 0 {
		t.Errorf("%d pages were made after the assets failed", r.count)
	}
}

type failing struct{ err error }

func (f failing) Write(string, output.Class, []byte) error       { return f.err }
func (f failing) Copy(string, output.Class, Opener, int64) error { return f.err }

// noted is a sink that lists what it gets.
type noted struct{ paths *[]string }

func (n noted) Write(path string, _ output.Class, _ []byte) error {
	*n.paths = append(*n.paths, path)
	return nil
}
func (n noted) Copy(path string, _ output.Class, _ Opener, _ int64) error {
	*n.paths = append(*n.paths, path)
	return nil
}

// TestOne: what an output becomes goes to the sink, and what is wrong with it to the run.
func TestOne(t *testing.T) {
	p := load(t, begun(t))
	wrong := []problem.Problem{problem.New(problem.PictureGPS, problem.Place{File: "a"}, nil)}
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("x")), nil }
	make := func(m Made, err error) func() (Made, error) { return func() (Made, error) { return m, err } }
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		output Output
		put    bool
		told   int
		err    error
	}{
		"bytes":          {Output{make: make(Made{Data: []byte("x")}, nil)}, true, 0, nil},
		"no bytes":       {Output{make: make(Made{Problems: wrong}, nil)}, false, 1, nil},
		"empty":          {Output{make: ready(nil)}, true, 0, nil},
		"bytes, problem": {Output{make: make(Made{Data: []byte("x"), Problems: wrong}, nil)}, true, 1, nil},
		"broken":         {Output{make: make(Made{}, broken)}, false, 0, broken},
		"copied":         {Output{Open: open}, true, 0, nil},
		"copied, told":   {Output{Open: open, look: func() verdict { return verdict{problems: wrong} }}, true, 1, nil},
		"refused":        {Output{Open: open, look: func() verdict { return verdict{wrong, true} }}, false, 1, nil},
	} {
		var paths []string
		r := &run{Project: p, ctx: context.Background(), sink: noted{&paths}}
		c.output.Path = "a.bin"
		if err := r.one(c.output); !errors.Is(err, c.err) || (len(paths) == 1) != c.put || len(r.wrong) != c.told {
			t.Errorf("%s: %q, %v, %v", name, paths, r.wrong, err)
		}
	}
}

// TestReadyIsCopied: callers may write into what they get.
func TestReadyIsCopied(t *testing.T) {
	data := []byte("abc")
	one, _ := ready(data)()
	one.Data[0] = 'x'
	if two, err := ready(data)(); err != nil || string(two.Data) != "abc" {
		t.Errorf("%q, %v", two.Data, err)
	}
}

// TestRelease: only what a template made is given back.
func TestRelease(t *testing.T) {
	page := rendered(render.Output{HTML: []byte("x")})
	page.Release()
	file := Made{Data: []byte("x")}
	file.Release()
	if page.Data != nil || string(file.Data) != "x" {
		t.Errorf("%q, %q", page.Data, file.Data)
	}
}

// TestOff: problems that the settings turned off are not kept.
func TestOff(t *testing.T) {
	dir := begun(t)
	put(t, dir, "site.toml", settings("Tên")+"[check]\n\"picture.gps\" = \"off\"\n")
	r := &run{Project: load(t, dir)}
	r.report([]problem.Problem{problem.New(problem.PictureGPS, problem.Place{}, nil), problem.New(problem.FileUnused, problem.Place{}, nil)})
	if len(r.wrong) != 1 || r.wrong[0].Code != problem.FileUnused {
		t.Error(r.wrong)
	}
}

// TestOutputsAreThoseOfABuild: the preview lists every file that a build writes, but those of
// content/ and what only a build can know.
func TestOutputsAreThoseOfABuild(t *testing.T) {
	o := posterSite(t, "")
	listed := map[string]bool{}
	p, err := Load(o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, out := range p.Outputs() {
		if listed[out.Path] {
			t.Errorf("%s is listed twice", out.Path)
		}
		listed[out.Path] = true
	}
	if r, err := Run(context.Background(), o); err != nil || r.Stopped {
		t.Fatal(err, r.Problems)
	}
	for name := range tree(t, o.Out) {
		name = strings.TrimPrefix(filepath.ToSlash(name), "/")
		late := strings.HasPrefix(name, "assets/search/") || strings.HasPrefix(name, "assets/offline.") || strings.HasPrefix(name, "assets/photos.")
		if !listed[name] && !late {
			t.Errorf("%s is not listed", name)
		}
	}
}
