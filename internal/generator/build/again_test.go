package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/themes"
)

// remembering are options of a build that remembers.
func remembering(dir string) Options {
	return Options{
		Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC),
		Memory: &Memory{Program: func() string { return "1" }, Clock: time.Now},
	}
}

// builtAgain builds and reports whether the result was known.
func builtAgain(t *testing.T, o Options) (Result, bool) {
	t.Helper()
	return knownOf(t, o, Run)
}

// knownOf builds or checks and reports whether the result was known.
func knownOf(t *testing.T, o Options, run func(context.Context, Options) (Result, error)) (Result, bool) {
	t.Helper()
	known := true
	o.Entries = func(int) { known = false }
	result, err := run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return result, known
}

// spoil changes what is remembered, if anything is; it reports whether nothing is.
func spoil(t *testing.T, o *Options, change func(data []byte) []byte) bool {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join(o.Dir, ".loa", "outputs", "*", memoryFile))
	for _, name := range found {
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(name, change(data), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return len(found) == 0
}

// disturbances are what may happen between two builds, beside edits of the site.
// Each reports whether the next build may still be known.
var disturbances = map[string]func(t *testing.T, r *rand.Rand, o *Options) bool{
	"nothing": func(*testing.T, *rand.Rand, *Options) bool { return true },
	"an output is gone": func(t *testing.T, _ *rand.Rand, o *Options) bool {
		return os.Remove(filepath.Join(o.Out, "index.html")) != nil
	},
	"an output has other bytes of equal length and time": func(t *testing.T, _ *rand.Rand, o *Options) bool {
		name := filepath.Join(o.Out, "index.html")
		info, err := os.Stat(name)
		if err != nil {
			return true
		}
		data, _ := os.ReadFile(name)
		data[len(data)/2] ^= 1
		os.WriteFile(name, data, 0o666)
		os.Chtimes(name, info.ModTime(), info.ModTime())
		return false
	},
	"a source has other bytes of equal length and time": func(t *testing.T, _ *rand.Rand, o *Options) bool {
		name := filepath.Join(o.Dir, "site.toml")
		info, _ := os.Stat(name)
		data, _ := os.ReadFile(name)
		i := slices.Index(data, '"') + 1
		data[i] = 'A' + (data[i]+1)%26
		os.WriteFile(name, data, 0o666)
		os.Chtimes(name, info.ModTime(), info.ModTime())
		return false
	},
	"the memory is cut short": func(t *testing.T, r *rand.Rand, o *Options) bool {
		return spoil(t, o, func(data []byte) []byte { return data[:r.IntN(len(data))] })
	},
	"a bit of the memory is another": func(t *testing.T, r *rand.Rand, o *Options) bool {
		return spoil(t, o, func(data []byte) []byte { data[r.IntN(len(data))] ^= 1 << r.IntN(8); return data })
	},
	"all that is remembered is gone": func(t *testing.T, _ *rand.Rand, o *Options) bool {
		return os.RemoveAll(filepath.Join(o.Dir, ".loa")) != nil
	},
	"another day":    func(_ *testing.T, _ *rand.Rand, o *Options) bool { o.Now = o.Now.AddDate(0, 0, 1); return false },
	"later that day": func(_ *testing.T, _ *rand.Rand, o *Options) bool { o.Now = o.Now.Add(time.Minute); return true },
	"another program": func(_ *testing.T, r *rand.Rand, o *Options) bool {
		sum := r.Int64()
		o.Memory = &Memory{Program: func() string { return fmt.Sprint(sum) }, Clock: time.Now}
		return false
	},
	"drafts, too": func(_ *testing.T, _ *rand.Rand, o *Options) bool { o.Drafts = !o.Drafts; return false },
	"another address": func(_ *testing.T, _ *rand.Rand, o *Options) bool {
		if o.BaseURL == "" {
			o.BaseURL = "https://b.example/"
		} else {
			o.BaseURL = ""
		}
		return false
	},
}

// TestAgainIsClean: whatever happens between builds, each gives the files and the
// problems of a build that knows nothing; and one after which nothing happened makes
// nothing.
func TestAgainIsClean(t *testing.T) {
	steps := 24
	if testing.Short() {
		steps = 8
	}
	r := rand.New(rand.NewPCG(18, 1))
	dir := begun(t)
	o := remembering(dir)
	if _, known := builtAgain(t, o); known {
		t.Fatal("known before it was made")
	}
	names := make([]string, 0, len(disturbances))
	for name := range disturbances {
		names = append(names, name)
	}
	slices.Sort(names)
	for i := range steps {
		what, may := "an edit", false
		if i%2 == 0 {
			what = names[r.IntN(len(names))]
			may = disturbances[what](t, r, &o)
		} else {
			what += " of " + edit(t, r, dir)
			may = true // it may have written the same bytes
		}
		got, known := builtAgain(t, o)
		if known && !may {
			t.Fatalf("step %d, %s: the result was known", i, what)
		}
		clean := o
		clean.Memory, clean.Out = nil, filepath.Join(t.TempDir(), "clean")
		want, err := Run(context.Background(), clean)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Stopped && !equal(tree(t, o.Out), tree(t, clean.Out)) {
			t.Fatalf("step %d, %s: other files than a clean build (known: %v)", i, what, known)
		}
		if !reflect.DeepEqual(codesOf(got.Problems), codesOf(want.Problems)) || got.Pages != want.Pages || got.Stopped != want.Stopped {
			t.Fatalf("step %d, %s:\n got %v\nwant %v", i, what, codesOf(got.Problems), codesOf(want.Problems))
		}
		if _, known := builtAgain(t, o); !known && !got.Stopped {
			t.Fatalf("step %d, %s: nothing happened since, and all was made again", i, what)
		}
	}
}

// TestAgainTellsAll that the build has told that made the files: problems with their
// words, what readers must load, and which file is of which class.
func TestAgainTellsAll(t *testing.T) {
	o := faulty(t)
	put(t, o.Dir, "content/nuoc/ao.md", "+++\ntitle = \"Ao\"\nsummary = \"Ao.\"\n+++\nRào ao.\n")
	o.Fixed, o.Memory = false, remembering(o.Dir).Memory
	first, _ := builtAgain(t, o)
	classes := map[string]output.Class{}
	o.Placed = func(path string, class output.Class) { classes[path] = class }
	second, known := builtAgain(t, o)
	if !known {
		t.Fatal("all was made again", first.Stopped, codesOf(first.Problems))
	}
	words := problem.WordsFor("vi")
	for i, p := range first.Problems {
		if a, b := problem.Text(p, words), problem.Text(second.Problems[i], words); a != b {
			t.Errorf("got %s\nwant %s", b, a)
		}
	}
	if len(first.Problems) != len(second.Problems) || len(first.Problems) == 0 || first.Weight.Text != second.Weight.Text || first.Pages != second.Pages || second.Report.Unchanged != first.Report.Written {
		t.Errorf("got %+v\nwant %+v", second, first)
	}
	for path := range tree(t, o.Out) {
		if _, told := classes[strings.TrimPrefix(filepath.ToSlash(path), "/")]; !told {
			t.Errorf("nobody is told of %s", path)
		}
	}
}
