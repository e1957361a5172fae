package docx

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// blocks writes paragraphs and tables.
func (w *writer) blocks(n *node) {
	for _, c := range n.children {
		if w.full {
			return
		}
		switch c.name {
		case "p":
			w.paragraph(c)
			continue
		case "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd":
			continue
		}
		w.release()
		switch c.name {
		case "tbl":
			w.table(c)
		case "sdt":
			w.control(c)
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
	w.release()
}

// control writes a content control of blocks. Word's own list of contents is told as such:
// the page of an entry makes its own.
func (w *writer) control(n *node) {
	inner := n.child("sdtContent")
	if inner == nil {
		return
	}
	gallery := n.child("sdtPr", "docPartObj").val("docPartGallery")
	if gallery == "Table of Contents" {
		w.put(`<div role="doc-toc">`)
		defer w.put("</div>")
	}
	w.blocks(inner)
}

// goesOn reports whether a paragraph and the next are one: its end was deleted or moved
// away in revision (ECMA-376-1 §17.13.5.15, §17.13.5.21), or is hidden.
func (w *writer) goesOn(p *node) bool {
	end := p.child("pPr", "rPr")
	return end.child("del") != nil || end.child("moveFrom") != nil || w.styles.switched("vanish", end, p.child("pPr").val("pStyle"))
}

// release writes the paragraphs that go on in no other.
func (w *writer) release() {
	held := w.held
	w.held = nil
	if len(held) == 0 {
		return
	}
	last := held[len(held)-1].child("pPr")
	open, end := "", ""
	for _, p := range held {
		if w.shows(p) {
			open, end = w.frame(last)
			break
		}
	}
	w.put(open)
	for _, p := range held {
		w.inline(p, p.child("pPr").val("pStyle"))
	}
	w.put(end)
}

// shows reports whether anything of a paragraph is left when its changes are
// accepted.
func (w *writer) shows(n *node) bool {
	for _, c := range n.children {
		switch c.name {
		case "del", "moveFrom", "pPr":
		case "r":
			properties := c.child("rPr")
			hidden := w.styles.switched("vanish", properties, properties.val("rStyle"), n.child("pPr").val("pStyle"))
			if !hidden && slices.ContainsFunc(c.children, func(piece *node) bool { return piece.name != "rPr" }) {
				return true
			}
		default:
			if w.shows(c) {
				return true
			}
		}
	}
	return false
}

func (w *writer) paragraph(p *node) {
	if w.goesOn(p) {
		w.held = append(w.held, p)
		return
	}
	outer, held := w.boxes, w.held
	w.boxes, w.held = nil, nil
	properties := p.child("pPr")
	open, end := w.frame(properties)
	if opensContents(p) {
		open, end = contents, "</p>"
	}
	w.put(open)
	for _, before := range append(held, p) {
		w.inline(before, before.child("pPr").val("pStyle"))
	}
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
	case w.inContents(properties.val("pStyle")):
		return contents, "</p>"
	case level == 0:
		return "<p class=MsoTitle>", "</p>"
	case level > 0:
		name := "h" + strconv.Itoa(min(level, 6))
		if mark != "" && mark != bullet {
			mark = html.EscapeString(mark) + " "
		} else {
			mark = ""
		}
		return "<" + name + ">" + mark, "</" + name + ">"
	case mark != "":
		kind := ""
		if mark != bullet {
			kind = " data-mark=number" // a single letter is no bullet then
		}
		return `<p style="mso-list:l0 level` + strconv.Itoa(depth+1) + ` lfo1"` + kind + `><span style="mso-list:Ignore">` + html.EscapeString(mark) + "</span>", "</p>"
	}
	return "<p>", "</p>"
}

// contents opens a line of a list of contents.
const contents = "<p class=MsoToc1>"

// opensContents reports whether a list of contents begins in a paragraph.
func opensContents(p *node) bool {
	for _, says := range p.all("instrText") {
		if words := instruction(says.inner()); len(words) > 0 && strings.EqualFold(words[0], "TOC") {
			return true
		}
	}
	return false
}

var contentsName = pattern.New(`(?i)^(?:toc|mục lục)\s*[1-9]$`)

// inContents reports whether a paragraph is a line of Word's list of contents.
func (w *writer) inContents(style string) bool {
	found := false
	w.styles.chain(style, func(n *node) bool {
		found = found || contentsName.MatchString(strings.TrimSpace(n.val("name")))
		return found
	})
	return found || w.within("TOC")
}

// listOf is the list that a paragraph or its style belongs to, and how deep.
func (w *writer) listOf(properties *node) (id string, depth int) {
	list := properties.child("numPr")
	if list.child("numId") == nil {
		w.styles.chain(properties.val("pStyle"), func(style *node) bool {
			inStyle := style.child("pPr", "numPr")
			if inStyle == nil {
				return false
			}
			id, depth = inStyle.val("numId"), w.numbers.depthOf(inStyle.val("numId"), style.attr("styleId"))
			if own := inStyle.child("ilvl"); own != nil {
				depth, _ = strconv.Atoi(own.attr("val"))
			}
			return true
		})
	}
	if own := list.child("numId"); own != nil {
		id = own.attr("val")
	}
	if own := list.child("ilvl"); own != nil {
		depth, _ = strconv.Atoi(own.attr("val"))
	}
	return id, min(max(depth, 0), levels-1)
}
