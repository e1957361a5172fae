package odt

import (
	"encoding/xml"
	"html"
	"path"
	"strconv"
	"strings"
)

// look is by which styles text is shown.
type look struct {
	paragraph string
	spans     []string // from outside
	heading   bool     // the style of the paragraph makes nothing bold
}

// inline writes what stands in a paragraph (§6).
func (w *writer) inline(n *node, l look) {
	for _, c := range n.Children {
		switch c.Name {
		case "":
			w.text(c.Text, l)
		case "span":
			inner := l
			inner.spans = append(l.spans[:len(l.spans):len(l.spans)], c.Attr("style-name"))
			w.inline(c, inner)
		case "a":
			w.link(c, l)
		case "s":
			w.text(strings.Repeat(" ", times(c, "c")), l)
		case "tab":
			w.put("\t")
		case "line-break":
			w.put("<br>")
		case "note":
			w.note(c)
		case "annotation":
			w.comments = append(w.comments, c)
		case "change":
			w.change(c)
		case "frame", "custom-shape", "rect", "ellipse", "g", "control":
			w.drawing(c)
		case "ruby":
			if base := c.Child("ruby-base"); base != nil {
				w.inline(base, l)
			}
		case "annotation-end", "hidden-text", "hidden-paragraph", "soft-page-break", "bookmark", "bookmark-start", "bookmark-end",
			"reference-mark", "reference-mark-start", "reference-mark-end", "change-start", "change-end", "toc-mark-start", "toc-mark-end",
			"alphabetical-index-mark", "alphabetical-index-mark-start", "alphabetical-index-mark-end", "forms", "office:forms":
		case "p", "list", "table": // a block in a place for text
			w.blocks(&node{Children: []*node{c}})
		default: // fields hold what they show
			w.inline(c, l)
		}
	}
}

// text writes text of one look.
func (w *writer) text(text string, l look) {
	if text == "" {
		return
	}
	p := w.styles.of(l)
	if p.hidden {
		return
	}
	open, end := "", ""
	wrap := func(name string) { open, end = open+"<"+name+">", "</"+name+">"+end }
	if p.legacy() {
		open, end = `<span style="font-family:'`+html.EscapeString(strings.NewReplacer("'", "", ";", "", `"`, "").Replace(p.font))+`'">`, "</span>"
	}
	if p.bold {
		wrap("b")
	}
	if p.italic {
		wrap("i")
	}
	if p.strike {
		wrap("s")
	}
	if p.raised != "" {
		wrap(p.raised)
	}
	w.put(open, html.EscapeString(text), end)
}

func (w *writer) link(n *node, l look) {
	address := n.Attr("href")
	if address == "" || strings.HasPrefix(address, "#") {
		w.inline(n, l)
		return
	}
	w.put(`<a href="`, html.EscapeString(address), `">`)
	w.inline(n, l)
	w.put("</a>")
}

// note points at a footnote or an endnote. Numbers go by the order in the text.
func (w *writer) note(n *node) {
	kind := "ftn"
	if n.Attr("note-class") == "endnote" {
		kind = "edn"
	}
	body := n.Child("note-body")
	if body == nil {
		return
	}
	w.counts[kind]++
	number := w.counts[kind]
	w.notes = append(w.notes, note{kind, number, body})
	w.put(`<a href="#_`, kind, strconv.Itoa(number), `">[`, strconv.Itoa(number), "]</a>")
}

// drawing writes the picture or the formula of a frame; text in it comes after the paragraph.
func (w *writer) drawing(n *node) {
	alt := n.Child("desc").Inner()
	if alt == "" {
		alt = n.Child("title").Inner()
	}
	if object := n.Child("object"); object != nil {
		w.object(object, alt)
		return
	}
	// Several forms of one picture stand one behind the other, the best first.
	if image := n.Child("image"); image != nil {
		src := strings.TrimPrefix(image.Attr("href"), "./")
		if data := image.Child("binary-data"); data != nil {
			src = w.d.keep(data.Inner())
		}
		w.put(`<img src="`, html.EscapeString(src), `" alt="`, html.EscapeString(alt), `">`)
	}
	for _, c := range n.Children {
		switch c.Name {
		case "text-box":
			w.boxes = append(w.boxes, c)
		case "frame", "custom-shape", "rect", "ellipse", "g":
			w.drawing(c)
		case "plugin", "floating-frame", "object-ole":
			w.put(`<object data="drawing">`, html.EscapeString(alt), "</object>")
		}
	}
	if n.Name != "frame" && n.Name != "g" && strings.TrimSpace(n.Inner()) != "" {
		w.boxes = append(w.boxes, n)
	}
}

// object writes a formula, which lies in a part of its own; others are told.
func (w *writer) object(n *node, alt string) {
	part := path.Join(strings.TrimPrefix(n.Attr("href"), "./"), "content.xml")
	math := n.Child("math")
	if math == nil {
		tree, err := w.d.archive.Tree(part)
		if err != nil {
			w.d.unread = append(w.d.unread, part)
			return
		}
		math = tree.Child("math")
	}
	if math == nil {
		w.put(`<object data="drawing">`, html.EscapeString(alt), "</object>")
		return
	}
	w.math(math)
}

// math writes MathML as it is, without its other forms.
func (w *writer) math(n *node) {
	switch n.Name {
	case "":
		w.put(html.EscapeString(n.Text))
		return
	case "annotation", "annotation-xml":
		return
	}
	w.put("<", n.Name, attributes(n.Attrs), ">")
	for _, c := range n.Children {
		w.math(c)
	}
	w.put("</", n.Name, ">")
}

func attributes(all []xml.Attr) string {
	var out strings.Builder
	for _, a := range all {
		switch a.Name.Local {
		case "open", "close", "separators", "display", "linethickness", "mathvariant", "stretchy":
			out.WriteString(" " + a.Name.Local + `="` + html.EscapeString(a.Value) + `"`)
		}
	}
	return out.String()
}
