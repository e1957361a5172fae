// Package doc reads the text of a Word document of 1997 to 2003 (.doc) as HTML in the form that
// Word puts on the clipboard.
//
//	document, err := doc.Read(data)
//	result := htmlimport.Options{Picture: document.Picture}.Convert(document.HTML)
//
// A file is not trusted: every place that it names is looked up within its streams. Sections named
// in comments are those of [MS-DOC]. Read returns the errors of package officefile, and ErrOlder.
package doc

import (
	"encoding/binary"
	"errors"
	"fmt"

	"loa/internal/base/officefile"
)

// ErrOlder says that a document is of Word 95 or before, or none of Word.
var ErrOlder = errors.New("a document of another program, or of an older Word")

// mostCharacters is how long a document may be, notes and heads of pages included.
const mostCharacters = 8 << 20

// Document is a Word document.
type Document struct {
	HTML     string
	Drawings int // that float over the page, or hold no picture that is known; they are left out
	Nested   int // tables in tables, of which the text is kept
	pictures map[string][]byte
}

// Picture returns a picture of the document by the source that HTML names.
func (d *Document) Picture(src string) ([]byte, bool) {
	data, ok := d.pictures[src]
	return data, ok
}

// Unread are the parts that were left out as they are broken: none that are known one by one.
func (d *Document) Unread() []string { return nil }

// file is a document while it is read.
type file struct {
	main, table, data []byte // its streams
	counts            [7]int // characters of each part, in the order of partOf
	pieces            []piece
	papx, chpx        []run
	styles            []style
	lists             lists
	fonts             []string
	drawings          drawings
}

// The parts of a document stand one after the other (section 2.4.1).
const (
	textPart = iota
	notePart
	headPart
	macroPart
	remarkPart
	endnotePart
	boxPart
)

// Read reads a document.
func Read(data []byte) (*Document, error) {
	compound, err := officefile.OpenCompound(data)
	if err != nil {
		return nil, err
	}
	if compound.Has("EncryptedPackage") {
		return nil, officefile.ErrLocked
	}
	if !compound.Has("WordDocument") {
		return nil, ErrOlder
	}
	f := &file{}
	if f.main, err = compound.Stream("WordDocument"); err != nil {
		return nil, err
	}
	const firstOf97, encrypted, otherTable = 0xC1, 0x0100, 0x0200
	flags := f.short(f.main, 0x0A)
	if f.short(f.main, 0) != 0xA5EC || f.short(f.main, 2) < firstOf97 {
		return nil, ErrOlder
	}
	if flags&encrypted != 0 {
		return nil, officefile.ErrLocked
	}
	name := "0Table"
	if flags&otherTable != 0 {
		name = "1Table"
	}
	if f.table, err = compound.Stream(name); err != nil {
		return nil, err
	}
	if compound.Has("Data") {
		if f.data, err = compound.Stream("Data"); err != nil {
			f.data = nil // pictures alone
		}
	}
	if err := f.read(); err != nil {
		return nil, err
	}
	return f.document()
}

// read reads the tables of a document.
func (f *file) read() error {
	total := 0
	for i, at := range []int{0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64} {
		n := f.long(f.main, at)
		if n < 0 || n > mostCharacters {
			return fmt.Errorf("%w: characters", officefile.ErrTooLarge)
		}
		f.counts[i] = n
		total += n
	}
	if total > mostCharacters {
		return fmt.Errorf("%w: characters", officefile.ErrTooLarge)
	}
	if f.pieces = f.readPieces(f.part(33)); len(f.pieces) == 0 {
		return fmt.Errorf("%w: no text", officefile.ErrNot)
	}
	f.chpx = f.readRuns(f.part(12), false)
	f.papx = f.readRuns(f.part(13), true)
	f.styles = f.readStyles(f.part(1))
	f.lists = f.readLists()
	f.fonts = f.readFonts(f.part(15))
	f.drawings = f.readDrawings()
	return nil
}

// part is what the table of the main stream names by its number (section 2.5.6); empty if it
// is not there.
func (f *file) part(number int) []byte {
	at := 0x9A + 8*number
	return cut(f.table, f.long(f.main, at), f.long(f.main, at+4))
}

// start is where a part begins.
func (f *file) start(part int) int {
	at := 0
	for _, n := range f.counts[:part] {
		at += n
	}
	return at
}

// cut is a piece of a stream, as far as it goes.
func cut(data []byte, from, length int) []byte {
	if from < 0 || length <= 0 || from >= len(data) {
		return nil
	}
	return data[from:min(len(data), from+length)]
}

// short and long read numbers of two and four bytes; 0 outside of the data.
func (f *file) short(data []byte, at int) int {
	if at < 0 || at+2 > len(data) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(data[at:]))
}

func (f *file) long(data []byte, at int) int {
	if at < 0 || at+4 > len(data) {
		return 0
	}
	return int(int32(binary.LittleEndian.Uint32(data[at:])))
}
