package htmlimport

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// noteText is the kind of the blocks that are footnotes.
const noteText = "note"

var noteAddress = regexp.MustCompile(`#_?(ftn|edn)(ref)?(\d+)$`)

// noteID is the name of a footnote or of an endnote.
func noteID(kind, number string) string {
	if kind == "edn" {
		return "e" + number
	}
	return number
}

// noted deals with the parts of a text that Word keeps at its end: the notes,
// and what holds them.
func (w *walker) noted(n *html.Node, d declarations) bool {
	switch d["mso-element"] {
	case "footnote-list", "endnote-list":
		outer := w.inNote
		w.inNote = true
		w.apart(n, style{})
		w.inNote = outer
		return true
	}
	if w.cell != nil || n.Data != "div" && n.Data != "p" {
		return false
	}
	id, ok := noteOf(n)
	if !ok || w.notes[id] {
		return false
	}
	w.notes[id] = true
	w.flush()
	text := &block{kind: noteText, id: id}
	w.inside(text, func() { w.children(n, style{}.with(n, d)) })
	w.ends = append(w.ends, text)
	return true
}

var noteName = regexp.MustCompile(`^(ftn|edn)(\d+)$`)

// noteOf tells which note an element holds: by its id, or by the link back to
// the mark that it begins with.
func noteOf(n *html.Node) (string, bool) {
	if m := noteName.FindStringSubmatch(attr(n, "id")); m != nil {
		return noteID(m[1], m[2]), true
	}
	if n.Data != "p" {
		return "", false
	}
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return "", false
		}
		if c.Type == html.ElementNode && c.Data == "a" {
			m := noteAddress.FindStringSubmatch(attr(c, "href"))
			if m == nil || m[2] == "" {
				return "", false
			}
			return noteID(m[1], m[3]), true
		}
	}
	return "", false
}

// note reads a link that is a footnote's mark, or leads back to one.
func (w *walker) note(href string) bool {
	m := noteAddress.FindStringSubmatch(href)
	if m == nil {
		return false
	}
	if m[2] == "" {
		id := noteID(m[1], m[3])
		w.runs = append(w.runs, run{note: id})
		w.asked = append(w.asked, id)
	}
	return true
}

// endNotes puts the notes at the end. A mark without its note becomes text, a
// note without a mark a paragraph.
func (w *walker) endNotes() {
	asked := map[string]bool{}
	for _, id := range w.asked {
		asked[id] = true
	}
	for _, n := range w.ends {
		if asked[n.id] && !n.empty() {
			w.root.add(n)
			continue
		}
		delete(w.notes, n.id)
		w.root.blocks = append(w.root.blocks, n.blocks...)
	}
}
