package test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"loa/internal/generator/build"
	"loa/themes"
)

// own copies the project's own site, and builds it with its own theme.
func own(t testing.TB) build.Options {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"content", "static", "data"} {
		if _, err := os.Stat(filepath.Join("..", name)); err != nil {
			continue
		}
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile("../site.toml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, tree{"site.toml": string(settings)})
	o := options(t, dir, "2026-06-15")
	o.Builtin = themes.FS
	return o
}

// The project's own site has nothing to complain about.
func (s builtSite) clean(t *testing.T) {
	for _, p := range append(s.result.Problems, checked(t, s.options)...) {
		t.Error(line(p))
	}
	if s.result.Stopped || s.result.Pages < 50 {
		t.Error("stopped, or too few pages:", s.result.Pages)
	}
}

// The same files and the same day give the same bytes: in another folder, with
// any number of cores, over an earlier build or not, with or without .loa.
func TestSameBytes(t *testing.T) {
	o := own(t)
	run(t, o)
	want := read(t, o.Out)

	for _, cores := range []int{1, 8} {
		before := runtime.GOMAXPROCS(cores)
		again := own(t)
		run(t, again)
		runtime.GOMAXPROCS(before)
		expectTree(t, want, read(t, again.Out), "another folder")
	}

	second := run(t, o)
	if second.Report.Written != 0 || second.Report.Removed != 0 {
		t.Errorf("the second build wrote %d files and removed %d", second.Report.Written, second.Report.Removed)
	}
	if err := os.RemoveAll(filepath.Join(o.Dir, ".loa")); err != nil {
		t.Fatal(err)
	}
	if third := run(t, o); third.Stopped || third.Report.Written != 0 {
		t.Errorf("without .loa: stopped %v, wrote %d files", third.Stopped, third.Report.Written)
	}
	expectTree(t, want, read(t, o.Out), "without .loa")
}

func expectTree(t testing.TB, want, got tree, what string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s:\n%.2000s", what, diff)
	}
}
