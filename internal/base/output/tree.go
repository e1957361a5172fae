package output

import (
	"errors"
	"io/fs"
	pathpkg "path"
	"sync"
)

// kind is what lies at a path of the output folder.
type kind uint8

const (
	nothing kind = iota
	regular
	folder
	link
	strange // a device, a pipe
)

// found is what a look at a path saw.
type found struct {
	kind kind
	at   string // the path itself, or the part of it that is in the way
	size int64
}

// tree looks at the output folder and remembers its folders, so that each is
// asked for once, and nothing is asked below a folder that is not there.
type tree struct {
	disk store
	mu   sync.RWMutex
	seen map[string]found
	made map[string]bool // by this commit: nobody else's file can be in it
}

func newTree(d store) *tree {
	return &tree{disk: d, seen: map[string]found{}, made: map[string]bool{}}
}

// look tells what lies at a path. If a part of the path is no folder, that part
// is what it reports; kind nothing means the way is free.
func (t *tree) look(path string) (found, error) {
	way, err := t.folder(pathpkg.Dir(path))
	if err != nil || way.kind != folder {
		return way, err
	}
	return t.ask(path)
}

func (t *tree) ask(path string) (found, error) {
	info, err := t.disk.lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return found{at: path}, nil
	case err != nil:
		return found{}, err
	case info.Mode().IsRegular():
		return found{regular, path, info.Size()}, nil
	case info.IsDir():
		return found{kind: folder, at: path}, nil
	case info.Mode()&fs.ModeSymlink != 0:
		return found{kind: link, at: path}, nil
	}
	return found{kind: strange, at: path}, nil
}

func (t *tree) folder(dir string) (found, error) {
	t.mu.RLock()
	known, ok := t.seen[dir]
	t.mu.RUnlock()
	if ok {
		return known, nil
	}
	way := found{kind: folder}
	var err error
	if dir != "." {
		way, err = t.folder(pathpkg.Dir(dir))
	}
	switch {
	case err != nil || way.kind != folder:
	case t.ours(pathpkg.Dir(dir)):
		way = found{at: dir} // new, or made by another worker just now, which mkdir will tell
	default:
		way, err = t.ask(dir)
	}
	if err == nil && way.at == dir {
		t.mu.Lock()
		t.seen[dir] = way
		t.mu.Unlock()
	}
	return way, err
}

// makeFolder makes a folder and those above it. Two workers may ask for the
// same one at once: one makes it, the other finds it made.
func (t *tree) makeFolder(dir string) error {
	if way, err := t.folder(dir); err != nil || way.kind == folder {
		return err
	}
	if err := t.makeFolder(pathpkg.Dir(dir)); err != nil {
		return err
	}
	err := t.disk.mkdir(dir)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err != nil {
		if way, err := t.ask(dir); err != nil || way.kind != folder {
			return errors.Join(&fs.PathError{Op: "mkdir", Path: dir, Err: fs.ErrExist}, err)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen[dir] = found{kind: folder, at: dir}
	t.made[dir] = t.made[dir] || err == nil
	return nil
}

// moved notes that a folder has come to the output, with those below it.
func (t *tree) moved(dirs map[string]bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for dir := range dirs {
		t.seen[dir] = found{kind: folder, at: dir}
		t.made[dir] = true
	}
}

// ours reports whether this commit made the folder.
func (t *tree) ours(dir string) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.made[dir]
}
