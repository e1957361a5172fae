package source

import (
	"io/fs"
	"os"
	"path/filepath"

	"loa/internal/base/disk"
	"loa/internal/base/rawfile"
)

// Folder is os.DirFS with a faster ReadFile for many small files, which waits for
// files that another program holds.
func Folder(dir string, system disk.System) fs.FS { return folder{os.DirFS(dir), dir, system} }

type folder struct {
	fs.FS
	dir    string
	system disk.System
}

// Stat is that of fs.StatFS: without it each file would be opened once more.
func (f folder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.FS, name) }

// ReadFile is that of fs.ReadFileFS.
func (f folder) ReadFile(name string) ([]byte, error) { return f.AppendFile(nil, name) }

// AppendFile reads a file behind what is in a buffer.
func (f folder) AppendFile(buffer []byte, name string) ([]byte, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return buffer, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	full, data := filepath.Join(f.dir, local), buffer
	err = f.system.Insist(func() error {
		if err := f.system.Allow(disk.Open, full, ""); err != nil {
			return err
		}
		data, err = rawfile.ReadAll(full, buffer)
		return err
	}, full)
	return data, err
}

// appendFile reads a file behind what is in a buffer.
func appendFile(buffer []byte, fsys fs.FS, name string) ([]byte, error) {
	if f, ok := fsys.(interface {
		AppendFile([]byte, string) ([]byte, error)
	}); ok {
		return f.AppendFile(buffer, name)
	}
	data, err := fs.ReadFile(fsys, name)
	if len(buffer) == 0 {
		return data, err
	}
	return append(buffer, data...), err
}
