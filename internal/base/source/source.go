// Package source reads the files that authors wrote: it lists them, normalizes what
// editors and file systems do to Vietnamese text, and reports positions in it.
//
//	files, problems, err := source.Scan(fsys, "content")
//	text, more, err := source.Read(fsys, files[0])
//	at := text.Place(offset, length)
//
// All packages above this one see paths and texts in NFC and UTF-8 with
// plain line feeds. What cannot be normalized is a problem; the text is then the
// best that could be made of it, still valid UTF-8.
package source

import (
	"fmt"
	"io/fs"
	"slices"

	"loa/internal/base/problem"
)

// File is an input as Scan found it.
type File struct {
	Path string // from the site's folder, slash-separated, NFC
	Name string // the same as the disk spells it, for opening
	Size int64  // in bytes; 0 if it is not known
}

// Unsized is the file where another one may stand at its path.
func (f File) Unsized() File {
	f.Size = 0
	return f
}

// Text is the normalized content of a file.
type Text struct {
	Path  string
	Bytes []byte   // valid UTF-8 in NFC, lines ending in \n; do not change
	Fixed []string // what was mended, none for a clean file

	places *problem.Locator // nil of a Text that was not made by Normalize
	made   *origin          // nil of a text as it stands in its file
}

// origin is what a text was made from.
type origin struct {
	text Text
	back func(offset int) int
}

// Made returns a text that was made from this one: its places are those of the file. back
// gives for an offset in bytes the one in this text.
func (t Text) Made(bytes []byte, back func(offset int) int) Text {
	return Text{Path: t.Path, Bytes: bytes, Fixed: t.Fixed, made: &origin{t, back}}
}

// What Text.Fixed may name.
const (
	FixedBOM         = "bom"          // a byte order mark was dropped
	FixedUTF16       = "utf-16"       // decoded
	FixedWindows1258 = "windows-1258" // decoded
	FixedLineEnds    = "line-ends"    // CRLF or CR became LF
	FixedZeroWidth   = "zero-width"   // invisible characters were dropped
	FixedNFC         = "nfc"          // letters and marks were composed
)

// Read opens and normalizes a file. An I/O error is wrapped with the file's path;
// what is wrong with the text is a problem.
func Read(fsys fs.FS, f File) (Text, []problem.Problem, error) {
	var buffer []byte
	return ReadInto(&buffer, fsys, f)
}

// ReadInto is Read into a buffer of the caller, which grows as needed. The text
// is valid until the buffer is used again.
func ReadInto(buffer *[]byte, fsys fs.FS, f File) (Text, []problem.Problem, error) {
	if tooLong(fsys, f) {
		return Text{Path: f.Path}, []problem.Problem{problem.MaxFile.Over(problem.Place{File: f.Path})}, nil
	}
	raw, err := appendFile((*buffer)[:0], fsys, f.Name)
	*buffer = raw
	if err != nil {
		return Text{Path: f.Path}, nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	text, problems := Normalize(f.Path, raw)
	return text, problems, nil
}

// tooLong asks the file system about a file whose size nobody knows.
func tooLong(fsys fs.FS, f File) bool {
	if f.Size == 0 {
		if info, err := fs.Stat(fsys, f.Name); err == nil {
			f.Size = info.Size()
		}
	}
	return f.Size > int64(problem.MaxFile.Most)
}

// Unread reports whether the problems of a file say that nothing was read of it: it is
// too long, or no text.
func Unread(problems []problem.Problem) bool {
	return slices.ContainsFunc(problems, func(p problem.Problem) bool {
		return p.Code == problem.SourceBinary || p.Code == problem.LimitFile
	})
}

// Place returns where the length bytes at offset stand, for a problem.
func (t Text) Place(offset, length int) problem.Place {
	if m := t.made; m != nil {
		from := m.back(offset)
		return m.text.Place(from, max(m.back(offset+length)-from, 0))
	}
	if t.places == nil {
		return problem.Locate(t.Path, t.Bytes, offset, length)
	}
	return t.places.Locate(t.Path, t.Bytes, offset, length)
}
