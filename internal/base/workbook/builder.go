package workbook

import (
	"slices"
	"sort"

	"loa/internal/base/officefile"
	"loa/internal/base/problem"
)

// builder puts the cells of a sheet together as they are read, from above and from the left.
type builder struct {
	book   *counter
	sheet  Sheet
	hidden struct {
		columns []area // only left and right count
		rows    map[int]bool
	}
	seen   map[int]bool // hidden columns with text
	merged []area
}

// counter bounds the cells of all sheets of a book.
type counter struct{ cells int }

func (c *counter) take() error {
	if c.cells++; c.cells > mostCells {
		return officefile.ErrTooLarge
	}
	return nil
}

func newBuilder(book *counter, name string) *builder {
	b := &builder{book: book, sheet: Sheet{Name: name}, seen: map[int]bool{}}
	b.hidden.rows = map[int]bool{}
	return b
}

// hideRow and hideColumns say what the file hides, before the cells there are put.
func (b *builder) hideRow(number int) { b.hidden.rows[number] = true }

func (b *builder) hideColumns(first, last int) {
	if len(b.hidden.columns) < lastColumn {
		b.hidden.columns = append(b.hidden.columns, area{left: first, right: last})
	}
}

// put puts a cell. Cells of a row come one after the other, rows in order; a file in which they
// do not is broken.
func (b *builder) put(row, column int, c Cell) error {
	if c == (Cell{}) || b.sheet.Over != nil {
		return nil
	}
	if err := b.book.take(); err != nil {
		return err
	}
	if column >= problem.MaxSheetColumns.Most {
		b.over(&problem.MaxSheetColumns, row)
		return nil
	}
	rows := b.sheet.Rows
	if len(rows) > 0 && row < rows[len(rows)-1].Number {
		return officefile.ErrNot
	}
	if len(rows) == 0 || rows[len(rows)-1].Number != row {
		if len(rows) == problem.MaxSheetRows.Most+mostHead {
			b.over(&problem.MaxSheetRows, row)
			return nil
		}
		b.sheet.Rows = append(rows, Row{Number: row})
	}
	last := &b.sheet.Rows[len(b.sheet.Rows)-1]
	for len(last.Cells) <= column {
		last.Cells = append(last.Cells, Cell{})
	}
	last.Cells[column] = c
	return nil
}

// mostHead is how many rows may stand above those that count for the limit.
const mostHead = 20

func (b *builder) over(limit *problem.Limit, row int) { b.sheet.Over, b.sheet.OverRow = limit, row }

// done returns the sheet: the text of merged cells stands in each of their rows, in the first of
// their columns, and what the file hides is out.
func (b *builder) done() (Sheet, error) {
	for _, m := range b.merged {
		if err := b.fill(m); err != nil {
			return Sheet{}, err
		}
	}
	rows := b.sheet.Rows[:0:0]
	for _, row := range b.sheet.Rows {
		if b.hidden.rows[row.Number] {
			b.sheet.Skipped.Rows++
			continue
		}
		b.withoutColumns(row.Cells)
		if row.Cells = trimmed(row.Cells); len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
	b.sheet.Rows, b.sheet.Skipped.Columns = rows, len(b.seen)
	return b.sheet, nil
}

// link puts addresses behind the cells that they belong to, by row and column.
func (s *Sheet) link(behind map[[2]int]string) {
	if len(behind) == 0 {
		return
	}
	for _, row := range s.Rows {
		for column := range row.Cells {
			row.Cells[column].Link = behind[[2]int{row.Number, column}]
		}
	}
}

// withoutColumns empties the cells of hidden columns.
func (b *builder) withoutColumns(cells []Cell) {
	for x := range cells {
		gone := cells[x] != (Cell{}) && slices.ContainsFunc(b.hidden.columns, func(a area) bool { return a.left <= x && x <= a.right })
		if gone {
			b.seen[x], cells[x] = true, Cell{}
		}
	}
}

// fill writes the text of a cell over several rows into each row that has other text.
func (b *builder) fill(m area) error {
	rows := b.sheet.Rows
	i := sort.Search(len(rows), func(i int) bool { return rows[i].Number >= m.top })
	if i == len(rows) || rows[i].Number != m.top || m.left >= len(rows[i].Cells) {
		return nil
	}
	text := rows[i].Cells[m.left]
	for i++; i < len(rows) && rows[i].Number <= m.bottom; i++ {
		if err := b.book.take(); err != nil {
			return err
		}
		for len(rows[i].Cells) <= m.left {
			rows[i].Cells = append(rows[i].Cells, Cell{})
		}
		if rows[i].Cells[m.left] == (Cell{}) {
			rows[i].Cells[m.left] = text
		}
	}
	return nil
}
