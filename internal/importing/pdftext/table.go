package pdftext

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
)

// table is a table whose cells are drawn with lines.
type table struct {
	box    box
	xs     []float64 // where its columns begin, and where the last ends
	ys     []float64 // and its rows, from the top down
	rows   [][]cell
	owners []*cell // of the places of the grid, row by row
}

// cell is a cell, in the row where it begins.
type cell struct {
	across, down int
	left, right  float64 // its edges
	glyphs       []glyph
	text         string // once it is laid out
	bold         bool   // throughout
	blocks       []block
}

const (
	mostLines = 1000 // of a page; with more there are drawings
	mostCells = 10_000
	near      = 2.0 // points within which lines meet
	narrowest = 3.0 // points of a column or a row
)

// tablesOf finds tables by the lines of a page and takes the letters in them out of the page. unsure reports
// whether there are lines with letters between them that make no table.
func tablesOf(l lines, glyphs []glyph) (tables []table, rest []glyph, unsure bool) {
	rest = glyphs
	if len(l.across) < 2 || len(l.down) < 1 {
		return nil, rest, false
	}
	for _, group := range connected(l.across, l.down) {
		t, plain := tableOf(group)
		if len(t.rows) == 0 {
			continue
		}
		var inside []glyph
		outside := make([]glyph, 0, len(rest))
		for _, g := range rest {
			if t.box.holds(g.middle(), g.y+0.25*g.size) {
				inside = append(inside, g)
			} else {
				outside = append(outside, g)
			}
		}
		if t.fill(inside) < 2 {
			continue // a drawing
		}
		if !plain {
			unsure = true
			continue
		}
		tables, rest = append(tables, t), outside
	}
	slices.SortFunc(tables, func(a, b table) int { return cmp.Compare(b.box.top, a.box.top) })
	return tables, rest, unsure
}

// straight are the lines of a page, those that go on from each other joined; none if there are so many that
// they are those of drawings.
func straight(rules []box) lines {
	var across, down []box
	for _, r := range rules {
		if r.width() >= r.height() {
			across = append(across, r)
		} else {
			down = append(down, r)
		}
	}
	slices.SortFunc(across, func(a, b box) int {
		return cmp.Or(cmp.Compare(math.Round(a.bottom), math.Round(b.bottom)), cmp.Compare(a.left, b.left))
	})
	slices.SortFunc(down, func(a, b box) int {
		return cmp.Or(cmp.Compare(math.Round(a.left), math.Round(b.left)), cmp.Compare(a.bottom, b.bottom))
	})
	across = joinedLines(across, func(a, b box) bool {
		return abs(a.bottom-b.bottom) < near && b.left-a.right < near
	})
	down = joinedLines(down, func(a, b box) bool { return abs(a.left-b.left) < near && b.bottom-a.top < near })
	if len(across)+len(down) > mostLines {
		return lines{}
	}
	return lines{across, down}
}

func joinedLines(lines []box, meet func(a, b box) bool) []box {
	var all []box
	for _, l := range lines {
		if n := len(all); n > 0 && meet(all[n-1], l) {
			all[n-1] = all[n-1].with(l)
			continue
		}
		all = append(all, l)
	}
	return all
}

// lines are straight lines of a page.
type lines struct{ across, down []box }

// connected parts lines into groups whose lines meet.
func connected(across, down []box) []lines {
	parent := make([]int, len(across)+len(down))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, a := range across {
		for k, d := range down {
			if d.left > a.left-near && d.left < a.right+near && a.bottom > d.bottom-near && a.bottom < d.top+near {
				parent[root(i)] = root(len(across) + k)
			}
		}
	}
	groups := map[int]*lines{}
	var order []int
	for i := range parent {
		r := root(i)
		if groups[r] == nil {
			groups[r] = &lines{}
			order = append(order, r)
		}
		if i < len(across) {
			groups[r].across = append(groups[r].across, across[i])
		} else {
			groups[r].down = append(groups[r].down, down[i-len(across)])
		}
	}
	var all []lines
	for _, r := range order {
		all = append(all, *groups[r])
	}
	return all
}

