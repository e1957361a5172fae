package build

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/themes"
)

var (
	steps = flag.Int("steps", 60, "how many edits TestTextsAgainAreClean makes")
	seed  = flag.Uint64("seed", 18, "which edits it draws")
)

// TestTextsAgainAreClean edits a site at random and builds it on top of the last
// build. Each time it gives the files, the problems and the rest of the result of a
// build that knows nothing, and most times it makes few pages.
func TestTextsAgainAreClean(t *testing.T) {
	n := *steps
	if testing.Short() {
		n = 20
	}
	small := os.DirFS("../../../test/theme") // so that there is time for many edits
	for i, theme := range []fs.FS{small, small, themes.FS} {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			t.Parallel()
			again(t, rand.New(rand.NewPCG(uint64(i+1), *seed)), theme, n/3)
		})
	}
}

func again(t *testing.T, r *rand.Rand, theme fs.FS, steps int) {
	w := &writer{t: t, r: r, dir: begun(t)}
	w.start()
	o := remembering(w.dir)
	o.Builtin = theme
	o.Server = "nginx"
	kept, renamed, fronts := 0, 0, 0
	for i := range steps {
		what, before := "the first build", tree(t, filepath.Join(w.dir, "content"))
		if i > 0 {
			what = w.edit(&o)
		}
		got, err := Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		clean := o
		clean.Memory, clean.Out = nil, filepath.Join(t.TempDir(), "clean")
		want, err := Run(context.Background(), clean)
		if err != nil {
			t.Fatal(err)
		}
		if got.Kept > 0 {
			kept++
			if strings.HasPrefix(what, "the asset") {
				renamed++
			}
			if strings.Contains(what, ": its ") {
				fronts++
			}
		}
		if got.Stopped { // the next edits go on from what was good
			w.restore(before)
		}
		if !got.Stopped {
			if other := difference(tree(t, o.Out), tree(t, clean.Out)); other != "" {
				t.Fatalf("step %d, %s, %d pages kept: %s", i, what, got.Kept, other)
			}
		}
		if a, b := outcome(got), outcome(want); a != b {
			t.Fatalf("step %d, %s, %d pages kept:\ngot  %s\nwant %s", i, what, got.Kept, a, b)
		}
		os.RemoveAll(clean.Out)
	}
	t.Logf("%d of %d builds kept pages, %d after an edit of an asset, %d of front matter", kept, steps, renamed, fronts)
	if kept < steps/5 || steps > 50 && (renamed == 0 || fronts == 0) {
		t.Error("too few")
	}
}

// outcome is all that a build tells but which files it wrote.
func outcome(r Result) string {
	var text bytes.Buffer
	problem.WriteText(&text, withoutOnce(r.Problems), problem.WordsFor("en"))
	for _, h := range r.Heaviest {
		fmt.Fprintln(&text, h.Address, h.Size)
	}
	fmt.Fprintf(&text, "%s %s\n", r.Conf.Name, r.Conf.Data)
	fmt.Fprintln(&text, r.Pages, r.Next.Day.Format(time.DateOnly), r.Next.Up, r.Next.Down, r.Next.Ends, r.Withdrawn, r.Stopped, r.Weight, r.BaseURL)
	return text.String()
}

func difference(got, want map[string]string) string {
	var names []string
	for name := range want {
		names = append(names, name)
	}
	for name := range got {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		a, there := got[name]
		b, wanted := want[name]
		if there != wanted {
			return fmt.Sprintf("%s: there %v, wanted %v", name, there, wanted)
		}
		if a != b {
			return fmt.Sprintf("%s:\ngot  %s\nwant %s", name, a, b)
		}
	}
	return ""
}

// TestPastKeepsAllOthers: of a changed text one page is made, and all else is kept.
func TestPastKeepsAllOthers(t *testing.T) {
	o := remembering(begun(t))
	for i := range 6 {
		put(t, o.Dir, page(i, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ.\n")
	}
	first, _ := builtAgain(t, o)
	put(t, o.Dir, page(0, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ khác.\n")
	classes := map[string]output.Class{}
	o.Placed = func(path string, class output.Class) { classes[path] = class }
	second, _ := builtAgain(t, o)
	for path := range tree(t, o.Out) {
		if _, told := classes[strings.TrimPrefix(path, "/")]; !told {
			t.Errorf("nobody is told of %s", path)
		}
	}
	if first.Kept != 0 || second.Kept != first.Pages-2 { // in both languages
		t.Errorf("%d and %d pages of %d were kept", first.Kept, second.Kept, first.Pages)
	}
	if _, known := builtAgain(t, o); !known {
		t.Error("what was kept is not remembered")
	}
	put(t, o.Dir, page(0, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ nữa.\n")
	if third, _ := builtAgain(t, o); third.Kept != second.Kept {
		t.Error("the pages of the build before were not kept")
	}
}

// TestStyleRenamesPages: after an edit of a style sheet no page is made, but those with
// a text that has its name.
func TestStyleRenamesPages(t *testing.T) {
	o := remembering(begun(t))
	put(t, o.Dir, "themes/own/assets/css/base.css", "p { color: red }\n")
	for i := range 6 {
		put(t, o.Dir, page(i, ""), "+++\ntitle = \"Bài\"\n+++\n\nChữ.\n")
	}
	builtAgain(t, o)
	old := strings.TrimPrefix(styleOf(t, o), o.Out)
	put(t, o.Dir, page(0, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ `"+old+"`.\n")
	first, _ := builtAgain(t, o)
	put(t, o.Dir, "themes/own/assets/css/base.css", "p { color: blue }\n")
	second, _ := builtAgain(t, o)
	if second.Kept != first.Pages-2 { // in both languages
		t.Errorf("%d pages of %d were kept", second.Kept, first.Pages)
	}
	fresh := strings.TrimPrefix(styleOf(t, o), o.Out)
	for path, text := range tree(t, o.Out) {
		if strings.HasSuffix(path, ".html") && (strings.Contains(text, old) != strings.HasSuffix(path, "/a/bai-0/index.html") || !strings.Contains(text, fresh)) {
			t.Errorf("%s: the old name %v, the new one %v", path, strings.Contains(text, old), strings.Contains(text, fresh))
		}
	}
}

// styleOf is where the output has the style sheet.
func styleOf(t *testing.T, o Options) string {
	found, err := filepath.Glob(filepath.Join(o.Out, "assets", "style.*.css"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return filepath.ToSlash(found[0])
}
