package layers

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Imagine is the tree as it would be if a file of the site's own folder had a text; nil:
// if it were not there, so that the file of an earlier layer is seen. Folders are listed as
// they are. It shares the opened folders with t and is not closed.
func (t *Tree) Imagine(name string, text []byte) *Tree {
	next := *t
	next.listed = nil
	alter := func(own fs.FS) fs.FS { return altered{own, name, text} }
	top, _, _ := strings.Cut(name, "/")
	if i := slices.IndexFunc(t.layers[top], func(l layer) bool { return l.prefix != "." }); i >= 0 {
		next.layers = maps.Clone(t.layers)
		next.layers[top] = slices.Clone(t.layers[top])
		l := &next.layers[top][i]
		l.disk, l.texts = alter(l.disk), alter(l.texts)
		next.join()
		return &next
	}
	next.Disk, next.Texts = alter(t.Disk), alter(t.Texts)
	return &next
}

// altered is a folder in which one file has another text or is not there.
type altered struct {
	fs.FS
	name string
	text []byte // nil: it is not there
}

func (a altered) missing(op string) error {
	if a.text != nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: a.name, Err: fs.ErrNotExist}
}

func (a altered) Open(name string) (fs.File, error) {
	if name != a.name {
		return a.FS.Open(name)
	}
	return &memoryFile{bytes.NewReader(a.text), a.info()}, a.missing("open")
}

func (a altered) ReadFile(name string) ([]byte, error) {
	if name != a.name {
		return fs.ReadFile(a.FS, name)
	}
	return bytes.Clone(a.text), a.missing("open")
}

func (a altered) Stat(name string) (fs.FileInfo, error) {
	if name != a.name {
		return fs.Stat(a.FS, name)
	}
	return a.info(), a.missing("stat")
}

func (a altered) Lstat(name string) (fs.FileInfo, error) {
	if name != a.name {
		return fs.Lstat(a.FS, name)
	}
	return a.info(), a.missing("lstat")
}

func (a altered) ReadLink(name string) (string, error) { return fs.ReadLink(a.FS, name) }

func (a altered) info() info { return info{path.Base(a.name), int64(len(a.text))} }

// memoryFile is the open file of an imagined text.
type memoryFile struct {
	*bytes.Reader
	about info
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.about, nil }
func (f *memoryFile) Close() error               { return nil }

// info is what a folder tells of an imagined text.
type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o666 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
