// Package zipfile opens untrusted ZIP files.
//
//	archive, err := zipfile.Open(file, size)
//
// A list of entries of a few megabytes takes hundreds of megabytes once it is read,
// and the number of entries in the file may be false. So the list is read up to the
// size that any office document needs.
package zipfile

import (
	"archive/zip"
	"errors"
	"io"
)

// ErrTooMany is the error of a file with more entries than any document has.
var ErrTooMany = errors.New("the ZIP file has too many entries")

const (
	mostEntries = 10_000
	mostList    = 2 << 20  // bytes: some two hundred an entry
	ending      = 72 << 10 // bytes that are read to find where the list begins
)

// Open reads the list of entries; what they hold is read when it is asked for.
func Open(r io.ReaderAt, size int64) (*zip.Reader, error) {
	door := &door{r: r, left: mostList + ending}
	archive, err := zip.NewReader(door, size)
	if err == nil && len(archive.File) > mostEntries {
		err = ErrTooMany
	}
	door.open = true
	return archive, err
}

// door lets only so many bytes through until it is open.
type door struct {
	r    io.ReaderAt
	left int
	open bool
}

func (d *door) ReadAt(p []byte, at int64) (int, error) {
	if d.open {
		return d.r.ReadAt(p, at)
	}
	if d.left -= len(p); d.left < 0 {
		return 0, ErrTooMany
	}
	return d.r.ReadAt(p, at)
}
