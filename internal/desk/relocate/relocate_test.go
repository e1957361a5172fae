package relocate

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/themes"
)

// now is the day of the tests.
var now = time.Date(2026, 6, 15, 8, 30, 0, 0, time.UTC)

// TestMove moves entries of the sites in testdata: the comment of each says what, the
// files behind "want/" what the site is then, and nothing else has changed. The site has
// no error before and none after.
func TestMove(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir, want := unpack(t, archive)
			wish := strings.Fields(strings.SplitN(string(archive.Comment), "\n", 2)[0])
			if len(wish) != 3 {
				t.Fatal("the comment begins with file, section and name")
			}
			w := Wish{File: wish[0], Section: strings.Trim(wish[1], "."), Name: wish[2]}
			before := problems(t, dir)
			plan, err := New(load(t, dir), w)
			if fault := (*Error)(nil); errors.As(err, &fault) {
				if got := string(fault.Fault) + " " + fault.Name + "\n"; got != want["fault"] {
					t.Fatalf("the fault is %q, not %q", got, want["fault"])
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			folder, err := sourceedit.Open(dir, disk.System{}, func() time.Time { return now })
			if err != nil {
				t.Fatal(err)
			}
			defer folder.Close()
			if err := plan.Do(folder); err != nil {
				t.Fatal(err)
			}
			compare(t, dir, want)
			if after := problems(t, dir); strings.Join(before, "\n") != strings.Join(after, "\n") {
				t.Errorf("before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
			}
		})
	}
}

// unpack writes the site, and returns what it should become.
func unpack(t *testing.T, archive *txtar.Archive) (dir string, want map[string]string) {
	t.Helper()
	dir, want = filepath.Join(t.TempDir(), "site"), map[string]string{}
	stamp(archive)
	for _, f := range archive.Files {
		if name, later := strings.CutPrefix(f.Name, "want/"); later {
			want[name] = string(f.Data)
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, f.Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range archive.Files {
		if _, changed := want[f.Name]; !changed && !strings.HasPrefix(f.Name, "want/") {
			want[f.Name] = string(f.Data) // unless it has gone
		}
	}
	return dir, want
}

// sumOf is the place of the sum of a file, by its name in the archive.
var sumOf = regexp.MustCompile(`\{sum ([^}]+)\}`)

// stamp puts sums in their places.
func stamp(archive *txtar.Archive) {
	texts := map[string][]byte{}
	for _, f := range archive.Files {
		texts[f.Name] = f.Data
	}
	for i, f := range archive.Files {
		archive.Files[i].Data = sumOf.ReplaceAllFunc(f.Data, func(place []byte) []byte {
			sum := content.StampOf(texts[string(sumOf.FindSubmatch(place)[1])])
			if strings.HasSuffix(f.Name, content.ApprovalsFile) {
				sum.Parts = nil
			}
			return []byte(sum.String())
		})
	}
}

// compare looks at all files of the site. One that is wanted with the text "gone" is not
// there.
func compare(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case text == "gone\n" && errors.Is(err, fs.ErrNotExist):
		case text == "gone\n":
			t.Errorf("%s is still there", name)
		case err != nil:
			t.Error(err)
		case string(got) != text:
			t.Errorf("%s is\n%s\nnot\n%s", name, got, text)
		}
	}
}

func load(t *testing.T, dir string) *build.Project {
	t.Helper()
	p, err := build.Load(build.Options{Dir: dir, Roots: []string{filepath.Dir(dir)}, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: now, Fixed: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// problems are the errors of a site, and the warnings that a move could cause.
func problems(t *testing.T, dir string) (all []string) {
	t.Helper()
	result, err := load(t, dir).Look(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range result.Problems {
		if p.Severity == problem.Error || strings.HasPrefix(string(p.Code), "translation") || strings.HasPrefix(string(p.Code), "file") || strings.HasPrefix(string(p.Code), "alias") {
			all = append(all, string(p.Code))
		}
	}
	slices.Sort(all)
	return all
}
