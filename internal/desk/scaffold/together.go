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

// together are files that belong together. They are written into a folder with the name
// of a draft, which gets its own name when all is in it: a run that fails leaves nothing,
// and one that is killed a draft, which sweepTogether removes.
type together struct {
	disk   disk.System
	root   *os.Root
	folder string      // below root
	hold   *disk.Draft // says that this process is at work in it
}

// begin makes the folder, beside the place that it is for.
func begin(system disk.System, root *os.Root, dir string) (*together, error) {
	w := &together{disk: system, root: root, folder: path.Join(dir, disk.DraftName())}
	if err := system.MkdirAll(root, w.folder, 0o777); err != nil {
		return nil, err
	}
	var err error
	if w.hold, err = system.Draft(root, w.folder, 0o600); err != nil {
		w.undo()
		return nil, err
	}
	return w, nil
}

// write adds files by their names, whole or not at all.
func (w *together) write(files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		full := path.Join(w.folder, name)
		if err := w.disk.MkdirAll(w.root, path.Dir(full), 0o777); err != nil {
			return err
		}
		if err := w.disk.Add(w.root, full, files[name], 0o666); err != nil {
			return err
		}
	}
	return nil
}

// place gives the folder its name, which nothing may have.
func (w *together) place(name string) error {
	w.hold.Discard() // Windows renames no folder with an open file in it
	return w.disk.Rename(w.root, w.folder, name)
}

// all is the file that says that a folder holds all, and may be unpacked.
const all = "all"

// unpack moves all into the folder around it, which is empty. The file named last is what
// makes the folder a site.
func (w *together) unpack(last string) error {
	if err := w.disk.Add(w.root, path.Join(w.folder, all), nil, 0o666); err != nil {
		return err
	}
	moved, err := unpack(w.disk, w.root, w.folder, last)
	if err != nil {
		for _, name := range moved {
			_ = w.root.RemoveAll(name)
		}
	}
	return err
}

// unpack moves what is left in a folder, and returns what it has moved: a run that was
// killed may have begun it.
func unpack(system disk.System, root *os.Root, folder, last string) (moved []string, err error) {
	entries, err := fs.ReadDir(root.FS(), folder)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, e := range entries {
		if name := e.Name(); name != last && name != all && !disk.IsDraft(name) {
			names = append(names, name)
		}
	}
	for _, name := range append(names, last) {
		to := path.Join(path.Dir(folder), name)
		err := system.Rename(root, path.Join(folder, name), to)
		if err != nil && (name != last || !errors.Is(err, fs.ErrNotExist)) {
			return moved, err
		}
		moved = append(moved, to)
	}
	return moved, nil
}

// undo takes away what is left of the folder. It asks nobody: a disk that is full lets
// files go.
func (w *together) undo() {
	if w.hold != nil {
		w.hold.Discard()
	}
	_ = w.root.RemoveAll(w.folder)
}

// sweepTogether removes the folders that runs which were killed left in dir. With last,
// one whose unpacking was begun is unpacked to its end.
func sweepTogether(system disk.System, root *os.Root, dir, last string) {
	entries, err := fs.ReadDir(root.FS(), dir)
	if err != nil {
		return // not there, or not to be read
	}
	for _, e := range entries {
		folder := path.Join(dir, e.Name())
		if !disk.IsDraft(e.Name()) || !e.IsDir() || held(system, root, folder) {
			continue
		}
		if _, err := root.Lstat(path.Join(folder, all)); err == nil && last != "" {
			if _, err := unpack(system, root, folder, last); err != nil {
				continue
			}
		}
		_ = root.RemoveAll(folder)
	}
}

// held reports whether a process is at work in a folder.
func held(system disk.System, root *os.Root, folder string) bool {
	system.Sweep(root, folder)
	entries, err := fs.ReadDir(root.FS(), folder)
	return err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return disk.IsDraft(e.Name()) })
}
