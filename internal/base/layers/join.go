package layers

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// joined is the file system of a site with layers. Its methods are those of package fs.
type joined struct {
	layers map[string][]layer
	own    fs.FS              // of paths that are in no layer
	of     func(*layer) fs.FS // which file system of a layer is read
	listed *listed
}

// each tries a path in the layers, the latest first, until one has it.
func each[T any](j joined, name string, try func(fsys fs.FS, name string) (T, error)) (T, error) {
	top, inner, below := strings.Cut(name, "/")
	ls := j.layers[top]
	if len(ls) == 0 || !fs.ValidPath(name) {
		return try(j.own, name)
	}
	if !below {
		inner = "."
	}
	var got T
	var err error
	if i, spelled, there, _ := j.listed.find(name); there {
		got, err = try(j.of(&ls[i]), path.Join(ls[i].prefix, spelled))
		if !errors.Is(err, fs.ErrNotExist) {
			return got, err
		}
	}
	for i := range ls {
		fsys := j.of(&ls[i])
		got, err = try(fsys, path.Join(ls[i].prefix, inner))
		if !errors.Is(err, fs.ErrNotExist) {
			return got, err
		}
		if spelled, ok := respell(ls[i].disk, ls[i].prefix, inner); ok {
			return try(fsys, path.Join(ls[i].prefix, spelled))
		}
	}
	return got, err
}

func (j joined) Open(name string) (fs.File, error) {
	return each(j, name, func(fsys fs.FS, name string) (fs.File, error) { return fsys.Open(name) })
}

func (j joined) ReadFile(name string) ([]byte, error) { return each(j, name, fs.ReadFile) }

func (j joined) Stat(name string) (fs.FileInfo, error) { return each(j, name, fs.Stat) }

func (j joined) Lstat(name string) (fs.FileInfo, error) { return each(j, name, fs.Lstat) }

func (j joined) ReadLink(name string) (string, error) { return each(j, name, fs.ReadLink) }

// AppendFile reads a file behind what is in a buffer, see source.ReadInto.
func (j joined) AppendFile(buffer []byte, name string) ([]byte, error) {
	length := len(buffer)
	return each(j, name, func(fsys fs.FS, name string) ([]byte, error) {
		if a, ok := fsys.(interface {
			AppendFile([]byte, string) ([]byte, error)
		}); ok {
			return a.AppendFile(buffer[:length], name)
		}
		data, err := fs.ReadFile(fsys, name)
		return append(buffer[:length], data...), err
	})
}

// ReadDir lists a folder of all layers. Of two names that are the same in NFC, as systems
// spell letters with marks, the later layer's counts.
func (j joined) ReadDir(name string) ([]fs.DirEntry, error) {
	top, inner, below := strings.Cut(name, "/")
	ls := j.layers[top]
	if len(ls) == 0 {
		return fs.ReadDir(j.own, name)
	}
	if !below {
		inner = "."
	}
	var all []fs.DirEntry
	seen := map[string]found{}
	missing := error(&fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist})
	for i := range ls {
		spelled, at, err := resolve(fs.Stat, ls[i].disk, ls[i].prefix, inner)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !spelled.IsDir() {
			break // a file of a later layer stands in place of the folder of an earlier one
		}
		entries, err := fs.ReadDir(j.of(&ls[i]), path.Join(ls[i].prefix, at))
		if err != nil {
			return nil, err
		}
		missing = nil
		for _, e := range entries {
			key := norm.NFC.String(e.Name())
			if _, replaced := seen[key]; replaced {
				continue
			}
			f := found{layer: i}
			if spelled := path.Join(at, e.Name()); spelled != norm.NFC.String(path.Join(inner, e.Name())) {
				f.inner = spelled
			}
			seen[key] = f
			all = append(all, e)
		}
	}
	if missing == nil {
		j.listed.keep(name, seen)
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, missing
}

// resolve finds a path in a layer by fs.Stat or fs.Lstat, also if its letters are spelled
// otherwise there. It returns the path as the layer spells it.
func resolve(stat func(fs.FS, string) (fs.FileInfo, error), disk fs.FS, prefix, inner string) (fs.FileInfo, string, error) {
	info, err := stat(disk, path.Join(prefix, inner))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return info, inner, err
	}
	spelled, ok := respell(disk, prefix, inner)
	if !ok {
		return nil, inner, err
	}
	info, err = stat(disk, path.Join(prefix, spelled))
	return info, spelled, err
}

// respell finds the path of a layer that is the same in NFC. Names of plain letters have
// only one spelling.
func respell(disk fs.FS, prefix, inner string) (string, bool) {
	if isPlain(inner) {
		return "", false
	}
	at := "."
	for part := range strings.SplitSeq(inner, "/") {
		if isPlain(part) {
			at = path.Join(at, part)
			continue
		}
		entries, err := fs.ReadDir(disk, path.Join(prefix, at))
		if err != nil {
			return "", false
		}
		wanted := norm.NFC.String(part)
		i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return norm.NFC.String(e.Name()) == wanted })
		if i < 0 {
			return "", false
		}
		at = path.Join(at, entries[i].Name())
	}
	return at, at != inner
}

func isPlain(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 0x7f }) < 0
}

// nothing is a folder without files.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
