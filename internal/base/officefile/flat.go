package officefile

import (
	"bytes"
	"fmt"
	"io"
)

// flatPart is the part that a flat file is.
const flatPart = "content.xml"

// IsFlat reports whether a file is an OpenDocument in one piece of XML (.fodt, .fods; OpenDocument 1.3,
// part 3, section 3.1.2).
func IsFlat(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("<office:document "))
}

// OpenFlat opens such a file as an archive of which it is the only part.
func OpenFlat(data []byte) (*Archive, error) {
	if len(data) > mostPart {
		return nil, fmt.Errorf("%w: %s", ErrTooLarge, flatPart)
	}
	return &Archive{flat: data, left: mostInAll, elements: min(elementsAtFirst+len(data), mostElements)}, nil
}

// openFlat is the part of a flat file; nil for any other.
func (a *Archive) openFlat(part string) io.ReadCloser {
	if a.flat == nil || part != flatPart {
		return nil
	}
	return io.NopCloser(bytes.NewReader(a.flat))
}
