package docmeta

import (
	"archive/zip"
	"bytes"
	"io"

	"loa/internal/base/zipfile"
)

// The bounds of a search for photographs.
const (
	mostRead   = 64 << 20  // bytes of a file that are searched
	mostEntry  = 8 << 20   // bytes of a packed file that are searched
	mostInside = 256 << 20 // bytes of all packed files
	deepest    = 3         // ZIP files in ZIP files
	mostPlaces = 2000      // in one file, where a photograph may begin
	mostHead   = 160 << 10 // bytes of a photograph: its metadata stands at its beginning
)

// Photos counts the pictures within a file of which says reports true. It looks for JPEG
// wherever it begins (PDF keeps photographs as they are, and so do old Word files and
// folders packed without compression), and in ZIP files and what is built like them
// (DOCX, EPUB, ODT) for each packed file that says recognises. The data that says gets
// may go on behind the picture, or end within it.
func Photos(r io.ReaderAt, size int64, says func(data []byte) bool) int {
	s := photoSearch{says: says}
	s.file(r, size, 0)
	return s.found
}

type photoSearch struct {
	says  func([]byte) bool
	found int
	bytes int64 // of packed files so far
}

func (s *photoSearch) file(r io.ReaderAt, size int64, depth int) {
	head := make([]byte, min(size, 4))
	if n, _ := r.ReadAt(head, 0); n < 4 {
		return
	}
	if string(head) == "PK\x03\x04" && depth < deepest {
		s.packed(r, size, depth)
		return
	}
	data := make([]byte, min(size, mostRead))
	if n, err := r.ReadAt(data, 0); n == len(data) || err == io.EOF {
		s.data(data[:n])
	}
}

// jpegStart is a start of image with the marker of the next segment (ITU-T T.81).
const jpegStart = "\xff\xd8\xff"

func (s *photoSearch) data(data []byte) {
	if !bytes.HasPrefix(data, []byte(jpegStart)) && s.says(data) {
		s.found++
	}
	at := 0
	for range mostPlaces {
		i := bytes.Index(data[at:], []byte(jpegStart))
		if i < 0 {
			return
		}
		if at += i; s.says(data[at:min(at+mostHead, len(data))]) {
			s.found++
		}
		at += len(jpegStart)
	}
}

func (s *photoSearch) packed(r io.ReaderAt, size int64, depth int) {
	archive, err := zipfile.Open(r, size)
	if err != nil {
		return // locked, broken, or no ZIP file after all
	}
	for _, f := range archive.File {
		if s.bytes > mostInside {
			return
		}
		s.entry(f, depth)
	}
}

func (s *photoSearch) entry(f *zip.File, depth int) {
	packed, err := f.Open()
	if err != nil {
		return
	}
	defer packed.Close()
	data, _ := io.ReadAll(io.LimitReader(packed, mostEntry)) // what can be read of it is searched
	s.bytes += int64(len(data))
	s.file(bytes.NewReader(data), int64(len(data)), depth+1)
}
