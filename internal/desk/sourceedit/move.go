package sourceedit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Move gives a file of content/, or a folder with all that lies in it, another path below
// content/, where nothing may be. Its versions go with it.
func (f *Folder) Move(from, to string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := f.root.Lstat("content")
	if err != nil || !info.IsDir() {
		return fmt.Errorf("content: %w", ErrPlace)
	}
	root, err := f.root.OpenRoot("content")
	if err != nil {
		return fmt.Errorf("opening content: %w", err)
	}
	defer root.Close()
	old, below := strings.CutPrefix(from, "content/")
	now, belowToo := strings.CutPrefix(to, "content/")
	if !below || !belowToo {
		return fmt.Errorf("%s: %w", to, ErrPlace)
	}
	moved, err := root.Lstat(old)
	if err != nil {
		return fmt.Errorf("moving %s: %w", from, err)
	}
	for _, name := range []string{from, to} {
		if err := movable(name, moved.Mode()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := f.renamed(root, old, now); err != nil {
		return fmt.Errorf("moving %s to %s: %w", from, to, err)
	}
	_ = f.renamed(f.root, path.Join(store, from), path.Join(store, to)) // the file has moved; older versions are found by its old name
	return nil
}

// movable reports why a path is none that a file or a folder of content/ may have.
func movable(name string, mode fs.FileMode) error {
	switch {
	case mode.IsRegular():
		return Check(name)
	case mode.IsDir():
		return Check(name + "/index.md")
	}
	return ErrPlace // a link
}

// renamed gives a file or a folder another path, where nothing is.
func (f *Folder) renamed(root *os.Root, from, to string) error {
	if _, err := root.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return ErrThere
	}
	if err := f.disk.MkdirAll(root, path.Dir(to), 0o777); err != nil {
		return err
	}
	return f.disk.Rename(root, from, to)
}
