package htmlimport

import (
	"strings"

	"golang.org/x/net/html"
)

// rowsOf are the rows of a table that are shown. Those with words that are not shown are counted.
func (w *walker) rowsOf(n *html.Node) (rows []*html.Node, hidden int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Data != "tr" && c.Data != "thead" && c.Data != "tbody" && c.Data != "tfoot":
		case w.hides(c):
			hidden += wordyRows(c)
		case c.Data == "tr":
			rows = append(rows, c)
		default:
			inner, more := w.rowsOf(c)
			rows, hidden = append(rows, inner...), hidden+more
		}
	}
	return rows, hidden
}

// hides reports whether the page does not show an element.
func (w *walker) hides(n *html.Node) bool { return w.sheet.of(n).hidden() || has(n, "hidden") }

// wordyRows is how many rows of a part of a table have words.
func wordyRows(n *html.Node) int {
	count := 0
	if n.Data == "tr" && wordy(n) {
		count = 1
	}
	for c := range n.Descendants() {
		if c.Data == "tr" && wordy(c) {
			count++
		}
	}
	return count
}

func wordy(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// unshown are the columns that a table does not show, by their number, and whether one has words.
type unshown map[int]bool

func (u unshown) hides(column int) bool {
	_, hidden := u[column]
	return hidden
}

// wordy is how many have words.
func (u unshown) wordy() int {
	count := 0
	for _, words := range u {
		if words {
			count++
		}
	}
	return count
}

// dropsColumn reports whether the page does not show the column of a col or colgroup.
func (w *walker) dropsColumn(n *html.Node) bool { return w.sheet.of(n).gone() || has(n, "hidden") }

// hiddenColumns are the columns that a table does not show, as spreadsheets write those that were hidden.
func (w *walker) hiddenColumns(n *html.Node) unshown {
	columns, at := unshown{}, 0
	add := func(c *html.Node, hidden bool) {
		for range min(span(c, "span"), mostColumns) {
			if hidden {
				columns[at] = false
			}
			at++
		}
	}
	for c := n.FirstChild; c != nil && at < mostColumns; c = c.NextSibling {
		switch {
		case c.Data == "col":
			add(c, w.dropsColumn(c))
		case c.Data == "colgroup" && element(c, "col") == nil:
			add(c, w.dropsColumn(c))
		case c.Data == "colgroup":
			for inner := c.FirstChild; inner != nil && at < mostColumns; inner = inner.NextSibling {
				if inner.Data == "col" {
					add(inner, w.dropsColumn(c) || w.dropsColumn(inner))
				}
			}
		}
	}
	return columns
}

// hideCells hides the cells that lie in hidden columns alone, and notes which columns have words.
func (u unshown) hideCells(rows []*html.Node) {
	if len(u) == 0 {
		return
	}
	var taken [mostColumns]int // for how many rows more, by cells that began above
	for _, row := range rows {
		x := 0
		begun := taken
		for _, n := range cellsOf(row) {
			for x < mostColumns && taken[x] > 0 {
				x++
			}
			end := x + span(n, "colspan")
			shown := end > mostColumns
			for column := x; column < min(end, mostColumns); column++ {
				shown = shown || !u.hides(column)
				begun[column] = span(n, "rowspan")
			}
			if !shown {
				u[x] = u[x] || wordy(n)
				n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
			}
			x = min(end, mostColumns)
		}
		for column := range taken {
			taken[column] = max(begun[column]-1, 0)
		}
	}
}
