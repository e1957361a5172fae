package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func folder(t *testing.T) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir
}

// tree is every file below a folder, by its path, and what it holds.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		path, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(path)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func expect(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("there is %v, and not %v", got, want)
	}
}

func TestWholeFiles(t *testing.T) {
	root, dir := folder(t)
	var system System
	if err := system.Add(root, "a", []byte("one"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := system.Add(root, "a", []byte("two"), 0o666); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second file of the name: %v", err)
	}
	expect(t, dir, map[string]string{"a": "one"})
	if err := os.Chmod(filepath.Join(dir, "a"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := system.Replace(root, "a", []byte("three"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := system.Keep(root, "b", []byte("four"), 0o666); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, map[string]string{"a": "three", "b": "four"})
	if info, _ := os.Stat(filepath.Join(dir, "a")); runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("the rights became %v", info.Mode())
	}
}

// Somebody may take the name while the draft is written.
func TestAddDoesNotReplace(t *testing.T) {
	root, dir := folder(t)
	d, err := System{}.Draft(root, ".", 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile("a", []byte("theirs"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := d.Add("a"); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	expect(t, dir, map[string]string{"a": "theirs"})
}

// Whichever change fails, and with what, the file is the old or the new one, and
// after a sweep there is nothing else.
func TestEachChangeFails(t *testing.T) {
	for _, refused := range []error{syscall.ENOSPC, syscall.EIO} {
		for _, do := range []struct {
			name  string
			write func(System, *os.Root) error
			old   map[string]string
		}{
			{"replace", func(s System, r *os.Root) error { return s.Replace(r, "a", []byte("new"), 0o666) }, map[string]string{"a": "old"}},
			{"keep", func(s System, r *os.Root) error { return s.Keep(r, "a", []byte("new"), 0o666) }, map[string]string{"a": "old"}},
			{"add", func(s System, r *os.Root) error { return s.Add(r, "a", []byte("new"), 0o666) }, map[string]string{}},
		} {
			for n := 1; ; n++ {
				root, dir := folder(t)
				for name, text := range do.old {
					if err := root.WriteFile(name, []byte(text), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				count := 0
				system := System{Before: func(Step) error {
					if count++; count >= n {
						return refused
					}
					return nil
				}}
				err := do.write(system, root)
				if count < n {
					break
				}
				System{}.Sweep(root, ".")
				switch got := tree(t, dir); {
				case err == nil && got["a"] == "new" && len(got) == 1: // only the draft's second name could not be removed
				case !errors.Is(err, refused):
					t.Errorf("%s, change %d: %v", do.name, n, err)
				case fmt.Sprint(got) != fmt.Sprint(do.old):
					t.Errorf("%s, change %d: there is %v", do.name, n, got)
				}
			}
		}
	}
}

// What is not surely a draft of a run that died stays.
func TestSweepLeavesAllElse(t *testing.T) {
	root, dir := folder(t)
	draft := draftPrefix + strings.Repeat("A", draftLetters)
	want := map[string]string{}
	for _, name := range []string{"a.md", ".loa-draft-", draft + "B", draft[:len(draft)-1], "." + strings.ToUpper(draft[1:len(draft)-1]) + "Y", draft + ".md", ".loa-pack-1", "x" + draft} {
		want[name] = "mine"
		if err := root.WriteFile(name, []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := root.MkdirAll("sub/"+draft, 0o777); err != nil { // a folder of such a name
		t.Fatal(err)
	}
	if err := root.WriteFile("sub/"+draft+"/x", []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	want["sub/"+draft+"/x"] = "mine"
	if err := os.Symlink("a.md", filepath.Join(dir, draft[:len(draft)-1]+"Z")); err == nil && runtime.GOOS != "windows" { // a link
		want[draft[:len(draft)-1]+"Z"] = "mine"
	}
	live, err := System{}.Draft(root, "sub", 0o666) // one that is written just now
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(live, "x")
	for _, name := range []string{draft, "sub/" + draft[:len(draft)-1] + "Q"} { // of runs that died
		if err := root.WriteFile(name, []byte("left"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	System{}.Sweep(root, ".")
	want["sub/"+draft[:len(draft)-1]+"Q"] = "left"
	want[live.name] = "x"
	expect(t, dir, want)
	System{}.SweepAll(root, ".")
	delete(want, "sub/"+draft[:len(draft)-1]+"Q")
	expect(t, dir, want)
	if err := live.Replace("sub/b"); err != nil {
		t.Fatal(err)
	}
	delete(want, live.name)
	want["sub/b"] = "x"
	expect(t, dir, want)
}

// A draft is held until it has its name, also when its file is closed.
func TestAClosedDraftIsHeld(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the lock ends when the file is closed")
	}
	root, dir := folder(t)
	swept := false
	system := System{}
	system.Before = func(s Step) error {
		if s.Op == Rename {
			System{}.Sweep(root, ".")
			swept = true
		}
		return nil
	}
	if err := system.Replace(root, "a", []byte("new"), 0o666); err != nil || !swept {
		t.Error(err, swept)
	}
	expect(t, dir, map[string]string{"a": "new"})
}

func TestScratch(t *testing.T) {
	_, dir := folder(t)
	s, err := System{}.Scratch(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.WriteAt([]byte("middle"), 3); err != nil {
		t.Fatal(err)
	}
	into := make([]byte, 3)
	if _, err := s.ReadAt(into, 6); err != nil || string(into) != "dle" {
		t.Errorf("%q %v", into, err)
	}
	if removeOpen {
		expect(t, dir, map[string]string{})
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	expect(t, dir, map[string]string{})
}

// TestSwap: a file that another program writes until just before the new one gets the
// name is as that program wrote it.
func TestSwap(t *testing.T) {
	root, dir := folder(t)
	other := ""
	system := System{Before: func(s Step) error {
		if s.Op == Open && other != "" {
			return os.WriteFile(filepath.Join(dir, "a"), []byte(other), 0o666)
		}
		return nil
	}}
	if err := system.Add(root, "a", []byte("1"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := system.Swap(root, "a", []byte("1"), []byte("2"), 0o666); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, map[string]string{"a": "2"})
	other = "3"
	if err := system.Swap(root, "a", []byte("2"), []byte("4"), 0o666); !errors.Is(err, ErrOther) {
		t.Error(err)
	}
	other = ""
	expect(t, dir, map[string]string{"a": "3"})
	if err := system.Swap(root, "b", nil, []byte("4"), 0o666); !errors.Is(err, ErrOther) {
		t.Error(err)
	}
	expect(t, dir, map[string]string{"a": "3"})
}
