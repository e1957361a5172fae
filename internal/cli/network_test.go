package cli

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// same is the script command "same DIR DIR": both hold the same files with the same bytes.
func same(ts *testscript.TestScript, _ bool, args []string) {
	a, b := tree(ts, args[0]), tree(ts, args[1])
	if len(a) != len(b) || len(a) == 0 {
		ts.Fatalf("%d files, and %d", len(a), len(b))
	}
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			ts.Fatalf("%s differs", name)
		}
	}
}

func tree(ts *testscript.TestScript, dir string) map[string][]byte {
	all := map[string][]byte{}
	root := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[name], err = fs.ReadFile(root, name)
		return err
	}))
	return all
}

// cut is the script command "cut DIR": of each file in it only the first half is left.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	for name, data := range tree(ts, args[0]) {
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), filepath.FromSlash(name)), data[:len(data)/2], 0o666))
	}
}

// onlyFile is the script command "onlyfile VAR DIR [OTHER]": VAR becomes the path of the one
// file in DIR beside OTHER.
func onlyFile(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[1]))
	ts.Check(err)
	var found []string
	for _, e := range entries {
		if path := filepath.Join(ts.MkAbs(args[1]), e.Name()); !slices.Contains(args[2:], path) {
			found = append(found, path)
		}
	}
	if len(found) != 1 {
		ts.Fatalf("%s has %d such files", args[1], len(found))
	}
	ts.Setenv(args[0], found[0])
}

// The words of a shard that cannot be are there in every language.
func TestShardFaultsHaveWords(t *testing.T) {
	for _, tag := range []string{"vi", "en"} {
		for _, fault := range []string{"form", "too-high", "none", "missing", "disagree", "steps"} {
			if !wordsIn(t, tag).Has("shard-" + fault) {
				t.Errorf("%s: no words for %s", tag, fault)
			}
		}
	}
}
