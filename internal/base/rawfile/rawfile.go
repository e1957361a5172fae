// Package rawfile opens files of a disk without what package os adds for
// pipes and sockets: for a page of ten kilobytes that halves the cost. On
// systems without these calls it uses package os.
package rawfile

import (
	"io"
	"slices"
)

// ReadAll appends all that a file holds to buffer.
func ReadAll(path string, buffer []byte) ([]byte, error) {
	file, err := Open(path)
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
