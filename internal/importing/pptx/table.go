package pptx

import "strconv"

// table writes a table (§21.1.3.13).
func (w *writer) table(t *node) {
	w.put("<table>")
	for _, row := range t.Children {
		if row.Name != "tr" {
			continue
		}
		w.put("<tr>")
		for _, cell := range row.Children {
			if cell.Name != "tc" || cell.Attr("hMerge") == "1" || cell.Attr("vMerge") == "1" {
				continue
			}
			w.put(`<td colspan="`, span(cell, "gridSpan"), `" rowspan="`, span(cell, "rowSpan"), `">`)
			w.body(&node{Children: []*node{cell.Child("txBody")}})
			w.put("</td>")
		}
		w.put("</tr>")
	}
	w.put("</table>")
}

func span(cell *node, name string) string {
	n, err := strconv.Atoi(cell.Attr(name))
	if err != nil || n < 1 {
		n = 1
	}
	return strconv.Itoa(min(n, 1000))
}
