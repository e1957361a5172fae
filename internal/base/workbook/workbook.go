// Package workbook reads the cells of spreadsheets, .xlsx, .ods and .xls, as the text that a person
// sees in them.
//
//	book, err := workbook.Open(data)
//	table, err := book.Table("Tháng 6!A3:F40")
//
// A date is 01/06/2026, a time 08:30, and a number has the signs of Vietnam (1.234,5), as when a
// Vietnamese Excel saves CSV. Of a formula the kept value is read. Rows, columns and sheets that
// the file hides are left out and counted. The error of a file that cannot be read is one of
// package officefile.
package workbook

import (
	"strconv"
	"strings"

	"loa/internal/base/officefile"
	"loa/internal/base/problem"
)

// Book is a workbook.
type Book struct {
	Sheets []Sheet
	names  map[string]string // named ranges, as “Sheet!A1:B2”
}

// Sheet is a sheet of a workbook.
type Sheet struct {
	Name    string
	Hidden  bool
	Rows    []Row // those with text that are shown, from above
	Skipped Skipped
	Over    *problem.Limit // which limit the sheet is beyond; what is beyond it is not in Rows
	OverRow int            // where
}

// Skipped counts what a sheet holds that Rows does not have.
type Skipped struct {
	Rows, Columns int // hidden, with text
	Drawings      int // pictures and charts
	Remarks       int // notes at cells
	Links         int // addresses behind cells that could not be read
}

// Row is a row of a sheet.
type Row struct {
	Number int // from 1, as the program shows it
	Cells  []Cell
}

// Cell is a cell; the zero value is an empty one.
type Cell struct {
	Text string
	Link string // the address behind it
	Kind Kind
	font oldFont // until the whole book is read
}

// Kind says of a cell what its text is.
type Kind uint8

// The kinds.
const (
	Plain   Kind = iota // what stands in Text
	Number              // a number, a date or a time
	Fault               // a formula that gave an error: #REF!
	NoValue             // a formula whose value is not kept in the file; Text is empty
)

// mostCells is how many cells with text a book may have, those of merged cells counted for each row.
const mostCells = 2_000_000

// Is reports whether a file begins as workbooks do, whatever its name. Word documents begin the
// same.
func Is(data []byte) bool {
	return officefile.IsArchive(data) || officefile.IsCompound(data) || officefile.IsFlat(data)
}

// Open reads a workbook.
func Open(data []byte) (*Book, error) {
	switch {
	case officefile.IsArchive(data):
		archive, err := officefile.OpenArchive(data)
		if err != nil {
			return nil, err
		}
		if archive.Has("content.xml") {
			return openODS(archive)
		}
		return openXLSX(archive)
	case officefile.IsFlat(data):
		archive, err := officefile.OpenFlat(data)
		if err != nil {
			return nil, err
		}
		return openODS(archive)
	case officefile.IsCompound(data):
		return openXLS(data)
	}
	return nil, officefile.ErrNot
}

// Visible are the sheets that a person sees and that have text.
func (b *Book) Visible() []*Sheet {
	var all []*Sheet
	for i := range b.Sheets {
		if s := &b.Sheets[i]; !s.Hidden && len(s.Rows) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// Table is a part of a book by what names it: a sheet, a range of the first sheet (A3:F40), of a
// sheet (Tháng 6!A3:F40), or a range that the book itself gives a name. ok is false if there is
// none.
func (b *Book) Table(name string) (table *Sheet, ok bool) {
	if s := b.sheet(name); s != nil {
		return s, true
	}
	if named, there := b.names[strings.ToLower(name)]; there {
		name = named
	}
	sheet, span := "", name
	if at := strings.LastIndex(name, "!"); at >= 0 {
		sheet, span = strings.Trim(name[:at], "'"), name[at+1:]
	}
	area, ok := parseArea(span)
	from := b.sheet(sheet)
	if visible := b.Visible(); sheet == "" && len(visible) > 0 {
		from = visible[0]
	}
	if !ok || from == nil {
		return nil, false
	}
	return from.cut(area), true
}

func (b *Book) sheet(name string) *Sheet {
	for i := range b.Sheets {
		if strings.EqualFold(b.Sheets[i].Name, name) {
			return &b.Sheets[i]
		}
	}
	return nil
}

// cut returns the part of a sheet within an area. Columns before it stay, empty, so that a cell's
// place says where it stands in the file.
func (s *Sheet) cut(a area) *Sheet {
	part := *s
	part.Rows = nil
	for _, row := range s.Rows {
		if row.Number < a.top || row.Number > a.bottom {
			continue
		}
		cells := make([]Cell, min(len(row.Cells), a.right+1))
		for x := a.left; x < len(cells); x++ {
			cells[x] = row.Cells[x]
		}
		if cells = trimmed(cells); len(cells) > 0 {
			part.Rows = append(part.Rows, Row{Number: row.Number, Cells: cells})
		}
	}
	return &part
}

func trimmed(cells []Cell) []Cell {
	for len(cells) > 0 && cells[len(cells)-1] == (Cell{}) {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// CellName is how the program calls the cell of a row, from 1, and a column, from 0: B7.
func CellName(row, column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}

// area is a rectangle of cells: rows from 1, columns from 0, all included.
type area struct{ top, left, bottom, right int }

// parseArea reads “A3:F40”, “$A$3” and the like.
func parseArea(text string) (area, bool) {
	first, last, two := strings.Cut(strings.ReplaceAll(text, "$", ""), ":")
	top, left, ok := parseCell(first)
	a := area{top, left, top, left}
	if two && ok {
		a.bottom, a.right, ok = parseCell(last)
	}
	return a, ok && a.top <= a.bottom && a.left <= a.right
}

// Excel has no more.
const (
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// parseCell reads B7 as row 7, column 1.
func parseCell(name string) (row, column int, ok bool) {
	i := 0
	for ; i < len(name) && i < 4; i++ {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	for _, c := range []byte(name[i:]) {
		if c < '0' || c > '9' || row > lastRow {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return row, column - 1, column > 0 && column <= lastColumn && row > 0 && row <= lastRow
}
