package htmlimport

import (
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

// noteText is the kind of the blocks that are footnotes.
const noteText = "note"

// What marks and notes are called: by Word and Google Docs, and by LibreOffice.
var (
	noteAddress  = pattern.New(`#_?(ftn|edn)t?(_?ref)?(\d+)$`)
	noteName     = pattern.New(`^(ftn|edn)(\d+)$`)
	libreAddress = pattern.New(`#sd(foot|end)note(\d+)(sym|anc)$`)
	libreName    = pattern.New(`^sd(foot|end)note(\d+)$`)
)

// noteID is the name of a footnote or of an endnote.
func noteID(kind, number string) string {
	if kind == "edn" || kind == "end" {
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
	if last := len(w.into.blocks) - 1; last >= 0 && w.into.blocks[last].kind == "hr" {
		w.into.blocks = w.into.blocks[:last] // the line that parts the notes from the text
	}
	text := &block{kind: noteText, id: id}
	w.inside(text, func() { w.children(n, style{}.with(n, d)) })
	w.ends = append(w.ends, text)
	return true
}

// noteLink reads the address of a link to a note, or from one back to its mark.
func noteLink(href string) (id string, back, ok bool) {
	if m := noteAddress.FindStringSubmatch(href); m != nil {
		return noteID(m[1], m[3]), m[2] != "", true
	}
	if m := libreAddress.FindStringSubmatch(href); m != nil {
		return noteID(m[1], m[2]), m[3] == "anc", true
	}
	return "", false, false
}

// noteOf tells which note an element holds: by its id, or by the link back to
// the mark that it begins with.
func noteOf(n *html.Node) (string, bool) {
	for _, name := range []*pattern.Pattern{noteName, libreName} {
		if m := name.FindStringSubmatch(attr(n, "id")); m != nil {
			return noteID(m[1], m[2]), true
		}
	}
	if n.Data != "p" {
		return "", false
	}
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return "", false
		}
		if c.Type == html.ElementNode && c.Data == "a" {
			id, back, ok := noteLink(attr(c, "href"))
			return id, ok && back
		}
	}
	return "", false
}

// note reads a link that is a footnote's mark, or leads back to one.
func (w *walker) note(href string) bool {
	id, back, ok := noteLink(href)
	if ok && !back {
		w.runs = append(w.runs, run{note: id})
		w.asked = append(w.asked, id)
	}
	return ok
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
