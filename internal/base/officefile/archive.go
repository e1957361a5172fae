package officefile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"loa/internal/base/zipfile"
)

// Bounds of what a file may unpack to.
const (
	mostPart  = 64 << 20  // bytes of one part
	mostInAll = 256 << 20 // bytes of all parts, those that were asked for twice counted twice
)

// Archive is a ZIP file with the parts of an office document.
type Archive struct {
	parts    map[string]*zip.File
	flat     []byte // of a file that is no archive but XML
	left     int64  // bytes that may still be unpacked
	elements int    // of XML that may still become nodes
}

// OpenArchive reads the list of parts. The error wraps one of this package.
func OpenArchive(data []byte) (*Archive, error) {
	list, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, zipfile.ErrTooMany) {
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNot, err)
	}
	a := &Archive{parts: map[string]*zip.File{}, left: mostInAll, elements: min(elementsAtFirst+len(data), mostElements)}
	for _, f := range list.File {
		a.parts[PartName("", f.Name)] = f
	}
	return a, nil
}

// PartName is the name of a part that another refers to, from the root of the archive. It leads
// nowhere outside.
func PartName(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir("/"+from), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// Has reports whether there is a part of a name.
func (a *Archive) Has(part string) bool {
	return a.parts[part] != nil || a.flat != nil && part == flatPart
}

// Read unpacks a part. A part that is not there is empty.
func (a *Archive) Read(part string) ([]byte, error) {
	r, err := a.open(part)
	if err != nil || r == nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, broken(part, err)
	}
	return data, nil
}

// open starts to unpack a part; nil if it is not there. The size that a part says of itself
// is a promise: reading more than that is an error.
func (a *Archive) open(part string) (io.ReadCloser, error) {
	f := a.parts[part]
	if f == nil {
		if flat := a.openFlat(part); flat != nil {
			return flat, nil
		}
		return nil, nil
	}
	size := f.UncompressedSize64
	if size > mostPart || int64(size) > a.left {
		return nil, fmt.Errorf("%w: %s", ErrTooLarge, part)
	}
	a.left -= int64(size)
	r, err := f.Open()
	if err != nil {
		return nil, broken(part, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&promised{r, int64(size)}, r}, nil
}

// promised reads so many bytes and refuses more.
type promised struct {
	r    io.Reader
	left int64
}

func (p *promised) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if p.left -= int64(n); p.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}

func broken(part string, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return fmt.Errorf("%w: %s", ErrTooLarge, part)
	}
	return fmt.Errorf("%w: %s: %w", ErrNot, part, err)
}
