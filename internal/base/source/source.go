// Package source reads the files that authors wrote: it lists them, heals what
// editors and file systems do to Vietnamese text, and tells places in it.
//
//	files, problems, err := source.Scan(fsys, "content")
//	text, more, err := source.Read(fsys, files[0])
//	at := text.Place(offset, length)
//
// Everything behind this package sees paths and texts in NFC and UTF-8 with
// plain line feeds. What cannot be healed is a problem; the text is then the
// best that could be made of it, still valid UTF-8.
package source

import (
	"fmt"
	"io/fs"

	"loa/internal/base/problem"
)

// File is an input as Scan found it.
type File struct {
	Path string // from the site's folder, slash-separated, NFC
	Name string // the same as the disk spells it, for opening
	Size int64  // in bytes
}

// Text is the healed content of a file.
type Text struct {
	Path   string
	Bytes  []byte   // valid UTF-8 in NFC, lines ending in \n; do not change
	Healed []string // what was mended, none for a healthy file
}

// What Text.Healed may name.
const (
	HealedBOM         = "bom"          // a byte order mark was dropped
	HealedUTF16       = "utf-16"       // decoded
	HealedWindows1258 = "windows-1258" // decoded
	HealedLineEnds    = "line-ends"    // CRLF or CR became LF
	HealedZeroWidth   = "zero-width"   // invisible characters were dropped
	HealedNFC         = "nfc"          // letters and marks were composed
)

// Read opens and heals a file. The error is the file system's, saying which
// file; what is wrong with the text is a problem.
func Read(fsys fs.FS, f File) (Text, []problem.Problem, error) {
	var buffer []byte
	return ReadInto(&buffer, fsys, f)
}

// ReadInto is Read with the caller's memory, which grows as needed. The text is
// good until the buffer is used again.
func ReadInto(buffer *[]byte, fsys fs.FS, f File) (Text, []problem.Problem, error) {
	raw, err := appendFile((*buffer)[:0], fsys, f.Name)
	*buffer = raw
	if err != nil {
		return Text{Path: f.Path}, nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	text, problems := Heal(f.Path, raw)
	return text, problems, nil
}

// Place returns where the length bytes at offset stand, for a problem.
func (t Text) Place(offset, length int) problem.Place {
	return problem.Locate(t.Path, t.Bytes, offset, length)
}
