package doc

import (
	"fmt"
	"slices"
	"strings"
)

// table is rows until the paragraph behind them.
type table struct{ rows []tableRow }

// tableRow is a row with the edges of its cells, in twentieths of a point.
type tableRow struct {
	cells []string
	edges []int
	marks []int // how cells are merged, one for each
}

// Marks of cells (section 2.9.315): merged with the one on the left, with the one above; the first of those.
const (
	mergedAcross = 1
	mergedDown   = 1 << 5
	firstDown    = 3 << 5
	allDown      = 3 << 5
)

// mostColumns is how many edges a table may have in all.
const mostColumns = 200

// place opens and closes tables around a paragraph, and reports whether it is nothing but the end of a row.
func (w *writer) place(p layout, end uint16) (done bool) {
	if !p.inTable {
		w.endTable()
		return false
	}
	if w.table == nil {
		w.table = &table{}
		w.row = tableRow{}
	}
	if p.innerRow {
		w.d.Nested++
		return true
	}
	if p.rowEnd {
		w.endRow(p)
		return true
	}
	if w.cell == nil {
		w.cell = w.out
		w.out = &strings.Builder{}
	}
	return false
}

func (w *writer) endCell() {
	if w.cell == nil {
		return
	}
	if len(w.row.cells) < mostColumns {
		w.row.cells = append(w.row.cells, w.out.String())
	}
	w.out, w.cell = w.cell, nil
}

// endRow reads how the cells of a row stand (section 2.9.316).
func (w *writer) endRow(p layout) {
	w.endCell()
	if len(p.row) > 2 {
		count := int(p.row[2])
		for i := range count + 1 {
			w.row.edges = append(w.row.edges, int(int16(w.short(p.row, 3+2*i))))
		}
		for i := range count {
			w.row.marks = append(w.row.marks, w.short(p.row, 3+2*(count+1)+20*i))
		}
	}
	w.table.rows = append(w.table.rows, w.row)
	w.row = tableRow{}
}

// endTable writes the table that has ended.
func (w *writer) endTable() {
	if w.table == nil {
		return
	}
	if w.endCell(); len(w.row.cells) > 0 {
		w.table.rows = append(w.table.rows, w.row)
	}
	rows := w.table.rows
	w.table, w.row = nil, tableRow{}
	edges := edgesOf(rows)
	w.put("<table>")
	for i, r := range rows {
		w.put("<tr>")
		for c, text := range r.cells {
			if r.mark(c)&mergedAcross != 0 || r.mark(c)&allDown == mergedDown {
				continue
			}
			last := c
			for last+1 < len(r.cells) && r.mark(last+1)&mergedAcross != 0 {
				last++
			}
			across := 1
			if last+1 < len(r.edges) {
				across = max(slices.Index(edges, r.edges[last+1])-slices.Index(edges, r.edges[c]), 1)
			}
			w.put(fmt.Sprintf(`<td colspan="%d" rowspan="%d">`, across, down(rows, i, c)), text, "</td>")
		}
		w.put("</tr>")
	}
	w.put("</table>")
}

func (r tableRow) mark(cell int) int {
	if cell < len(r.marks) {
		return r.marks[cell]
	}
	return 0
}

// down is over how many rows a cell goes.
func down(rows []tableRow, row, cell int) int {
	n := 1
	if rows[row].mark(cell)&allDown != firstDown || cell >= len(rows[row].edges) {
		return n
	}
	for _, below := range rows[row+1:] {
		at := slices.Index(below.edges, rows[row].edges[cell])
		if at < 0 || below.mark(at)&allDown != mergedDown {
			break
		}
		n++
	}
	return n
}

// edgesOf are the edges of all cells of a table, from left to right.
func edgesOf(rows []tableRow) []int {
	var all []int
	for _, r := range rows {
		for _, e := range r.edges {
			if at, there := slices.BinarySearch(all, e); !there && len(all) < mostColumns {
				all = slices.Insert(all, at, e)
			}
		}
	}
	return all
}
