package disk

import (
	"io/fs"
	"os"
)

// File is an open file that is written.
type File struct {
	file   *os.File
	root   *os.Root
	name   string
	system System
}

// OpenFile opens a file for writing, with the flags of package os.
func (s System) OpenFile(root *os.Root, name string, flags int, mode fs.FileMode) (*File, error) {
	var file *os.File
	err := s.Insist(func() (err error) {
		if err = s.allow(Create, root, name, ""); err == nil {
			file, err = root.OpenFile(name, flags, mode)
		}
		return err
	}, at(root, name))
	if err != nil {
		return nil, err
	}
	return &File{file, root, name, s}, nil
}

func (f *File) allow(op Op) error { return f.system.allow(op, f.root, f.name, "") }

// explain says in an error of this file what a person needs to know.
func (f *File) explain(err error) error {
	if err == nil {
		return nil
	}
	return f.system.explain(err, []string{at(f.root, f.name)})
}

// Write writes to the end of what was written.
func (f *File) Write(data []byte) (int, error) {
	if err := f.allow(Write); err != nil {
		n, _ := f.file.Write(data[:len(data)/2]) // the error is the one above
		return n, f.explain(err)
	}
	n, err := f.file.Write(data)
	return n, f.explain(err)
}

// WriteAt writes at a place of the file.
func (f *File) WriteAt(data []byte, at int64) (int, error) {
	if err := f.allow(Write); err != nil {
		n, _ := f.file.WriteAt(data[:len(data)/2], at) // the error is the one above
		return n, f.explain(err)
	}
	n, err := f.file.WriteAt(data, at)
	return n, f.explain(err)
}

// Read, ReadAt and Seek are those of the file.
func (f *File) Read(into []byte) (int, error)                { return f.file.Read(into) }
func (f *File) ReadAt(into []byte, at int64) (int, error)    { return f.file.ReadAt(into, at) }
func (f *File) Seek(offset int64, whence int) (int64, error) { return f.file.Seek(offset, whence) }

// Size is how long the file is, in bytes.
func (f *File) Size() (int64, error) {
	info, err := f.file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Sync returns when the bytes are on the disk.
func (f *File) Sync() error {
	if err := f.allow(Sync); err != nil {
		return f.explain(err)
	}
	return f.explain(f.file.Sync())
}

// Close closes the file, also if that fails.
func (f *File) Close() error {
	err := f.allow(Close)
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	return f.explain(err)
}
