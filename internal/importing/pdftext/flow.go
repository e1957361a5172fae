package pdftext

import (
	"slices"
	"strings"
)

// flow is lines that are read one after the other, and the edges between which they stand.
type flow struct {
	lines       []chunk
	left, right float64
	centred     bool // all lines have one middle
	apart       bool // each line stands for itself: columns whose order nothing says
}

// flowsOf parts rows into flows in the order in which they are read: columns from left to right.
func flowsOf(rows []row) []flow {
	var all []flow
	var current []chunk
	end := func() {
		if len(current) > 0 {
			all = append(all, newFlow(current))
			current = nil
		}
	}
	for len(rows) > 0 {
		c := columnsAt(rows)
		switch {
		case c.rows == 0:
			current = append(current, rows[0].joined())
			rows = rows[1:]
			continue
		case c.readAcross():
			end()
			f := flow{apart: true, left: rows[0].left(), right: rows[0].right()}
			for _, r := range rows[:c.rows] {
				f.lines = append(f.lines, r.joined())
				f.left, f.right = min(f.left, r.left()), max(f.right, r.right())
			}
			all = append(all, f)
		default:
			end()
			all = append(append(all, flowsOf(c.left)...), flowsOf(c.right)...)
		}
		rows = rows[c.rows:]
	}
	end()
	return all
}

func newFlow(lines []chunk) flow {
	f := flow{lines: lines, left: lines[0].left, right: lines[0].right}
	for _, l := range lines {
		f.left, f.right = min(f.left, l.left), max(f.right, l.right)
	}
	shortest := f.right - f.left
	f.centred = true
	for _, l := range lines {
		shortest = min(shortest, l.right-l.left)
		f.centred = f.centred && abs((l.left+l.right)-(f.left+f.right)) < 1.2*l.size
	}
	f.centred = f.centred && f.right-f.left-shortest > 2*lines[0].size
	return f
}

// columns are rows on both sides of a gutter.
type columns struct {
	rows        int // how many; 0: there is no gutter
	both        int // with words on both sides
	left, right []row
}

// aloneGap parts a single row, in sizes of its letters.
const aloneGap = 4

// columnsAt looks for a gutter that begins in the first of rows: of all gaps in it the one that
// goes on longest.
func columnsAt(rows []row) columns {
	first := rows[0]
	var best columns
	for i := 0; i+1 < len(first.chunks) && i < 20; i++ {
		from, to := first.chunks[i].right, first.chunks[i+1].left
		if c := columnsAlong(rows, from, to); c.both > best.both {
			best = c
		}
	}
	if best.both == 1 {
		for i := 0; i+1 < len(first.chunks); i++ {
			if first.chunks[i+1].left-first.chunks[i].right < aloneGap*first.size {
				return columns{}
			}
		}
	}
	return best
}

// columnsAlong follows a gutter downwards as long as no word stands in it.
func columnsAlong(rows []row, from, to float64) columns {
	var left, right []row // of each row what is on a side; without chunks if there is nothing
	both := 0
	for i, r := range rows {
		var sides [2]row
		crossed := false
		for _, one := range r.chunks {
			switch middle := (from + to) / 2; {
			case one.right <= middle:
				sides[0].chunks = append(sides[0].chunks, one)
				from = max(from, one.right)
			case one.left >= middle:
				sides[1].chunks = append(sides[1].chunks, one)
				to = min(to, one.left)
			default:
				crossed = true
			}
		}
		if crossed || to-from < 0.8*r.size || i > 0 && len(sides[1].chunks) == 0 && rows[i-1].y-r.y > 1.7*r.size {
			break // what stands on the left alone and further down belongs to what follows
		}
		for k := range sides {
			sides[k].y, sides[k].size, sides[k].bottom, sides[k].top = r.y, r.size, r.bottom, r.top
		}
		left, right = append(left, sides[0]), append(right, sides[1])
		if len(sides[0].chunks) > 0 && len(sides[1].chunks) > 0 {
			both = i + 1
		}
	}
	return columnsOf(left, right, both)
}

// columnsOf are the rows up to the last that has words on both sides, and those below that are in line with
// the others of their side.
func columnsOf(left, right []row, until int) columns {
	if until == 0 {
		return columns{}
	}
	c := columns{rows: until}
	edges := [2]box{extent(left[:until]), extent(right[:until])}
	for c.rows < len(left) {
		one, side := left[c.rows], edges[0]
		if len(one.chunks) == 0 {
			one, side = right[c.rows], edges[1]
		}
		inLine := abs(one.left()-side.left) < 0.15*one.size || abs(one.left()+one.right()-side.left-side.right) < 0.6*one.size
		if !inLine {
			break
		}
		c.rows++
	}
	for i := range c.rows {
		hasLeft, hasRight := len(left[i].chunks) > 0, len(right[i].chunks) > 0
		if hasLeft {
			c.left = append(c.left, left[i])
		}
		if hasRight {
			c.right = append(c.right, right[i])
		}
		if hasLeft && hasRight {
			c.both++
		}
	}
	return c
}

// extent is how far rows reach; those without words do not count.
func extent(rows []row) box {
	e := box{left: 1e6, right: -1e6}
	for _, r := range rows {
		if len(r.chunks) > 0 {
			e.left, e.right = min(e.left, r.left()), max(e.right, r.right())
		}
	}
	return e
}

// readAcross reports whether columns are to be read row by row, since nothing says that each
// is a text: neither full lines nor lines at heights of their own, nor the head or the end of a letter.
func (c columns) readAcross() bool {
	if c.both < 2 || 2*c.both <= max(len(c.left), len(c.right)) {
		return false
	}
	for _, r := range append(slices.Clone(c.left), c.right...) {
		if ofLetter(r.text()) {
			return false
		}
	}
	return !(filled(c.left) && filled(c.right))
}

// ofLetter reports whether a line is one of the head or the end of an official letter.
func ofLetter(text string) bool {
	text = strings.ToUpper(text)
	for _, words := range []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "NƠI NHẬN", "ĐẢNG CỘNG SẢN VIỆT NAM"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

// filled reports whether most lines reach the edge, as those of a text do.
func filled(rows []row) bool {
	if len(rows) < 4 {
		return false
	}
	e, full := extent(rows), 0
	for _, r := range rows {
		if r.right()-e.left > 0.8*e.width() && len(r.chunks) == 1 {
			full++
		}
	}
	return 2*full >= len(rows)
}
