package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// Sheet is the spreadsheet that events_from names.
type Sheet struct {
	File string // its path from the site's folder
	Rows []Row
}

// Row is one event of a spreadsheet.
type Row struct {
	ID        string // names the event for ever, among those of its sheet
	Title     string
	Summary   string
	Place     string
	Organizer string
	Link      string
	Campaign  string // the campaign's path
	Topics    []string
	Audience  []string
	Level     string
	Unit      string
	When      calendar.Event
	State     calendar.Status
	Updated   time.Time // when the row last changed; zero if nobody says
	Line      int       // in the file, from 1
}

// sheet reads the spreadsheet of a section.
func (c *checker) sheet(files fs.FS) *Sheet {
	e := c.entry
	if e.EventsFrom == "" {
		return nil
	}
	if !e.IsSection() {
		c.at(problem.CascadeOutsideSection, nil, "events_from")
		return nil
	}
	s := &Sheet{File: path.Join(Root, e.Folder(), e.EventsFrom)}
	var raw []byte
	text, found, err := source.ReadInto(&raw, files, source.File{Path: s.File, Name: s.File})
	if err != nil {
		c.at(problem.FileMissing, problem.Args{"target": e.EventsFrom}, "events_from")
		return s
	}
	if isWorkbook(raw) {
		name := strings.TrimSuffix(path.Base(s.File), path.Ext(s.File)) + ".csv"
		c.problems = append(c.problems, problem.New(problem.SheetWorkbook, problem.Place{File: s.File}, problem.Args{"name": name}))
		return s
	}
	c.problems = append(c.problems, found...)
	r := sheetReader{c: c, text: text, lines: lineStarts(text.Bytes)}
	s.Rows = r.rows()
	return s
}

// isWorkbook reports whether a file is a workbook of Excel or LibreOffice, old or new,
// whatever its ending says.
func isWorkbook(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0"))
}

// sheetReader reads one table.
type sheetReader struct {
	c       *checker
	text    source.Text
	lines   []int // where each line begins
	csv     *csv.Reader
	columns []string // what each column is; "" for one that is not known
	names   []string // as the headings are written
	cells   []string // of the row under way
	first   map[string]int
}

// rows reads all rows that make sense; the others are problems.
func (r *sheetReader) rows() []Row {
	r.csv = csv.NewReader(bytes.NewReader(r.text.Bytes))
	head, comma := r.head()
	r.csv.Comma = comma
	r.csv.FieldsPerRecord = -1
	r.csv.TrimLeadingSpace = r.csv.Comma != '\t' // else an empty cell would go
	r.first = map[string]int{}
	var rows []Row
	for {
		cells, err := r.csv.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) {
			r.c.problems = append(r.c.problems, problem.New(problem.DataUnreadable, r.line(syntax.Line), problem.Args{"format": "CSV"}))
			return rows
		}
		r.cells = cells
		line, _ := r.csv.FieldPos(0)
		switch {
		case line < head:
			// a title
		case r.columns == nil:
			if !r.headings() {
				return nil
			}
		case strings.TrimSpace(strings.Join(cells, "")) != "":
			if len(rows) == problem.MaxSheetRows.Most {
				r.c.problems = append(r.c.problems, problem.MaxSheetRows.Over(r.line(line)))
				return rows
			}
			if row, ok := r.row(); ok {
				rows = append(rows, row)
			}
		}
	}
}

// headings understands the first row, and reports whether the table has what an
// event needs.
func (r *sheetReader) headings() bool {
	have := map[string]bool{}
	if line, _ := r.csv.FieldPos(0); len(r.cells) > problem.MaxSheetColumns.Most {
		r.c.problems = append(r.c.problems, problem.MaxSheetColumns.Over(r.line(line)))
		return false
	}
	for i, cell := range r.cells {
		name := strings.TrimSpace(cell)
		column, ok := columnOf(name)
		if !ok && name != "" {
			args := problem.Args{"name": name, "known": columnNames()}
			if near, ok := fold.Nearest(name, columnNames()); ok {
				args["suggestion"] = near
			}
			r.at(problem.SheetColumn, i, args)
		}
		if at := slices.Index(r.columns, column); ok && at >= 0 {
			r.at(problem.SheetColumnTwice, i, problem.Args{"name": name, "other": r.names[at]})
		}
		r.columns, r.names, have[column] = append(r.columns, column), append(r.names, name), true
	}
	for _, needed := range []struct{ column, name string }{{"title", "Tên"}, {"date", "Ngày"}} {
		if !have[needed.column] {
			r.at(problem.SheetHeading, 0, problem.Args{"name": needed.name})
			return false
		}
	}
	return true
}

// at reports a problem at a cell of the row under way.
func (r *sheetReader) at(code problem.Code, cell int, args problem.Args) {
	line, column := r.csv.FieldPos(cell)
	r.c.problems = append(r.c.problems, problem.New(code, r.text.Place(r.lines[line-1]+column-1, len(r.cells[cell])), args))
}

func (r *sheetReader) line(number int) problem.Place {
	start := r.lines[min(number, len(r.lines))-1]
	end := bytes.IndexByte(r.text.Bytes[start:], '\n')
	if end < 0 {
		end = len(r.text.Bytes) - start
	}
	return r.text.Place(start, end)
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}
