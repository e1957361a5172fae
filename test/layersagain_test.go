//go:build linux || darwin

package test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// anew are the texts of which a change makes every page anew: they have no page.
var anew = map[string]bool{
	"chung/content/bien.md": true, "chung/content/bien.en.md": true, "chung/content/nui/_index.md": true, "chung/content/nui/suoi.md": true, "chung/content/song/lu.en.md": true, // hidden
	"content/bien.md": true, "content/nui/_index.md": true, "content/song/lu.en.md": true, // that hide
}

// TestLayersAgain edits each text of a site with layers, wherever it lies: the next build
// keeps the pages that do not show it, and makes and tells what a build does that knows
// nothing: that a copy of the text is stale, too.
func TestLayersAgain(t *testing.T) {
	o := remembering(site(t, "sites/layers", "2026-06-15"))
	run(t, o)
	for name, old := range read(t, o.Dir) {
		if filepath.Ext(name) != ".md" || strings.HasPrefix(name, "public/") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			write(t, o.Dir, tree{name: old + "\n\nMột câu nữa.\n"})
			again := run(t, o)
			kept := again.Kept
			expectTree(t, cleanly(t, o), read(t, o.Out), "after an edit of "+name)
			if got, want := fmt.Sprint(again.Problems), fmt.Sprint(toldCleanly(t, o)); got != want {
				t.Errorf("told:\n%s\nwant:\n%s", got, want)
			}
			if whole := anew[name]; (kept == 0) != whole {
				t.Errorf("%s: %d pages were kept", name, kept)
			}
			if err := os.WriteFile(filepath.Join(o.Dir, name), []byte(old), 0o666); err != nil {
				t.Fatal(err)
			}
			run(t, o)
		})
	}
}

// toldCleanly is what a build tells that knows nothing.
func toldCleanly(t *testing.T, o build.Options) []problem.Problem {
	t.Helper()
	o.Memory, o.Out = nil, filepath.Join(t.TempDir(), "clean")
	return run(t, o).Problems
}
