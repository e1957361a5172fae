package scaffold

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"loa/internal/base/disk"
)

// together writes several files that belong together: after an error none of them is
// there, and no folder that was made for them.
type together struct {
	disk    disk.System
	root    *os.Root
	files   []string
	folders []string // parents first
}

// write adds files by their names, whole or not at all. None may be there yet.
func (w *together) write(files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.folder(path.Dir(name)); err != nil {
			return err
		}
		if err := w.disk.Add(w.root, name, files[name], 0o666); err != nil {
			return err
		}
		w.files = append(w.files, name)
	}
	return nil
}

// folder makes a folder and those above it, and notes which are new.
func (w *together) folder(name string) error {
	if name == "." {
		return nil
	}
	if err := w.folder(path.Dir(name)); err != nil {
		return err
	}
	if _, err := w.root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := w.disk.MkdirAll(w.root, name, 0o777); err != nil {
		return err
	}
	w.folders = append(w.folders, name)
	return nil
}

// undo takes away what was written. It asks nobody: a disk that is full lets files go. A
// folder in which something else stands by now stays.
func (w *together) undo() {
	for _, name := range w.files {
		_ = w.root.Remove(name)
	}
	for _, name := range slices.Backward(w.folders) {
		w.disk.Sweep(w.root, name)
		_ = w.root.Remove(name)
	}
}
