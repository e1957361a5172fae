//go:build !unix

package rawfile

import "os"

// File is an open file. It must be closed.
type File = *os.File

// Open opens a file for reading.
func Open(path string) (File, error) { return os.Open(path) }

// Create makes a file that is not there yet, for writing.
func Create(path string) (File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// Replace gives a file another name, over the file that has it.
func Replace(from, to string) error { return os.Rename(from, to) }
