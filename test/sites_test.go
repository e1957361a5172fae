// Package test builds whole sites and looks at what comes out.
package test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

var update = flag.Bool("update", false, "rewrite what is expected of the sites")

// Each folder of sites/ is a site in one situation. It is built, with the theme
// of theme/, and compared with its folder want/. A file "days" lists the days on
// which to build it; want/ then has a folder for each. A file "packs" has a
// pack on each line: its folder in want/, then topic=KEY, language=TAG, single=WHAT.
func TestSites(t *testing.T) {
	sites, err := filepath.Glob("sites/*/site.toml")
	if err != nil || len(sites) == 0 {
		t.Fatal("no sites", err)
	}
	for _, settings := range sites {
		folder := filepath.Dir(settings)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			if packs, err := os.ReadFile(filepath.Join(folder, "packs")); err == nil {
				for line := range strings.Lines(string(packs)) {
					words := strings.Fields(line)
					compare(t, filepath.Join(folder, "want", words[0]), packOf(t, folder, words[1:]))
				}
				return
			}
			days, err := os.ReadFile(filepath.Join(folder, "days"))
			if err != nil {
				compare(t, filepath.Join(folder, "want"), outcome(t, folder, "2026-06-15"))
				return
			}
			for _, day := range strings.Fields(string(days)) {
				compare(t, filepath.Join(folder, "want", day), outcome(t, folder, day))
			}
		})
	}
}

// site copies a site to a folder of its own and returns how to build it.
func site(t testing.TB, folder, day string) build.Options {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return options(t, dir, day)
}

func options(t testing.TB, dir, day string) build.Options {
	t.Helper()
	now, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: os.DirFS("theme"), Now: now, Fixed: true, Version: "0.1.0"}
}

func run(t testing.TB, o build.Options) build.Result {
	t.Helper()
	result, err := build.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// tree is a folder of files, by their paths.
type tree map[string]string

func read(t testing.TB, folder string) tree {
	t.Helper()
	files := tree{}
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path, _ := filepath.Rel(folder, name)
		path = filepath.ToSlash(path)
		if d.Type()&fs.ModeSymlink != 0 {
			files[path], err = os.Readlink(name)
			return err
		}
		data, err := os.ReadFile(name)
		files[path] = string(data)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// outcome builds a site and returns its files, with a report beside them.
func outcome(t *testing.T, folder, day string) tree {
	o := site(t, folder, day)
	result := run(t, o)
	files := read(t, o.Out)
	for path, text := range files {
		files[path] = readable(path, text)
		if strings.HasPrefix(path, "assets/share.") || kept.MatchString(path) || searched.MatchString(path) && !strings.Contains(folder, "two-languages") { // these have tests of their own
			delete(files, path)
		}
	}
	files["report.txt"] = report(result)
	return files
}

// readable puts every element on a line of its own, so that a difference can be
// read.
func readable(path, text string) string {
	switch filepath.Ext(path) {
	case ".html", ".xml":
		text = strings.ReplaceAll(text, "<", "\n<")
		return strings.TrimSpace(emptyLines.ReplaceAllString(text, "\n")) + "\n"
	}
	return text
}

// These change with every word of any page. One site shows what is searched.
var (
	kept     = regexp.MustCompile(`^(worker\.js|assets/(offline|photos)\..*\.json)$`)
	searched = regexp.MustCompile(`^(assets/search/.*|search\..*\.js)$`)
)

var emptyLines = regexp.MustCompile(`\n\s*\n`)

func report(r build.Result) string {
	var out bytes.Buffer
	fmt.Fprintf(&out, "pages: %d\n", r.Pages)
	if !r.Next.Day.IsZero() {
		fmt.Fprintf(&out, "next: %s, %d up, %d down\n", r.Next.Day.Format(time.DateOnly), r.Next.Up, r.Next.Down)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(&out, line(p))
	}
	return out.String()
}

// line is a problem as the tests name it.
func line(p problem.Problem) string {
	where := p.Place.File
	if p.Place.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", where, p.Place.Line, p.Place.Column)
	}
	return fmt.Sprintf("%s %s %s", where, p.Code, p.Severity)
}

func compare(t *testing.T, folder string, got tree) {
	t.Helper()
	if *update {
		rewrite(t, folder, got)
	}
	if diff := cmp.Diff(read(t, folder), got); diff != "" {
		t.Errorf("%s (- expected, + built; -update rewrites it):\n%s", folder, diff)
	}
}

func rewrite(t *testing.T, folder string, files tree) {
	t.Helper()
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	write(t, folder, files)
}

func write(t testing.TB, folder string, files tree) {
	t.Helper()
	for path, text := range files {
		name := filepath.Join(folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