// tableOf makes a table of lines that meet. It has no rows if there are not two columns; plain is
// false if a merged cell would not be a rectangle.
func tableOf(l lines) (t table, plain bool) {
	if len(l.across) < 2 || len(l.down) < 1 {
		return t, true
	}
	var xs, ys []float64
	for _, d := range l.down {
		xs = append(xs, (d.left+d.right)/2)
	}
	for _, a := range l.across {
		ys = append(ys, (a.bottom+a.top)/2)
		xs = append(xs, a.left, a.right) // sides that are not drawn
	}
	xs, ys = places(xs), places(ys)
	slices.Reverse(ys)
	columns, rows := len(xs)-1, len(ys)-1
	if columns < 2 || rows < 1 || columns*rows > mostCells {
		return t, true
	}
	t.xs, t.ys = xs, ys
	t.box = box{xs[0], ys[rows], xs[columns], ys[0]}
	g := grid{l, xs, ys, columns, rows}
	plain = g.cells(&t)
	return t, plain
}

// places are positions that differ, in order.
func places(all []float64) []float64 {
	slices.Sort(all)
	var out []float64
	for _, x := range all {
		if n := len(out); n == 0 || x-out[n-1] > narrowest {
			out = append(out, x)
		}
	}
	return out
}

// grid is a table before its cells are merged.
type grid struct {
	lines
	xs, ys        []float64
	columns, rows int
}

// parted reports whether a line stands at the right or below a place of the grid.
func (g grid) parted(row, column int, below bool) bool {
	x, y := (g.xs[column]+g.xs[column+1])/2, (g.ys[row]+g.ys[row+1])/2
	if below {
		return slices.ContainsFunc(g.across, func(a box) bool {
			return abs((a.bottom+a.top)/2-g.ys[row+1]) <= narrowest && a.left < x && x < a.right
		})
	}
	return slices.ContainsFunc(g.down, func(d box) bool {
		return abs((d.left+d.right)/2-g.xs[column+1]) <= narrowest && d.bottom < y && y < d.top
	})
}

// cells merges the places of the grid between which there is no line.
func (g grid) cells(t *table) (plain bool) {
	t.owners = make([]*cell, g.columns*g.rows)
	t.rows = make([][]cell, g.rows)
	plain = true
	for r := range g.rows {
		t.rows[r] = make([]cell, 0, g.columns)
		for c := range g.columns {
			if t.owners[r*g.columns+c] != nil {
				continue
			}
			one := cell{across: 1, down: 1}
			for c+one.across < g.columns && !g.parted(r, c+one.across-1, false) {
				one.across++
			}
			for r+one.down < g.rows && !g.parted(r+one.down-1, c, true) {
				one.down++
			}
			one.left, one.right = g.xs[c], g.xs[c+one.across]
			t.rows[r] = append(t.rows[r], one)
			plain = g.own(t, &t.rows[r][len(t.rows[r])-1], r, c) && plain
		}
	}
	return plain
}

// own gives the places of the grid to a cell, and reports whether they are a rectangle of their own.
func (g grid) own(t *table, one *cell, r, c int) (plain bool) {
	plain = true
	for i := range one.down {
		for k := range one.across {
			at := (r+i)*g.columns + c + k
			last := k+1 == one.across
			inner := !last && g.parted(r+i, c+k, false) || i+1 < one.down && g.parted(r+i, c+k, true)
			open := last && c+one.across < g.columns && !g.parted(r+i, c+k, false)
			if t.owners[at] != nil || inner || open {
				plain = false
			}
			t.owners[at] = one
		}
	}
	return plain
}

