package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

// Bounds of what a document may unpack to. A few kilobytes of ZIP can hold
// millions of elements, and each costs many times its bytes once it is read.
const (
	mostText          = 24 << 20  // bytes of one part of XML
	mostTextInAll     = 64 << 20  // bytes of all parts of XML
	mostElements      = 1_000_000 // of all parts; a page of text has some thousand
	mostAttributes    = 2_000_000 // of all parts
	elementsAtFirst   = 150_000   // that a document may have whatever its length, and as many attributes; beyond, one for each byte of its file
	mostHTML          = 48 << 20  // bytes that are written
	mostPicture       = 32 << 20  // bytes of one picture
	mostPicturesInAll = 256 << 20 // bytes of all pictures
	mostPictures      = 2_000
)

// budget is what a document may still unpack to.
type budget struct {
	text, elements, attributes int64
	picture                    int64 // bytes
	pictures                   int
}

// budgetOf is that of a file of so many bytes. Word packs an element into a byte or
// more; a small file with many more holds the same one again and again.
func budgetOf(size int) budget {
	most := elementsAtFirst + int64(size)
	return budget{text: mostTextInAll, elements: min(most, mostElements), attributes: min(2*most, mostAttributes), picture: mostPicturesInAll, pictures: mostPictures}
}

// xml unpacks a part of XML. Its signs are counted before it is parsed, as a
// single element may hold millions of attributes.
func (b *budget) xml(f *zip.File) ([]byte, error) {
	data, err := unpack(f, mostText, &b.text)
	if err != nil {
		return nil, err
	}
	b.elements -= int64(bytes.Count(data, []byte("<")) - bytes.Count(data, []byte("</")))
	b.attributes -= int64(bytes.Count(data, []byte("=")))
	if b.elements < 0 || b.attributes < 0 {
		return nil, fmt.Errorf("%w: %s", ErrTooLarge, f.Name)
	}
	return data, nil
}

// image unpacks a picture.
func (b *budget) image(f *zip.File) ([]byte, error) {
	if b.pictures == 0 {
		return nil, fmt.Errorf("%w: %s", ErrTooLarge, f.Name)
	}
	b.pictures--
	return unpack(f, mostPicture, &b.picture)
}

// unpack reads an entry of at most so many bytes, and takes them from what is
// left, also those of an entry that turns out to be broken. The size that it
// says of itself is a promise: more is not read.
func unpack(f *zip.File, most int64, left *int64) ([]byte, error) {
	most = min(most, *left)
	if f.UncompressedSize64 > uint64(most) {
		return nil, fmt.Errorf("%w: %s", ErrTooLarge, f.Name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrNot, f.Name, err)
	}
	defer r.Close()
	size := int64(f.UncompressedSize64)
	data, err := io.ReadAll(io.LimitReader(r, size+1))
	*left = max(*left-int64(len(data)), 0)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrNot, f.Name, err)
	}
	if int64(len(data)) != size {
		return nil, fmt.Errorf("%w: %s: not the size that it says", ErrNot, f.Name)
	}
	return data, nil
}
