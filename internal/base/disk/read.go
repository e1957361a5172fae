package disk

import (
	"io/fs"
	"os"
	"path/filepath"
)

// ReadFile reads a whole file.
func (s System) ReadFile(root *os.Root, name string) (data []byte, err error) {
	full := at(root, name)
	err = s.Insist(func() error {
		if err := s.allow(Open, root, name, ""); err != nil {
			return err
		}
		data, err = root.ReadFile(name)
		return err
	}, full)
	return data, err
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
func (r reading) Open(name string) (file fs.File, err error) {
	err = r.insist(name, func() error { file, err = r.fsys.Open(name); return err })
	if err != nil {
		return nil, err
	}
	return file, nil
}

// ReadFile reads a whole file.
func (r reading) ReadFile(name string) (data []byte, err error) {
	err = r.insist(name, func() error { data, err = fs.ReadFile(r.fsys, name); return err })
	return data, err
}

// ReadDir lists a folder.
func (r reading) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.fsys, name) }

// Stat tells of what a link leads to.
func (r reading) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.fsys, name) }

// Lstat tells of a link itself.
func (r reading) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(r.fsys, name) }

// ReadLink tells where a link leads.
func (r reading) ReadLink(name string) (string, error) { return fs.ReadLink(r.fsys, name) }

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
