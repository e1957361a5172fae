package htmlimport

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// cell gathers the text of a table's cell.
type cell struct {
	runs  []run
	parts int
	item  bool // the next part is an item of a list
}

// take adds a paragraph to a cell, which has one line only.
func (c *cell) take(part []run) {
	if len(c.runs) > 0 {
		between := " "
		if c.item && c.runs[len(c.runs)-1].words() {
			between = "; "
		}
		c.runs = append(c.runs, run{text: between})
	}
	c.runs = append(c.runs, part...)
	c.parts++
	c.item = false
}

// Larger tables are not understood as such: spans are what the author of a page
// wishes them to be.
const (
	mostColumns = 60
	mostCells   = 20_000
)

// square is one place of a table's grid.
type square struct {
	runs   []run
	filled bool
}

// table reads a table of facts into a grid; one that only puts texts side by
// side becomes those texts.
func (w *walker) table(n *html.Node, s style) {
	w.flush()
	rows, hidden := w.rowsOf(n)
	columns := w.hiddenColumns(n)
	columns.hideCells(rows)
	if hidden += columns.wordy(); hidden > 0 {
		w.lose(Hidden, strconv.Itoa(hidden), "")
	}
	if w.cell != nil || !factual(n, rows) {
		if len(rows) > 1 || len(rows) == 1 && len(cellsOf(rows[0])) > 1 {
			w.loseLayout(n)
		}
		w.apart(n, s)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "caption" {
			w.apart(c, s)
		}
	}
	grid := w.grid(rows, columns, s)
	if len(grid) == 0 {
		return
	}
	table := &block{kind: "table"}
	for _, row := range grid {
		var cells [][]run
		for _, one := range row {
			cells = append(cells, one.runs)
		}
		table.rows = append(table.rows, cells)
	}
	w.add(table)
}

func (w *walker) loseLayout(n *html.Node) {
	text := strings.Fields(w.visible(n))
	w.lose(Layout, strings.Join(text[:min(len(text), 12)], " "), "")
}

func cellsOf(row *html.Node) []*html.Node {
	var cells []*html.Node
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "td" || c.Data == "th" {
			cells = append(cells, c)
		}
	}
	return cells
}

// factual reports whether a table has rows and columns for their sake.
func factual(n *html.Node, rows []*html.Node) bool {
	if attr(n, "role") == "presentation" {
		return false
	}
	for c := range n.Descendants() {
		if c.Data == "table" || isHeading(c) || c.Data == "pre" {
			return false
		}
	}
	widest, total := 0, 0
	for _, row := range rows {
		width := 0
		for _, c := range cellsOf(row) {
			width += span(c, "colspan")
			total += span(c, "colspan") * span(c, "rowspan")
		}
		widest = max(widest, width)
	}
	return len(rows) > 1 && widest > 1 && widest <= mostColumns && total <= mostCells && len(rows)*widest <= mostCells
}

func span(n *html.Node, key string) int {
	number, err := strconv.Atoi(attr(n, key))
	if err != nil || number < 1 {
		return 1
	}
	return min(number, mostCells)
}

// grid lays the cells out. A cell over several columns leaves those behind the
// first empty; one over several rows stands in each, so that each row can be
// read by itself.
func (w *walker) grid(rows []*html.Node, hidden unshown, s style) [][]square {
	grid := make([][]square, len(rows))
	for y, row := range rows {
		x := 0
		for _, n := range cellsOf(row) {
			for x < len(grid[y]) && grid[y][x].filled {
				x++
			}
			wide, high := span(n, "colspan"), min(span(n, "rowspan"), len(rows)-y)
			first := 0 // of its columns that is shown
			for first < wide && hidden.hides(x+first) {
				first++
			}
			var runs []run
			if first < wide {
				runs = w.cellRuns(n, s)
				if wide > 1 || high > 1 {
					w.loseAll(Merged, n, "")
				}
			}
			for dy := range high {
				for dx := range wide {
					one := square{filled: true}
					if dx == first {
						one.runs = runs
					}
					put(&grid[y+dy], x+dx, one)
				}
			}
			x += wide
		}
	}
	if twoRowHead(rows) {
		grid = joinHead(grid, rows[0], hidden)
	}
	return trimGrid(grid)
}

// twoRowHead reports whether the first two rows are one head: in the first, each cell goes
// over both rows or over several columns, whose names stand below it.
func twoRowHead(rows []*html.Node) bool {
	if len(rows) < 3 {
		return false
	}
	high, wide := 0, 0
	for _, n := range cellsOf(rows[0]) {
		switch across, down := span(n, "colspan"), span(n, "rowspan"); {
		case down == 2 && across == 1:
			high++
		case down == 1 && across > 1:
			wide++
		default:
			return false
		}
	}
	for _, n := range cellsOf(rows[1]) {
		if span(n, "colspan") > 1 || span(n, "rowspan") > 1 {
			return false
		}
	}
	return high > 0 && wide > 0
}

// joinHead makes one row of a head of two: “Thời gian: Từ”.
func joinHead(grid [][]square, first *html.Node, hidden unshown) [][]square {
	x := 0
	for _, n := range cellsOf(first) {
		across := span(n, "colspan")
		var over []run
		for dx := x; dx < x+across && dx < len(grid[0]) && len(over) == 0; dx++ {
			over = grid[0][dx].runs
		}
		for dx := x; across > 1 && dx < x+across && dx < len(grid[0]) && dx < len(grid[1]); dx++ {
			if hidden.hides(dx) {
				continue
			}
			under := grid[1][dx].runs
			grid[0][dx].runs = over
			if len(over) > 0 && len(under) > 0 {
				grid[0][dx].runs = slices.Concat(over, []run{{text: ": "}}, under)
			} else if len(over) == 0 {
				grid[0][dx].runs = under
			}
		}
		x += across
	}
	return append(grid[:1], grid[2:]...)
}

func put(row *[]square, x int, one square) {
	for len(*row) <= x {
		*row = append(*row, square{})
	}
	(*row)[x] = one
}

// trimGrid drops empty rows and columns and makes all rows as wide.
func trimGrid(grid [][]square) [][]square {
	used := map[int]bool{}
	var kept [][]square
	for _, row := range grid {
		any := false
		for x, one := range row {
			if len(one.runs) > 0 {
				used[x], any = true, true
			}
		}
		if any {
			kept = append(kept, row)
		}
	}
	widest := 0
	for _, row := range kept {
		widest = max(widest, len(row))
	}
	for y, row := range kept {
		var narrow []square
		for x := range widest {
			if !used[x] {
				continue
			}
			one := square{}
			if x < len(row) {
				one = row[x]
			}
			narrow = append(narrow, one)
		}
		kept[y] = narrow
	}
	return kept
}

func (w *walker) cellRuns(n *html.Node, s style) []run {
	d := w.sheet.of(n)
	if d.hidden() || has(n, "hidden") {
		return nil
	}
	w.cell = &cell{}
	inner := s.with(n, d)
	if n.Data == "th" {
		inner.bold = s.bold
	}
	w.children(n, inner)
	w.flush()
	done := w.cell
	w.cell = nil
	if done.parts > 1 {
		w.loseAll(Lines, n, "")
	}
	return done.runs
}
