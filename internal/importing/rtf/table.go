package rtf

import (
	"slices"
	"strconv"
	"strings"
)

// cell is a cell of a row that has ended.
type cell struct {
	text string
	edge
}

// edge is the right edge of a cell as a row describes it, in twentieths of a point, and how the cell
// is merged.
type edge struct {
	at                   int
	down, goesOn         bool // merged with those below, goes on from above
	across, goesOnAcross bool
}

// nearEdges are edges that a hand drew and meant to be one.
const nearEdges = 40

const mostCells = 200 // of a row

// cellWord obeys words of tables.
func (r *reader) cellWord(name string, number int) {
	p := r.group.to
	if p == nil {
		return
	}
	flag := func(set func(*edge)) {
		if n := len(p.edges); n == 0 || p.edges[n-1].at != open {
			p.edges = append(p.edges, edge{at: open})
		}
		set(&p.edges[len(p.edges)-1])
	}
	switch name {
	case "trowd":
		p.edges = nil
	case "clvmgf":
		flag(func(e *edge) { e.down = true })
	case "clvmrg":
		flag(func(e *edge) { e.goesOn = true })
	case "clmgf":
		flag(func(e *edge) { e.across = true })
	case "clmrg":
		flag(func(e *edge) { e.goesOnAcross = true })
	case "cellx":
		flag(func(e *edge) { e.at = number })
	case "cell":
		r.endCell(p)
	case "nestcell", "nestrow":
		if p.filled {
			r.group.inTable = true
			r.endParagraph(p)
		}
	case "row":
		p.endRow()
	}
}

// open is the edge of a cell that is still being described.
const open = -1 << 30

func (r *reader) endCell(p *part) {
	if p.filled {
		r.group.inTable = true
		r.endParagraph(p)
	}
	if len(p.row) < mostCells {
		p.row = append(p.row, cell{text: p.cell.String()})
	} else {
		p.row[mostCells-1].text += p.cell.String()
	}
	p.cell.Reset()
}

// endRow gives the cells of a row their edges, those that were described last.
func (p *part) endRow() {
	for i := range p.row {
		if i < len(p.edges) && p.edges[i].at != open {
			p.row[i].edge = p.edges[i]
		} else {
			last := 0
			if i > 0 {
				last = p.row[i-1].at
			}
			p.row[i].at = last + 1000
		}
	}
	if len(p.row) > 0 {
		p.rows = append(p.rows, p.row)
	}
	p.row = nil
}

// endTable writes the rows that came one after the other.
func (p *part) endTable() {
	p.endRow()
	rows := p.rows
	p.rows = nil
	if len(rows) == 0 {
		return
	}
	columns := columnsOf(rows)
	p.out.WriteString("<table>")
	for y, row := range rows {
		p.out.WriteString("<tr>")
		left := 0
		for x := 0; x < len(row); x++ {
			c := row[x]
			right := max(columnOf(columns, c.at), left+1)
			for c.across && x+1 < len(row) && row[x+1].goesOnAcross {
				x++
				c.text += row[x].text
				right = max(columnOf(columns, row[x].at), right)
			}
			if !c.goesOn {
				p.out.WriteString(`<td colspan="` + strconv.Itoa(right-left) + `" rowspan="` + strconv.Itoa(high(rows[y:], c)) + `">` + c.text + "</td>")
			}
			left = right
		}
		p.out.WriteString("</tr>")
	}
	p.out.WriteString("</table>")
}

// columnsOf are the edges of all rows, from the left; those that nearly are one stand once.
func columnsOf(rows [][]cell) []int {
	var all []int
	for _, row := range rows {
		for _, c := range row {
			all = append(all, c.at)
		}
	}
	slices.Sort(all)
	return slices.CompactFunc(all, func(a, b int) bool { return max(a, b)-min(a, b) < nearEdges })
}

// columnOf is how many columns lie to the left of an edge.
func columnOf(columns []int, at int) int {
	i, found := slices.BinarySearch(columns, at)
	if !found {
		return i // the one before is near
	}
	return i + 1
}

// high counts the rows that a cell covers.
func high(rows [][]cell, c cell) int {
	covered := 1
	for c.down && covered < len(rows) {
		at := slices.IndexFunc(rows[covered], func(below cell) bool { return below.goesOn && below.at-c.at < nearEdges && c.at-below.at < nearEdges })
		if at < 0 {
			break
		}
		covered++
	}
	return covered
}

// field is a field: what it says, and where it leads.
type field struct{ says string }

// address is where a HYPERLINK leads; "" for other fields.
func (f *field) address() string {
	words := strings.Fields(f.says)
	if len(words) < 2 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	address, place := "", ""
	for i := 1; i < len(words); i++ {
		value := strings.Trim(words[i], `"`)
		switch strings.ToLower(words[i]) {
		case `\l`:
			if i++; i < len(words) {
				place = "#" + strings.Trim(words[i], `"`)
			}
		case `\o`, `\t`:
			i++
			for i < len(words) && strings.HasPrefix(words[i], `"`) && !strings.HasSuffix(words[i], `"`) {
				i++
			}
		case `\h`, `\n`, `\m`:
		default:
			if address == "" {
				address = value
			}
		}
	}
	if address == "" {
		return ""
	}
	return address + place
}
