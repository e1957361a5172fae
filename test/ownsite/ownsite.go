// Package ownsite builds the project's own site for tests.
//
//	public := ownsite.Build(t)
package ownsite

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/themes"
)

// Day is the day of the build: the tests find the same site on every day.
func Day() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) }

// Build builds the site from a copy of its sources and returns the folder of
// the output, which is gone after the test. Errors end the test.
func Build(t testing.TB) string {
	t.Helper()
	dir := Sources(t)
	BuildIn(t, dir)
	return filepath.Join(dir, "public")
}

// Root is the folder of the repository: that above the test's which has the go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			t.Fatal("no go.mod above the folder of the test")
		}
		dir = above
	}
}

// Sources copies the site's sources to a folder, which is gone after the test.
func Sources(t testing.TB) string {
	t.Helper()
	root, dir := Root(t), t.TempDir()
	for _, name := range []string{"content", "static", "data"} {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			continue
		}
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile(filepath.Join(root, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), settings, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Options say how a site in a folder is built.
func Options(dir string) build.Options {
	return build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: Day(), Fixed: true}
}

// BuildIn builds a site into its folder public and returns what is wrong in it
// without being an error.
func BuildIn(t testing.TB, dir string) []problem.Problem {
	t.Helper()
	result, err := build.Run(context.Background(), Options(dir))
	if err != nil {
		t.Fatal(err)
	}
	if result.Stopped {
		for _, p := range result.Problems {
			if p.Severity == problem.Error {
				t.Error(problem.Text(p, problem.WordsFor("en")))
			}
		}
		t.Fatal("the site does not build")
	}
	return result.Problems
}
