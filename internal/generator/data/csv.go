package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// sheet is a CSV file, read row by row: no more of it is held than its rows.
type sheet struct {
	text     source.Text
	left     room
	headings []string
	rows     []any
	starts   []int             // where in the text each row starts
	problems []problem.Problem // of cells
}

// readCSV takes commas, semicolons (Excel in Vietnamese) and tabs.
func readCSV(text source.Text, left *room) (any, []problem.Problem) {
	s, found := csvSheet(text, left)
	if s == nil {
		return nil, found
	}
	return s.rows, found
}

// csvSheet is the whole of a CSV file; nil if it cannot be read.
func csvSheet(text source.Text, left *room) (*sheet, []problem.Problem) {
	reader := csv.NewReader(bytes.NewReader(text.Bytes))
	reader.Comma = separator(text.Bytes)
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = true
	reader.ReuseRecord = true
	s := sheet{text: text, left: *left, rows: []any{}}
	for last, start := 1, 0; ; {
		record, err := reader.Read()
		if err == io.EOF {
			*left = s.left
			return &s, s.problems
		}
		if err != nil {
			return nil, s.unreadable(err)
		}
		line, _ := reader.FieldPos(0)
		start += offset(text.Bytes[start:], line-last+1)
		last = line
		if refused := s.take(record, start); refused != nil {
			return nil, refused
		}
	}
}

func (s *sheet) unreadable(err error) []problem.Problem {
	at := problem.Place{File: s.text.Path}
	if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) {
		at = s.text.Place(offset(s.text.Bytes, syntax.StartLine), len(s.text.Bytes)) // to the line's end
	}
	return unreadable(at, "CSV")
}

// take makes a row of a record that starts at an offset, or the headings of the first
// one. It refuses the table for what goes beyond a limit.
func (s *sheet) take(record []string, start int) []problem.Problem {
	if s.headings == nil && len(record) > problem.MaxSheetColumns.Most {
		first, _, _ := bytes.Cut(s.text.Bytes, []byte("\n"))
		return []problem.Problem{problem.MaxSheetColumns.Over(s.text.Place(0, len(first)))}
	}
	if len(s.rows) == problem.MaxSheetRows.Most {
		return []problem.Problem{problem.MaxSheetRows.Over(s.text.Place(start, 1))}
	}
	if s.left -= room(1 + len(record)); s.left < 0 {
		return full(s.text, start)
	}
	if s.headings == nil {
		s.headings = make([]string, len(record))
		for i, heading := range record {
			s.headings[i] = strings.TrimSpace(heading)
		}
		return nil
	}
	row := make(map[string]any, min(len(record), len(s.headings)))
	for i, heading := range s.headings[:min(len(record), len(s.headings))] {
		row[heading] = strings.TrimSpace(record[i])
	}
	s.rows, s.starts = append(s.rows, row), append(s.starts, start)
	if len(s.problems) <= problem.MaxProblems.Most { // more are not told
		s.problems = append(s.problems, addresses(row, func([]any) problem.Place { return s.text.Place(start, 1) })...)
	}
	return nil
}

// offset returns where a line begins, counted from 1.
func offset(text []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at
}

func separator(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t'} {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}
