package workbook

import (
	"errors"
	"strings"
	"unicode/utf8"

	"loa/internal/base/officefile"
	"loa/internal/base/problem"
)

// Unread is the problem of a workbook that Open refuses.
func Unread(err error, file string) problem.Problem {
	code := problem.SheetWorkbook
	switch {
	case errors.Is(err, officefile.ErrLocked):
		code = problem.SheetLocked
	case errors.Is(err, officefile.ErrTooLarge):
		code = problem.SheetTooLarge
	}
	return problem.New(code, problem.Place{File: file}, nil)
}

// Told are the problems of a sheet as a whole: that it is beyond a limit, an error, or has hidden
// parts, a warning.
func (s *Sheet) Told(file string) []problem.Problem {
	if s.Over != nil {
		return []problem.Problem{s.Over.Over(problem.Place{File: file, Line: s.OverRow, Column: 1, Cell: s.Name + "!" + CellName(s.OverRow, 0)})}
	}
	if left := s.Skipped; left.Rows+left.Columns > 0 {
		return []problem.Problem{problem.New(problem.SheetHidden, problem.Place{File: file}, problem.Args{"sheet": s.Name, "rows": left.Rows, "columns": left.Columns})}
	}
	return nil
}

// Place is where a cell of a row stands, for a problem. It shows the row, its cells between bars.
func (s *Sheet) Place(file string, row Row, cell int) problem.Place {
	place := problem.Place{File: file, Line: row.Number, Cell: s.Name + "!" + CellName(row.Number, cell)}
	var text strings.Builder
	for i, c := range row.Cells {
		if i > 0 {
			text.WriteString(" | ")
		}
		shown := strings.Join(strings.Fields(c.Text), " ")
		if i == cell {
			place.Column, place.Width = utf8.RuneCountInString(text.String())+1, utf8.RuneCountInString(shown)
		}
		text.WriteString(shown)
	}
	if place.Text = text.String(); place.Column == 0 {
		place.Column = utf8.RuneCountInString(place.Text) + 1
	}
	return place
}

// Fault is what is wrong with a cell whatever it is for: a formula with an error or without a
// value; "" for nothing.
func (r Row) Fault(cell int) problem.Code {
	if cell >= len(r.Cells) {
		return ""
	}
	switch r.Cells[cell].Kind {
	case Fault:
		return problem.SheetFormula
	case NoValue:
		return problem.SheetNoValue
	}
	return ""
}
