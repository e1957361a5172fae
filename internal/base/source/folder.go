package source

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Folder is os.DirFS, except that it reads files into buffers that are used again.
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
	file, err := os.Open(filepath.Join(f.dir, local))
	if err != nil {
		return buffer, err
	}
	defer file.Close()
	for {
		if len(buffer) == cap(buffer) {
			buffer = slices.Grow(buffer, 8<<10)
		}
		n, err := file.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if err == io.EOF {
			return buffer, nil
		}
		if err != nil {
			return buffer, err
		}
	}
}

// appendFile appends the bytes of a file to a buffer.
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
