package build

import (
	"io/fs"
	"os"
	"slices"
	"testing"
)

// TestDry: a build that is to write nothing writes nothing, wherever the program runs;
// one that is to write and has no folder to write into is refused.
func TestDry(t *testing.T) {
	o := remembering(begun(t))
	put(t, o.Dir, page(0, ""), "+++\ntitle = \"Bài\"\n+++\n\nChữ.\n")
	o.Out = ""
	t.Chdir(t.TempDir())
	before := everything(t, o.Dir)
	if _, err := Run(t.Context(), o); err == nil {
		t.Error("a build without a folder was made")
	}
	o.Dry = true
	if result, err := Run(t.Context(), o); err != nil || result.Stopped {
		t.Error(result.Problems, err)
	}
	if here := everything(t, "."); len(here) > 1 {
		t.Error("written where the program runs:", here)
	}
	o.Memory, o.Dry = nil, true
	if _, err := Run(t.Context(), o); err != nil || !slices.Equal(everything(t, o.Dir), before) {
		t.Error("written into the site:", everything(t, o.Dir), err)
	}
}

// everything is the path of every file and folder below a folder.
func everything(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		all = append(all, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
