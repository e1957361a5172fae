package rtf

import (
	"html"
	"strconv"
	"strings"
)

// part is a text by itself: the body, a note, a header.
type part struct {
	name   string
	number int // of a note
	out    strings.Builder
	line   strings.Builder                  // the paragraph under way
	held   struct{ open, end, text string } // text of one look that may go on
	filled bool                             // the line has anything
	mark   string                           // of the item that begins
	cell   strings.Builder                  // the cell under way
	row    []cell
	edges  []edge // of the row that is described
	rows   [][]cell
	boxes  []*part // text boxes of the paragraph
}

func newPart(name string) *part { return &part{name: name} }

// text writes text of one look into the paragraph.
func (r *reader) text(text string) {
	g := &r.group
	if g.math != nil {
		g.math.text += html.EscapeString(text)
		return
	}
	if text == "" || g.hidden || g.to == nil {
		return
	}
	open, end := "", ""
	wrap := func(name string) { open, end = open+"<"+name+">", "</"+name+">"+end }
	if name := r.fonts[g.state.font].name; name != "" {
		open, end = `<span style="font-family:'`+html.EscapeString(strings.NewReplacer("'", "", ";", "", `"`, "").Replace(name))+`'">`, "</span>"
	}
	if g.deleted {
		wrap("del")
	}
	if g.link != "" {
		open, end = open+`<a href="`+html.EscapeString(g.link)+`">`, "</a>"+end
	}
	level := r.headingLevel()
	if g.bold && level < 0 {
		wrap("b")
	}
	if g.italic {
		wrap("i")
	}
	if g.strike {
		wrap("s")
	}
	if g.raised != "" {
		wrap(g.raised)
	}
	p := g.to
	if p.held.open != open || p.held.end != end {
		p.release()
		p.held.open, p.held.end = open, end
	}
	p.held.text += html.EscapeString(text)
	p.filled = true
	if r.wrote += len(text); len(p.held.text) > longHeld {
		p.release()
	}
}

// longHeld is how much text of one look is held at once.
const longHeld = 4 << 10

// release writes the text of one look that is held.
func (p *part) release() {
	if p.held.text != "" {
		p.line.WriteString(p.held.open + p.held.text + p.held.end)
	}
	p.held.text = ""
}

// raw writes HTML into the paragraph.
func (r *reader) raw(text string) {
	r.wrote += len(text)
	if p := r.group.to; p != nil && r.group.kind == body {
		p.release()
		p.line.WriteString(text)
		p.filled = true
	}
}

func (r *reader) headingLevel() int {
	g := r.group
	if g.inTable {
		return -1
	}
	if g.outline > 0 {
		return g.outline
	}
	if s, known := r.styles[g.paragraph.style]; known {
		return s.heading()
	}
	return -1
}

// paragraphWord obeys words of paragraphs and tables.
func (r *reader) paragraphWord(name string, number int) {
	g := &r.group
	switch name {
	case "pard":
		g.paragraph = paragraph{}
	case "s":
		g.paragraph.style = number
	case "outlinelevel":
		if g.outline = 0; number >= 0 && number < 9 {
			g.outline = number + 1
		}
	case "ilvl":
		g.level = min(max(number, 0), 8)
	case "intbl":
		g.inTable = true
	case "itap":
		g.depth = number
		g.inTable = number > 0
	case "line", "lbr":
		r.raw("<br>")
	case "par", "sect", "page", "column":
		if name == "par" && g.deleted { // the paragraph goes on in the next
			return
		}
		if p := g.to; p != nil && (name == "par" || p.filled) {
			r.endParagraph(p)
		}
	case "ansicpg":
		r.page = number
	case "ftnalt":
		if g.to != nil && g.to.name == "footnote" {
			g.to.name = "endnote"
		}
	default:
		r.cellWord(name, number)
	}
}

// endParagraph writes the paragraph under way, into the cell of a table or behind the others.
func (r *reader) endParagraph(p *part) {
	level := r.headingLevel()
	open, end := "<p>", "</p>"
	mark := p.mark
	bullet := len([]rune(mark)) == 1 && !strings.ContainsAny(mark, "0123456789") || mark == ""
	switch {
	case level == 0:
		open = "<p class=MsoTitle>"
	case level > 0:
		name := "h" + strconv.Itoa(min(level, 6))
		open, end = "<"+name+">", "</"+name+">"
		if mark != "" && !bullet {
			open += html.EscapeString(mark) + " "
		}
	case strings.HasPrefix(strings.ToLower(r.styles[r.group.paragraph.style].name), "toc ") || strings.HasPrefix(strings.ToLower(r.styles[r.group.paragraph.style].name), "mục lục "):
		open = "<p class=MsoToc1>"
	case mark != "":
		open = `<p style="mso-list:l0 level` + strconv.Itoa(r.group.level+1) + ` lfo1"`
		if !bullet {
			open += " data-mark=number"
		} else {
			mark = "·"
		}
		open += `><span style="mso-list:Ignore">` + html.EscapeString(mark) + "</span>"
	}
	p.release()
	text := open + p.line.String() + end
	p.line.Reset()
	p.filled, p.mark = false, ""
	for _, box := range p.boxes {
		text += "<div>" + r.whole(box) + "</div>"
	}
	p.boxes = nil
	r.wrote += len(open) + len(end)
	if r.group.inTable {
		p.cell.WriteString(text)
		return
	}
	p.endTable()
	p.out.WriteString(text)
}

// whole is the text of a part that has ended.
func (r *reader) whole(p *part) string {
	p.endTable()
	return p.out.String()
}

// endPart closes a part that stood in a group.
func (r *reader) endPart(inner group) {
	p := inner.to
	outer := r.group
	if p.filled {
		r.group = inner
		r.group.inTable = false
		r.endParagraph(p)
		r.group = outer
	}
	switch p.name {
	case "footnote", "endnote":
		kind := map[string]string{"footnote": "ftn", "endnote": "edn"}[p.name]
		r.counts[kind]++
		p.number = r.counts[kind]
		number := strconv.Itoa(p.number)
		r.raw(`<a href="#_` + kind + number + `">[` + number + "]</a>")
	case "shptxt", "dptxbxtext":
		if outer.to != nil {
			outer.to.boxes = append(outer.to.boxes, p)
		}
	}
}

// document puts the parts together: what stands at the edge of pages, the body, notes, remarks.
func (r *reader) document() string {
	if r.body.filled {
		r.endParagraph(r.body)
	}
	var edges, notes, remarks strings.Builder
	for _, p := range r.parts {
		switch {
		case p.name == "footnote" || p.name == "endnote":
			kind := map[string]string{"footnote": "ftn", "endnote": "edn"}[p.name]
			notes.WriteString(`<div style="mso-element:footnote" id="` + kind + strconv.Itoa(p.number) + `">` + r.whole(p) + "</div>")
		case p.name == "annotation":
			remarks.WriteString(`<div style="mso-element:comment">` + r.whole(p) + "</div>")
		case strings.HasPrefix(p.name, "header"), strings.HasPrefix(p.name, "footer"):
			edges.WriteString(`<div role="banner">` + r.whole(p) + "</div>")
		}
	}
	text := "<html><body>" + edges.String() + r.whole(r.body)
	for _, box := range r.body.boxes {
		text += "<div>" + r.whole(box) + "</div>"
	}
	if notes.Len() > 0 {
		text += `<div style="mso-element:footnote-list">` + notes.String() + "</div>"
	}
	text += remarks.String() + "</body></html>"
	if len(r.alts) > 0 {
		return strings.NewReplacer(r.alts...).Replace(text)
	}
	return text
}
