package disk

import (
	"io/fs"
	"os"
)

// File is an open file that is written.
type File struct {
	file   *os.File
	name   string
	system System
}

// OpenFile opens a file for writing, with the flags of package os.
func (s System) OpenFile(root *os.Root, name string, flags int, mode fs.FileMode) (*File, error) {
	if err := s.Allow(Create, name, ""); err != nil {
		return nil, err
	}
	file, err := root.OpenFile(name, flags, mode)
	if err != nil {
		return nil, err
	}
	return &File{file, name, s}, nil
}

// Write writes to the end of what was written.
func (f *File) Write(data []byte) (int, error) {
	if err := f.system.Allow(Write, f.name, ""); err != nil {
		n, _ := f.file.Write(data[:len(data)/2]) // the error is the one above
		return n, err
	}
	return f.file.Write(data)
}

// WriteAt writes at a place of the file.
func (f *File) WriteAt(data []byte, at int64) (int, error) {
	if err := f.system.Allow(Write, f.name, ""); err != nil {
		n, _ := f.file.WriteAt(data[:len(data)/2], at) // the error is the one above
		return n, err
	}
	return f.file.WriteAt(data, at)
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
	if err := f.system.Allow(Sync, f.name, ""); err != nil {
		return err
	}
	return f.file.Sync()
}

// Close closes the file, also if that fails.
func (f *File) Close() error {
	err := f.system.Allow(Close, f.name, "")
	if closed := f.file.Close(); err == nil {
		err = closed
	}
	return err
}
