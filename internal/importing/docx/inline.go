package docx

import (
	"html"
	"strconv"
	"strings"
)

// inline writes what stands in a paragraph.
func (w *writer) inline(n *node, style string) {
	for _, c := range n.children {
		if w.full {
			return
		}
		switch c.name {
		case "r":
			w.run(c, style)
		case "hyperlink":
			w.hyperlink(c, style)
		case "ins", "moveTo":
			w.put("<ins>")
			w.inline(c, style)
			w.put("</ins>")
		case "del", "moveFrom":
			w.put("<del>")
			w.inline(c, style)
			w.put("</del>")
		case "sdt":
			if inner := c.child("sdtContent"); inner != nil {
				w.inline(inner, style)
			}
		case "fldSimple":
			w.simpleField(c, style)
		case "oMath":
			w.formula(c)
		case "smartTag", "customXml", "dir", "bdo", "oMathPara":
			w.inline(c, style)
		case "p", "tbl": // a block in a place for text
			w.blocks(&node{children: []*node{c}})
		case "t":
			w.text(c.shown())
		}
	}
}

func (w *writer) hyperlink(n *node, style string) {
	address := ""
	if link, ok := w.links[n.attr("id")]; ok && link.outside {
		address = link.target
		if anchor := n.attr("anchor"); anchor != "" && !strings.Contains(address, "#") {
			address += "#" + anchor
		}
	}
	w.linked(address, func() { w.inline(n, style) })
}

func (w *writer) linked(address string, inner func()) {
	if address == "" || w.hidden() {
		inner()
		return
	}
	w.put(`<a href="`, html.EscapeString(address), `">`)
	inner()
	w.put("</a>")
}

// run writes text of one look.
func (w *writer) run(r *node, paragraph string) {
	properties := r.child("rPr")
	style := properties.val("rStyle")
	is := func(name string) bool { return w.styles.switched(name, properties, style, paragraph) }
	if is("vanish") {
		w.unseen(r)
		return
	}
	open, end := "<span", "</span>"
	if f := w.styles.font(properties, style, paragraph); f != "" {
		open += ` style="font-family:'` + html.EscapeString(strings.NewReplacer("'", "", ";", "", `"`, "").Replace(f)) + `'"`
	}
	open += ">"
	wrap := func(name string) { open, end = open+"<"+name+">", "</"+name+">"+end }
	if is("b") {
		wrap("b")
	}
	if is("i") {
		wrap("i")
	}
	if is("strike") || is("dstrike") {
		wrap("s")
	}
	if element := w.styles.raised(properties, style, paragraph); element != "" {
		wrap(element)
	}
	w.put(open)
	w.pieces(r, paragraph)
	w.put(end)
}

// unseen reads a run that is not shown. The signs of fields count all the same.
func (w *writer) unseen(r *node) {
	for _, c := range r.children {
		switch c.name {
		case "fldChar":
			w.fieldChar(c)
		case "instrText":
			w.hiddenText(c.inner())
		}
	}
}

// pieces writes what is in a run.
func (w *writer) pieces(r *node, style string) {
	for _, c := range r.children {
		if w.full {
			return
		}
		if w.hidden() && c.name != "fldChar" && c.name != "instrText" {
			w.hiddenText(c.inner())
			continue
		}
		switch c.name {
		case "t", "delText":
			w.text(c.shown())
		case "tab", "ptab":
			w.put("\t")
		case "br", "cr":
			w.put("<br>")
		case "softHyphen": // also the letter ư of TCVN3
			w.put("\u00ad")
		case "noBreakHyphen":
			w.put("-")
		case "sym":
			w.symbol(c)
		case "fldChar":
			w.fieldChar(c)
		case "instrText":
			w.hiddenText(c.inner())
		case "footnoteReference":
			w.mark(note{"ftn", c.attr("id")})
		case "endnoteReference":
			w.mark(note{"edn", c.attr("id")})
		case "drawing", "pict", "object":
			w.drawing(c)
		case "AlternateContent":
			w.alternative(c, style)
		case "ruby":
			w.inline(c.child("rubyBase"), style)
		}
	}
}

// alternative takes the first of several forms of the same that says anything.
func (w *writer) alternative(n *node, style string) {
	for _, c := range n.children {
		if strings.TrimSpace(c.inner()) != "" || len(c.all("blip")) > 0 || len(c.all("imagedata")) > 0 {
			w.pieces(c, style)
			return
		}
	}
}

func (w *writer) symbol(n *node) {
	if code, err := strconv.ParseUint(n.attr("char"), 16, 16); err == nil {
		w.glyph(rune(code), n.attr("font"))
	}
}

// glyph writes a sign of a font.
func (w *writer) glyph(code rune, font string) {
	w.put(`<span style="font-family:'`, html.EscapeString(strings.NewReplacer("'", "", ";", "", `"`, "").Replace(font)), `'">`)
	w.text(string(code))
	w.put("</span>")
}

// mark points at a note. Numbers go by the order in the text.
func (w *writer) mark(n note) {
	if w.notes[n.kind][n.id] == nil {
		return
	}
	number, known := w.numbered[n]
	if !known {
		w.last[n.kind]++
		number = w.last[n.kind]
		w.numbered[n] = number
		w.asked = append(w.asked, n)
	}
	w.put(`<a href="#_`, n.kind, strconv.Itoa(number), `">[`, strconv.Itoa(number), "]</a>")
}

// drawing writes the pictures of a drawing; its text boxes come after the
// paragraph. Charts and the like hold words elsewhere, so they are told.
func (w *writer) drawing(n *node) {
	words := n.all("docPr")
	alt := ""
	if len(words) > 0 {
		alt = words[0].attr("descr")
	}
	pictures := pictures(n)
	for _, p := range pictures {
		link := w.links[p.attr("embed")+p.attr("id")]
		if link.target == "" {
			link = w.links[p.attr("link")]
		}
		if link.target != "" && !w.full {
			w.put(`<img src="`, html.EscapeString(link.target), `" alt="`, html.EscapeString(alt), `">`)
		}
	}
	boxes := topBoxes(n)
	w.boxes = append(w.boxes, boxes...)
	if len(pictures) == 0 && len(boxes) == 0 && (len(n.all("chart")) > 0 || len(n.all("relIds")) > 0 || len(n.all("OLEObject")) > 0) {
		w.put(`<object data="drawing">`)
		w.text(alt)
		w.put("</object>")
	}
}

// pictures are those of a drawing that stand in no text box, of alternatives the
// first.
func pictures(n *node) []*node {
	var found []*node
	for _, c := range n.children {
		switch c.name {
		case "blip", "imagedata":
			found = append(found, c)
		case "txbxContent":
		case "AlternateContent":
			for _, form := range c.children {
				if inner := pictures(form); len(inner) > 0 {
					found = append(found, inner...)
					break
				}
			}
		default:
			found = append(found, pictures(c)...)
		}
	}
	return found
}

// topBoxes are the text boxes that stand in no other, of alternatives the first.
func topBoxes(n *node) []*node {
	var found []*node
	for _, c := range n.children {
		switch c.name {
		case "txbxContent":
			found = append(found, c)
		case "AlternateContent":
			for _, form := range c.children {
				if boxes := topBoxes(form); len(boxes) > 0 {
					found = append(found, boxes...)
					break
				}
			}
		default:
			found = append(found, topBoxes(c)...)
		}
	}
	return found
}
