package disk

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ReadFile reads a whole file.
func (s System) ReadFile(root *os.Root, name string) (data []byte, err error) {
	return reading{root.FS(), root, s}.ReadFile(name)
}

// FS is a folder for reading, which waits for files that another program holds.
func (s System) FS(root *os.Root) fs.FS { return reading{root.FS(), root, s} }

// reading is what System.FS returns. Its methods are those of package fs.
type reading struct {
	fsys   fs.FS
	root   *os.Root
	system System
}

// Open and its like serve fs.FS, fs.ReadFileFS, fs.StatFS, fs.ReadDirFS and
// fs.ReadLinkFS.
func (r reading) Open(name string) (fs.File, error) {
	var file *os.File
	err := r.insist(name, func() (err error) { file, err = r.open(name); return err })
	if err != nil {
		return nil, err
	}
	return file, nil
}

// ReadFile reads a whole file.
func (r reading) ReadFile(name string) (data []byte, err error) {
	err = r.insist(name, func() error {
		file, err := r.open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return err
		}
		all := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
		_, err = all.ReadFrom(file)
		data = all.Bytes()
		return err
	})
	return data, err
}

// ErrIrregular is the error of opening what is neither a file nor a folder.
var ErrIrregular = errors.New("neither a file nor a folder")

// open does not wait: a pipe that a stranger put into a site never has an end, and
// opening it would wait for a writer.
func (r reading) open(name string) (*os.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := r.root.OpenFile(name, os.O_RDONLY|unblocked, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !IsFile(info) && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrIrregular}
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// ReadDir lists a folder.
func (r reading) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(r.fsys, name)
	return entries, r.gone(name, err)
}

// Stat tells of what a link leads to.
func (r reading) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(r.fsys, name)
	return info, r.gone(name, err)
}

// Lstat tells of a link itself.
func (r reading) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(r.fsys, name)
	return info, r.gone(name, err)
}

// ReadLink tells where a link leads.
func (r reading) ReadLink(name string) (string, error) {
	to, err := fs.ReadLink(r.fsys, name)
	return to, r.gone(name, err)
}

// gone is the error of a server or drive that does not answer, so that nobody takes it
// for that of a file that is not there; other errors as they are.
func (r reading) gone(name string, err error) error {
	if err == nil || Why(err) != Gone {
		return err
	}
	return r.system.explain(err, []string{at(r.root, name)})
}

func (r reading) insist(name string, do func() error) error {
	return r.system.Insist(func() error {
		if err := r.system.allow(Open, r.root, name, ""); err != nil {
			return err
		}
		return do()
	}, at(r.root, name))
}

// at is a path below a root as the operating system names it.
func at(root *os.Root, name string) string {
	return filepath.Join(root.Name(), filepath.FromSlash(name))
}
