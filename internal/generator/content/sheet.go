package content

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/icsfile"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/workbook"
)

// Sheet is the spreadsheet or the calendar that events_from names.
type Sheet struct {
	File string // its path from the site's folder
	Part string // of a workbook: the sheet or the range that is named; else ""
	Rows []Row
}

// Key names the spreadsheet among those of a site: a workbook may be several.
func (s *Sheet) Key() string {
	if s.Part == "" {
		return s.File
	}
	return s.File + "!" + strings.ReplaceAll(s.Part, "#", " ")
}

// Row is one event of a spreadsheet or a calendar.
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
	Line      int       // in the file, from 1; of a workbook the row
	Cell      string    // of a workbook: the sheet and the row's first cell
}

// At is where the row stands in its file.
func (r *Row) At(file string) problem.Place {
	return problem.Place{File: file, Line: r.Line, Column: 1, Cell: r.Cell}
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
	s := &Sheet{}
	s.File, s.Part = c.sheetFile(files)
	raw, err := readSheet(files, s.File)
	switch {
	case errors.Is(err, errWorkbookSize):
		c.problems = append(c.problems, problem.MaxWorkbook.Over(problem.Place{File: s.File}))
		return s
	case err != nil:
		c.at(problem.FileMissing, problem.Args{"target": e.EventsFrom}, "events_from")
		return s
	}
	var rows table
	switch {
	case workbook.Is(raw):
		rows = c.openBook(s, raw)
	case icsfile.Is(raw):
		c.calendar(files, s)
	default:
		rows = c.openCSV(files, s)
	}
	if rows == nil {
		return s
	}
	r := sheetReader{c: c, table: rows, first: map[string]int{}}
	s.Rows = r.rows()
	return s
}

// sheetFile is the file that events_from names, and the sheet or the range behind the sign #. A
// file whose own name has that sign is found first.
func (c *checker) sheetFile(files fs.FS) (file, part string) {
	e := c.entry
	file = path.Join(Root, e.Folder(), e.EventsFrom)
	if _, err := fs.Stat(files, file); err == nil {
		return file, ""
	}
	if at := strings.LastIndexByte(e.EventsFrom, '#'); at > 0 {
		return path.Join(Root, e.Folder(), e.EventsFrom[:at]), strings.TrimSpace(e.EventsFrom[at+1:])
	}
	return file, ""
}

var errWorkbookSize = errors.New("the workbook is too large")

// readSheet reads the file of a spreadsheet: of a table as text enough to know it by, of a
// workbook all.
func readSheet(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw := make([]byte, 1024) // a comment may stand before the root of XML
	n, err := io.ReadFull(f, raw)
	if raw = raw[:n]; err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if !workbook.Is(raw) {
		return raw, nil
	}
	rest, err := io.ReadAll(io.LimitReader(f, int64(problem.MaxWorkbook.Most)))
	if err == nil && len(raw)+len(rest) > problem.MaxWorkbook.Most {
		err = errWorkbookSize
	}
	return append(raw, rest...), err
}

// openCSV reads the text of a table; nil if it cannot be read.
func (c *checker) openCSV(files fs.FS, s *Sheet) table {
	text, found, err := source.Read(files, source.File{Path: s.File, Name: s.File})
	if err != nil {
		c.at(problem.FileMissing, problem.Args{"target": c.entry.EventsFrom}, "events_from")
		return nil
	}
	c.problems = append(c.problems, found...)
	return newTextTable(text)
}

// table gives the rows of a spreadsheet one after the other, whatever it is kept in.
type table interface {
	next() (cells []string, err error) // io.EOF at the end
	row() int                          // the number of the row that next gave
	at(cell int) problem.Place         // of that row
	whole() problem.Place              // that row
	fault(cell int) problem.Code       // what is wrong with a cell whatever its column; "" for nothing
	link(cell int) string              // the address behind a cell of that row; "" for none
	name() string                      // of the row, as messages of a workbook call it
}

// sheetReader understands the rows of one table.
type sheetReader struct {
	c       *checker
	table   table
	columns []string // what each column is; "" for one that is not known
	names   []string // as the headings are written
	cells   []string // of the row under way
	first   map[string]int
}

// rows reads all rows that make sense; the others are problems.
func (r *sheetReader) rows() []Row {
	var rows []Row
	for {
		cells, err := r.table.next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			var told tableError
			if errors.As(err, &told) {
				r.c.problems = append(r.c.problems, problem.Problem(told))
			}
			return rows
		}
		r.cells = cells
		switch {
		case r.columns == nil:
			if !r.headings() {
				return nil
			}
		case strings.TrimSpace(strings.Join(cells, "")) != "":
			if len(rows) == problem.MaxSheetRows.Most {
				r.c.problems = append(r.c.problems, problem.MaxSheetRows.Over(r.table.whole()))
				return rows
			}
			if row, ok := r.row(); ok {
				rows = append(rows, row)
			}
		}
	}
}

// tableError is why the rest of a table cannot be read.
type tableError problem.Problem

func (e tableError) Error() string { return string(e.Code) }

// headings understands the first row, and reports whether the table has what an
// event needs.
func (r *sheetReader) headings() bool {
	have := map[string]bool{}
	if len(r.cells) > problem.MaxSheetColumns.Most {
		r.c.problems = append(r.c.problems, problem.MaxSheetColumns.Over(r.table.whole()))
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
	r.c.problems = append(r.c.problems, problem.New(code, r.table.at(cell), args))
}
