package content

import (
	"io"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/workbook"
)

// bookTable is a table that is a part of a workbook.
type bookTable struct {
	file  string
	sheet *workbook.Sheet
	to    int // the row that comes next
	wide  int // cells of the row of the headings
}

// openBook finds the events in a workbook; nil if there are none that could be read. What the
// file hides, and other sheets that look like events, are told.
func (c *checker) openBook(s *Sheet, raw []byte) table {
	book, err := workbook.Open(raw)
	if err != nil {
		c.problems = append(c.problems, workbook.Unread(err, s.File))
		return nil
	}
	sheet := c.choose(s, book)
	if sheet == nil {
		return nil
	}
	told := sheet.Told(s.File)
	if c.problems = append(c.problems, told...); problem.Any(told, problem.Error) {
		return nil
	}
	t := &bookTable{file: s.File, sheet: sheet}
	if head := headRow(sheet); head >= 0 {
		t.to = head
	}
	if len(sheet.Rows) == 0 {
		c.problems = append(c.problems, problem.New(problem.SheetEmpty, problem.Place{File: s.File}, problem.Args{"sheet": sheet.Name}))
		return nil
	}
	t.wide = len(sheet.Rows[t.to].Cells)
	return t
}

// choose finds the sheet: the one that is named, or the first that has the headings of events, or
// the first.
func (c *checker) choose(s *Sheet, book *workbook.Book) *workbook.Sheet {
	var names []string
	for i := range book.Sheets {
		names = append(names, book.Sheets[i].Name)
	}
	if s.Part != "" {
		sheet, ok := book.Table(s.Part)
		if !ok {
			args := problem.Args{"name": s.Part, "known": names}
			if near, ok := fold.Nearest(s.Part, names); ok {
				args["suggestion"] = near
			}
			c.at(problem.SheetUnknown, args, "events_from")
		}
		return sheet
	}
	visible := book.Visible()
	if len(visible) == 0 {
		c.problems = append(c.problems, problem.New(problem.SheetEmpty, problem.Place{File: s.File}, problem.Args{"sheet": strings.Join(names, ", ")}))
		return nil
	}
	withEvents := slices.DeleteFunc(slices.Clone(visible), func(s *workbook.Sheet) bool { return headRow(s) < 0 })
	if len(withEvents) == 0 {
		return visible[0]
	}
	if len(withEvents) > 1 {
		var others []string
		for _, other := range withEvents[1:] {
			others = append(others, other.Name)
		}
		c.problems = append(c.problems, problem.New(problem.SheetOthers, problem.Place{File: s.File}, problem.Args{"sheet": withEvents[0].Name, "others": strings.Join(others, ", ")}))
	}
	return withEvents[0]
}

// headRows is how many rows may stand above the headings: the head of an official letter.
const headRows = 20

// headRow is the place of the row of headings among the rows of a sheet, -1 for none. Of a head
// of two rows, whose names go over both, the second counts.
func headRow(s *workbook.Sheet) int {
	for i, row := range s.Rows[:min(len(s.Rows), headRows)] {
		if !isHead(row) {
			continue
		}
		if i+1 < len(s.Rows) && isHead(s.Rows[i+1]) {
			return i + 1
		}
		return i
	}
	return -1
}

func isHead(row workbook.Row) bool {
	have := map[string]bool{}
	for _, cell := range row.Cells {
		column, _ := columnOf(cell.Text)
		have[column] = true
	}
	return have["title"] && have["date"]
}

func (t *bookTable) next() ([]string, error) {
	if t.to >= len(t.sheet.Rows) {
		return nil, io.EOF
	}
	t.to++
	row := t.last()
	cells := make([]string, max(len(row.Cells), t.wide))
	for i, c := range row.Cells {
		cells[i] = c.Text
	}
	return cells, nil
}

func (t *bookTable) link(cell int) string {
	if cells := t.last().Cells; cell >= 0 && cell < len(cells) {
		return cells[cell].Link
	}
	return ""
}

func (t *bookTable) last() workbook.Row { return t.sheet.Rows[t.to-1] }

func (t *bookTable) row() int { return t.last().Number }

func (t *bookTable) name() string { return t.sheet.Name + "!" + workbook.CellName(t.row(), 0) }

func (t *bookTable) at(cell int) problem.Place { return t.sheet.Place(t.file, t.last(), cell) }

func (t *bookTable) whole() problem.Place { return t.at(0) }

func (t *bookTable) fault(cell int) problem.Code { return t.last().Fault(cell) }
