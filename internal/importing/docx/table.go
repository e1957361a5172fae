package docx

import (
	"strconv"
	"strings"
)

// table writes a table. Cells that are merged downwards are those that say they
// go on.
func (w *writer) table(t *node) {
	var rows []*node
	for _, row := range direct(t, "tr") {
		if row.child("trPr", "del") == nil {
			rows = append(rows, row)
			continue
		}
		w.put("<del>")
		for _, cell := range direct(row, "tc") {
			w.blocks(cell)
		}
		w.put("</del>")
	}
	w.put("<table>")
	for y, row := range rows {
		w.put("<tr>")
		x := gridBefore(row)
		w.put(strings.Repeat("<td></td>", x))
		cells := direct(row, "tc")
		for i, cell := range cells {
			wide := wideness(cell)
			if goesOnLeft(cell) && i > 0 {
				x += wide
				continue
			}
			for _, next := range cells[i+1:] {
				if !goesOnLeft(next) {
					break
				}
				wide += wideness(next)
			}
			if merge := cell.child("tcPr", "vMerge"); merge == nil || merge.attr("val") == "restart" {
				w.put(`<td colspan="`, strconv.Itoa(wide), `" rowspan="`, strconv.Itoa(high(rows[y:], x, merge != nil)), `">`)
				w.blocks(cell)
				w.put("</td>")
			}
			x += wideness(cell)
		}
		w.put("</tr>")
	}
	w.put("</table>")
}

// direct are the children of a name, also within content controls.
func direct(n *node, name string) []*node {
	var found []*node
	for _, c := range n.children {
		switch c.name {
		case name:
			found = append(found, c)
		case "sdt", "sdtContent", "customXml", "ins":
			found = append(found, direct(c, name)...)
		}
	}
	return found
}

// gridBefore is how many columns a row leaves empty at its beginning.
func gridBefore(row *node) int {
	x, _ := strconv.Atoi(row.child("trPr").val("gridBefore"))
	return min(max(x, 0), 100)
}

// goesOnLeft reports whether a cell is a part of the one to its left, in the old way
// of merging.
func goesOnLeft(cell *node) bool {
	merge := cell.child("tcPr", "hMerge")
	return merge != nil && merge.attr("val") != "restart"
}

func wideness(cell *node) int {
	wide, err := strconv.Atoi(cell.child("tcPr").val("gridSpan"))
	if err != nil || wide < 1 || wide > 100 {
		return 1
	}
	return wide
}

// high counts the rows that a cell at a column covers.
func high(rows []*node, column int, merged bool) int {
	covered := 1
	for merged && covered < len(rows) {
		x, goesOn := gridBefore(rows[covered]), false
		for _, cell := range direct(rows[covered], "tc") {
			if merge := cell.child("tcPr", "vMerge"); x == column {
				goesOn = merge != nil && merge.attr("val") != "restart"
			}
			x += wideness(cell)
		}
		if !goesOn {
			break
		}
		covered++
	}
	return covered
}
