package source

import (
	"io/fs"
	"os"
	"path/filepath"

	"loa/internal/base/rawfile"
)

// Folder is os.DirFS with a faster ReadFile for many small files.
func Folder(dir string) fs.FS { return folder{os.DirFS(dir), dir} }

type folder struct {
	fs.FS
	dir string
}

// ReadFile is that of fs.ReadFileFS.
func (f folder) ReadFile(name string) ([]byte, error) { return f.append(nil, name) }

func (f folder) append(buffer []byte, name string) ([]byte, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return buffer, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return rawfile.ReadAll(filepath.Join(f.dir, local), buffer)
}

// appendFile reads a file behind what is in a buffer.
func appendFile(buffer []byte, fsys fs.FS, name string) ([]byte, error) {
	if f, ok := fsys.(folder); ok {
		return f.append(buffer, name)
	}
	data, err := fs.ReadFile(fsys, name)
	if len(buffer) == 0 {
		return data, err
	}
	return append(buffer, data...), err
}
