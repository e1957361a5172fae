package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// textTable is a table that is kept as text: CSV and its kin.
type textTable struct {
	text  source.Text
	lines []int // where each line begins
	head  int   // the line of the headings, from 1
	csv   *csv.Reader
	cells []string // of the last row
}

func newTextTable(text source.Text) *textTable {
	t := &textTable{text: text, lines: lineStarts(text.Bytes), csv: csv.NewReader(bytes.NewReader(text.Bytes))}
	t.head, t.csv.Comma = headOf(text.Bytes)
	t.csv.FieldsPerRecord = -1
	t.csv.TrimLeadingSpace = t.csv.Comma != '\t' // else an empty cell would go
	return t
}

// next gives the rows from that of the headings on.
func (t *textTable) next() ([]string, error) {
	for {
		cells, err := t.csv.Read()
		if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) {
			return nil, tableError(problem.New(problem.DataUnreadable, t.line(syntax.Line), problem.Args{"format": "CSV"}))
		}
		if err != nil {
			return nil, io.EOF
		}
		if t.cells = cells; t.row() >= t.head {
			return cells, nil
		}
	}
}

func (t *textTable) row() int {
	line, _ := t.csv.FieldPos(0)
	return line
}

func (t *textTable) at(cell int) problem.Place {
	line, column := t.csv.FieldPos(cell)
	return t.text.Place(t.lines[line-1]+column-1, len(t.cells[cell]))
}

func (t *textTable) whole() problem.Place { return t.line(t.row()) }

func (t *textTable) line(number int) problem.Place {
	start := t.lines[min(number, len(t.lines))-1]
	end := bytes.IndexByte(t.text.Bytes[start:], '\n')
	if end < 0 {
		end = len(t.text.Bytes) - start
	}
	return t.text.Place(start, end)
}

func (t *textTable) fault(int) problem.Code { return "" }

func (t *textTable) link(int) string { return "" }

func (t *textTable) name() string { return "" }

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// titleLines is how far down the headings may stand: below "sep=;", a title of two rows and empty
// ones.
const titleLines = 6

// separators are what may stand between cells: Excel in Vietnamese writes semicolons.
const separators = ",;\t"

// head finds the line of the headings, from 1, and what stands between the cells. Where no line
// names both columns that are needed, the first counts, so that the problem stands there.
func headOf(text []byte) (line int, comma rune) {
	lines := bytes.SplitN(text, []byte("\n"), titleLines+1)
	for i, one := range lines[:min(len(lines), titleLines)] {
		if comma := separator(one); hasHeadings(string(one), string(comma)) {
			return i + 1, comma
		}
	}
	// Excel takes the separator from such a line and does not show it.
	if given, ok := strings.CutPrefix(strings.TrimRight(string(lines[0]), "\r"), "sep="); ok && len(given) == 1 && strings.Contains(separators, given) {
		return 2, rune(given[0])
	}
	return 1, separator(lines[0])
}

// hasHeadings reports whether a line names the columns that every table has.
func hasHeadings(line, comma string) bool {
	have := map[string]bool{}
	if strings.Count(line, comma) >= problem.MaxSheetColumns.Most {
		return false
	}
	for cell := range strings.SplitSeq(line, comma) {
		column, _ := columnOf(strings.Trim(strings.TrimSpace(cell), `"`))
		have[column] = true
	}
	return have["title"] && have["date"]
}

// separator is what most often stands between the words of a line.
func separator(line []byte) rune {
	best, most := ',', 0
	for _, c := range separators {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}
