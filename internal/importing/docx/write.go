package docx

import (
	"html"
	"slices"
	"strconv"
	"strings"
)

// writer turns the parts of a document into HTML.
type writer struct {
	d        *Document
	part     string
	body     *node
	links    map[string]relation
	styles   styles
	numbers  numbers
	notes    map[string]map[string]*node // "ftn", "edn" → by id
	noteURLs map[string]map[string]relation
	remarks  *node
	out      strings.Builder
	full     bool    // more than mostHTML was to be written: nothing further is looked at
	boxes    []*node // text boxes of the paragraph that is being written
	asked    []note
	numbered map[note]int
	last     map[string]int // the last number of a kind of notes
	fields   []field
}

// note is a footnote (ftn) or an endnote (edn).
type note struct{ kind, id string }

func (d *Document) writer(main string) (*writer, error) {
	w := &writer{d: d, part: main, notes: map[string]map[string]*node{}, noteURLs: map[string]map[string]relation{}, numbered: map[note]int{}, last: map[string]int{}}
	var err error
	read := func(part string) *node {
		if err != nil {
			return &node{}
		}
		var root *node
		if root, err = d.tree(part); err != nil {
			return &node{}
		}
		return root
	}
	root := read(main)
	if err == nil {
		w.links, err = d.relations(main)
	}
	by := func(kind string) string {
		for _, link := range w.links {
			if strings.HasSuffix(link.kind, "/"+kind) && !link.outside {
				return link.target
			}
		}
		return ""
	}
	w.styles = readStyles(read(by("styles")))
	w.numbers = readNumbers(read(by("numbering")))
	w.remarks = read(by("comments"))
	for kind, name := range map[string]string{"ftn": "footnote", "edn": "endnote"} {
		part := by(name + "s")
		w.notes[kind] = map[string]*node{}
		for _, n := range read(part).all(name) {
			w.notes[kind][n.attr("id")] = n
		}
		if err == nil && part != "" {
			w.noteURLs[kind], err = d.relations(part)
		}
	}
	if err != nil {
		return nil, err
	}
	w.body = root.child("document", "body")
	if w.body == nil {
		return nil, ErrNot
	}
	return w, nil
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		if w.out.Len()+len(p) > mostHTML {
			w.full = true
			return
		}
		w.out.WriteString(p)
	}
}

func (w *writer) text(s string) { w.put(html.EscapeString(s)) }

// document writes everything: what stands at the head and foot of each page as
// such, the text, the notes that it points at, the remarks.
func (w *writer) document() (string, error) {
	w.put("<html><body>")
	w.edges("header")
	w.blocks(w.body)
	w.edges("footer")
	if len(w.asked) > 0 {
		w.put(`<div style="mso-element:footnote-list">`)
		for i := 0; i < len(w.asked); i++ { // notes may point at notes
			w.note(w.asked[i])
		}
		w.put("</div>")
	}
	for _, n := range w.remarks.all("comment") {
		w.put(`<div style="mso-element:comment">`)
		w.blocks(n)
		w.put("</div>")
	}
	w.put("</body></html>")
	if w.full {
		return "", ErrTooLarge
	}
	return w.out.String(), nil
}

// edges writes the headers or footers of the pages.
func (w *writer) edges(kind string) {
	var parts []string
	for _, link := range w.links {
		if strings.HasSuffix(link.kind, "/"+kind) && !link.outside {
			parts = append(parts, link.target)
		}
	}
	slices.Sort(parts)
	for _, part := range slices.Compact(parts) {
		root, err := w.d.tree(part)
		if err != nil {
			w.d.unread = append(w.d.unread, part)
			continue
		}
		if strings.TrimSpace(root.inner()) == "" {
			continue
		}
		w.put(`<div role="banner">`)
		for _, n := range root.children {
			w.blocks(n)
		}
		w.put("</div>")
	}
}

func (w *writer) note(n note) {
	number := strconv.Itoa(w.numbered[n])
	w.put(`<div style="mso-element:footnote" id="`, n.kind, number, `">`)
	links := w.links
	w.links = w.noteURLs[n.kind]
	w.blocks(w.notes[n.kind][n.id])
	w.links = links
	w.put("</div>")
}

// blocks writes paragraphs and tables.
func (w *writer) blocks(n *node) {
	for _, c := range n.children {
		if w.full {
			return
		}
		switch c.name {
		case "p":
			w.paragraph(c)
		case "tbl":
			w.table(c)
		case "sdt":
			if inner := c.child("sdtContent"); inner != nil {
				w.blocks(inner)
			}
		case "customXml", "smartTag", "ins", "moveTo", "oMathPara":
			w.blocks(c)
		case "del", "moveFrom":
			w.put("<del>")
			w.blocks(c)
			w.put("</del>")
		case "r", "hyperlink", "oMath", "fldSimple":
			w.paragraph(&node{name: "p", children: []*node{c}})
		case "altChunk":
			w.put(`<object data="altChunk">`, "</object>")
		}
	}
}

func (w *writer) paragraph(p *node) {
	outer := w.boxes
	w.boxes = nil
	properties := p.child("pPr")
	open, end := w.frame(properties)
	w.put(open)
	w.inline(p, properties.val("pStyle"))
	w.put(end)
	boxes := w.boxes
	w.boxes = outer
	for _, box := range boxes {
		w.put("<div>")
		w.blocks(box)
		w.put("</div>")
	}
}

// frame is the element that a paragraph is written as.
func (w *writer) frame(properties *node) (open, end string) {
	level := w.styles.heading(properties)
	id, depth := w.listOf(properties)
	mark := ""
	if id != "" && id != "0" && w.numbers.own[id] != nil {
		mark = w.numbers.next(id, depth)
	}
	switch {
	case level == 0:
		return "<p class=MsoTitle>", "</p>"
	case level > 0:
		name := "h" + strconv.Itoa(min(level, 6))
		if mark != "" && mark != "·" {
			mark = html.EscapeString(mark) + " "
		} else {
			mark = ""
		}
		return "<" + name + ">" + mark, "</" + name + ">"
	case mark != "":
		return `<p style="mso-list:l0 level` + strconv.Itoa(depth+1) + ` lfo1"><span style="mso-list:Ignore">` + html.EscapeString(mark) + "</span>", "</p>"
	}
	return "<p>", "</p>"
}

// listOf is the list that a paragraph or its style belongs to, and how deep.
func (w *writer) listOf(properties *node) (id string, depth int) {
	list := properties.child("numPr")
	if list == nil {
		w.styles.chain(properties.val("pStyle"), func(style *node) bool {
			list = style.child("pPr", "numPr")
			return list != nil
		})
	}
	depth, _ = strconv.Atoi(list.val("ilvl"))
	return list.val("numId"), min(max(depth, 0), levels-1)
}

// table writes a table. Cells that are merged downwards are those that say they
// go on.
func (w *writer) table(t *node) {
	rows := direct(t, "tr")
	w.put("<table>")
	for y, row := range rows {
		w.put("<tr>")
		x, _ := strconv.Atoi(row.child("trPr").val("gridBefore"))
		x = min(max(x, 0), 100)
		w.put(strings.Repeat("<td></td>", x))
		for _, cell := range direct(row, "tc") {
			wide := wideness(cell)
			if merge := cell.child("tcPr", "vMerge"); merge == nil || merge.attr("val") == "restart" {
				w.put(`<td colspan="`, strconv.Itoa(wide), `" rowspan="`, strconv.Itoa(high(rows[y:], x, merge != nil)), `">`)
				w.blocks(cell)
				w.put("</td>")
			}
			x += wide
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
		x, goesOn := 0, false
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
