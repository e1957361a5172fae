//go:build unix

package rawfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// File is an open file. It must be closed.
type File struct {
	path       string
	descriptor int
}

// Open opens a file for reading. It does not wait for the writer of a pipe, which is
// read as an empty file.
func Open(path string) (File, error) { return open(path, syscall.O_RDONLY|syscall.O_NONBLOCK) }

// Create makes a file that is not there yet, for writing.
func Create(path string) (File, error) {
	return open(path, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL)
}

func open(path string, how int) (File, error) {
	for {
		descriptor, err := syscall.Open(path, how|syscall.O_CLOEXEC, 0o666)
		if err == nil {
			return File{path, descriptor}, nil
		}
		if !errors.Is(err, syscall.EINTR) {
			return File{}, &fs.PathError{Op: "open", Path: path, Err: err}
		}
	}
}

// Replace gives a file another name, over the file that has it. A folder of that name
// is an error.
func Replace(from, to string) error {
	for {
		err := syscall.Rename(from, to)
		if err == nil {
			return nil
		}
		if !errors.Is(err, syscall.EINTR) {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
		}
	}
}

func (f File) Read(into []byte) (int, error) {
	for {
		n, err := syscall.Read(f.descriptor, into)
		switch {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return 0, &fs.PathError{Op: "read", Path: f.path, Err: err}
		case n == 0 && len(into) > 0:
			return 0, io.EOF
		default:
			return n, nil
		}
	}
}

func (f File) Write(data []byte) (int, error) {
	for done := 0; ; {
		n, err := syscall.Write(f.descriptor, data[done:])
		done += max(n, 0)
		switch {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return done, &fs.PathError{Op: "write", Path: f.path, Err: err}
		case done == len(data):
			return done, nil
		}
	}
}

// Close closes the file. It is gone even if that fails.
func (f File) Close() error {
	if err := syscall.Close(f.descriptor); err != nil {
		return &fs.PathError{Op: "close", Path: f.path, Err: err}
	}
	return nil
}