// fill puts letters into the cells, and says how many cells have some.
func (t *table) fill(glyphs []glyph) int {
	filled := 0
	for _, g := range glyphs {
		column := sort.SearchFloat64s(t.xs, g.middle()) - 1
		y := g.y + 0.25*g.size
		row := sort.Search(len(t.ys), func(i int) bool { return t.ys[i] < y }) - 1
		row, column = min(max(row, 0), len(t.ys)-2), min(max(column, 0), len(t.xs)-2)
		one := t.owners[row*(len(t.xs)-1)+column]
		if len(one.glyphs) == 0 {
			filled++
		}
		one.glyphs = append(one.glyphs, g)
	}
	return filled
}

// continues reports whether a table goes on from one on the page before: it reaches as far to both sides and has the same
// columns. Rows whose cells are merged show fewer: those of one page may be columns of the other where that one
// merges a row so, or where a single row is left over. A table with a head of its own is another one.
func (t *table) continues(before *table) bool {
	few, many := t, before
	if len(few.xs) > len(many.xs) {
		few, many = many, few
	}
	if abs(few.xs[0]-many.xs[0]) >= narrowest || abs(few.xs[len(few.xs)-1]-many.xs[len(many.xs)-1]) >= narrowest ||
		slices.ContainsFunc(few.xs, func(x float64) bool { return columnAt(many.xs, x) < 0 }) {
		return false
	}
	return len(few.xs) == len(many.xs) || !t.headed() && (few == t && len(t.rows) == 1 || many.merges(few.xs))
}

// merges reports whether a table has a row whose cells stand between these edges.
func (t *table) merges(xs []float64) bool {
	return slices.ContainsFunc(t.rows, func(row []cell) bool {
		for i, c := range row {
			if len(row) != len(xs)-1 || abs(c.left-xs[i]) >= narrowest || abs(c.right-xs[i+1]) >= narrowest {
				return false
			}
		}
		return len(row) > 0
	})
}

// headed reports whether the first row of a table is bold throughout, and another one is not.
func (t *table) headed() bool {
	plain := func(c cell) bool { return c.text != "" && !c.bold }
	return !slices.ContainsFunc(t.rows[0], plain) &&
		slices.ContainsFunc(t.rows[1:], func(row []cell) bool { return slices.ContainsFunc(row, plain) })
}

// columnAt is the column that begins at x; -1 if none does.
func columnAt(xs []float64, x float64) int {
	return slices.IndexFunc(xs, func(one float64) bool { return abs(one-x) < narrowest })
}

// span counts the columns of each cell again, by those of a table that continues this one or goes before it.
func (t *table) span(xs []float64) {
	for _, row := range t.rows {
		for i := range row {
			row[i].across = columnAt(xs, row[i].right) - columnAt(xs, row[i].left)
		}
	}
	t.xs = xs
}

// rowText is the text of a row, to know a head that is repeated on each page.
func rowText(row []cell) string {
	var all strings.Builder
	for _, c := range row {
		all.WriteString(c.text + "\n")
	}
	return all.String()
}

// goOn appends the rows of the same table on the next page, without its repeated head.
func (t *table) goOn(next *table) {
	switch more := len(t.xs) - len(next.xs); {
	case more < 0:
		t.span(next.xs)
	case more > 0:
		next.span(t.xs)
	}
	rows := next.rows
	if len(rows) > 1 && len(t.rows) > 0 && rowText(rows[0]) == rowText(t.rows[0]) {
		rows = rows[1:]
	}
	t.rows = append(t.rows, rows...)
}

// padding is how far the letters of a cell stay away from its edge, in points.
const padding = 5

// lay makes paragraphs of the letters of each cell.
func (t *table) lay() {
	for r := range t.rows {
		for c := range t.rows[r] {
			one := &t.rows[r][c]
			one.text = textOf(one.glyphs)
			one.bold = !slices.ContainsFunc(one.glyphs, func(g glyph) bool { return !g.bold && g.text != " " })
			one.blocks = textOn(rowsOf(one.glyphs), one.right-padding)
		}
	}
}
