package rtf

import (
	"strings"
)

// kind is where text of a group goes.
type kind uint8

const (
	body    kind = iota // into a paragraph
	ignore              // nowhere
	collect             // into a text that is understood when the group ends
	picture             // into the bytes of a picture
)

// group is what holds between two braces.
type group struct {
	state
	kind     kind
	to       *part
	into     *strings.Builder
	name     string // of the destination that began in this group
	optional bool   // \* stood before the first word
	begun    bool   // a word or a text was seen
	picture  *pict
	field    *field
	shape    *shape
	math     *formula
	style    int
	font     int
}

// state is how text and paragraphs look.
type state struct {
	bold, italic, strike, hidden, deleted bool
	raised                                string
	font                                  int
	uc                                    int // characters that stand for a \u
	link                                  string
	paragraph
}

// paragraph is what holds for the paragraph under way.
type paragraph struct {
	style   int
	outline int // 1 for the highest
	level   int // of a list, from 0
	inTable bool
	depth   int // tables in tables
}

type font struct {
	name string
	page int
}

// destinations whose text is no text of the document, or is not shown.
var ignored = map[string]bool{
	"colortbl": true, "info": true, "bkmkstart": true, "bkmkend": true, "nonshppict": true, "shprslt": true, "xe": true, "tc": true, "tcn": true, "rxe": true, "txe": true,
	"ftnsep": true, "ftnsepc": true, "ftncn": true, "aftnsep": true, "aftnsepc": true, "aftncn": true, "objdata": true, "datafield": true, "themedata": true,
	"listtable": true, "listoverridetable": true, "pn": true, "private": true, "revtbl": true, "filetbl": true, "atnid": true, "atnauthor": true, "atnref": true, "atndate": true,
	"atnicn": true, "atrfstart": true, "atrfend": true, "pgdsctbl": true, "formfield": true, "fontemb": true, "falt": true, "panose": true, "txfldresult": true,
}

// start enters a destination, and reports whether the word names one.
func (r *reader) start(name string) bool {
	g := &r.group
	switch name {
	case "footnote", "annotation", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		r.startPart(name)
	case "fonttbl", "stylesheet":
		g.kind, g.name, g.into = collect, name, &strings.Builder{}
	case "listtext", "pntext":
		g.kind, g.name, g.into = collect, "listtext", &strings.Builder{}
	case "field":
		g.field, g.name = &field{}, name
	case "fldinst":
		g.kind, g.name, g.into = collect, name, &strings.Builder{}
	case "fldrslt":
		g.optional = false
		if g.field != nil {
			g.link = g.field.address()
		}
	case "pict":
		g.kind, g.name, g.picture = picture, name, &pict{}
	case "shp", "shptxt", "object", "result", "shppict", "shpgrp", "do", "dptxbxtext":
		if g.kind == ignore {
			return true
		}
		if g.optional = false; name == "shptxt" || name == "dptxbxtext" {
			r.startPart(name)
		}
	case "picprop", "shpinst":
		g.optional, g.shape = false, &shape{}
		if name == "picprop" {
			g.shape.of = g.picture
		}
	case "sp":
	case "sn", "sv":
		r.property(name)
	case "moMath", "mmath":
		g.optional, g.kind = false, body
		if name == "moMath" {
			g.math, g.name = &formula{}, name
		}
	default:
		return ignored[name] && r.ignoreGroup()
	}
	return true
}

func (r *reader) ignoreGroup() bool {
	r.group.kind = ignore
	return true
}

// startPart begins text that stands apart: a note, a remark, what stands at the edge of pages, a
// text box.
func (r *reader) startPart(name string) {
	g := &r.group
	if g.kind == ignore {
		return
	}
	p := newPart(name)
	r.parts = append(r.parts, p)
	g.to, g.name, g.kind, g.optional = p, name, body, false
	g.paragraph, g.raised, g.link = paragraph{}, "", ""
}

// word obeys a control word.
func (r *reader) word(name string, number int, has bool) {
	g := &r.group
	if name == "bin" {
		size := min(max(number, 0), len(r.rest))
		if g.picture != nil && g.kind == picture {
			g.picture.data = append(g.picture.data[:0], r.rest[:min(size, mostPicture+1)]...)
		}
		r.rest = r.rest[size:]
		return
	}
	if g.kind != ignore && !g.begun && r.start(name) {
		return
	}
	if g.optional && !g.begun {
		if g.math == nil {
			g.kind = ignore
		}
		return
	}
	switch {
	case r.skip > 0 && name != "u":
		r.skip--
		return
	case name == "u":
		r.flush()
		r.unicode(number)
		return
	case name == "uc":
		g.uc = min(max(number, 0), 100)
		return
	case named[name] != "":
		r.put(named[name])
		return
	}
	on := !has || number != 0
	if g.math != nil && g.math.named(name) || r.look(name, number, on) || g.kind == ignore {
		return
	}
	switch g.kind {
	case picture:
		g.picture.word(name)
	case collect:
		r.tableWord(name, number)
	case body:
		r.paragraphWord(name, number)
	}
}

// look changes how text looks, and reports whether the word does so.
func (r *reader) look(name string, number int, on bool) bool {
	g := &r.group
	switch name {
	case "plain":
		keep := g.state
		g.state = state{uc: keep.uc, paragraph: keep.paragraph, link: keep.link, deleted: keep.deleted}
	case "b":
		g.bold = on
	case "i":
		g.italic = on
	case "strike", "striked":
		g.strike = on
	case "v":
		g.hidden = on
	case "deleted":
		g.deleted = on
	case "super":
		g.raised = map[bool]string{true: "sup"}[on]
	case "sub":
		g.raised = map[bool]string{true: "sub"}[on]
	case "up":
		g.raised = map[bool]string{true: "sup"}[number > 0 || number == 0 && on]
	case "dn":
		g.raised = map[bool]string{true: "sub"}[number > 0 || number == 0 && on]
	case "nosupersub":
		g.raised = ""
	case "f":
		g.state.font = number
		if g.kind == collect && g.name == "fonttbl" {
			g.font = number
		}
	default:
		return false
	}
	return true
}

// tableWord reads what fonts and styles say of themselves.
func (r *reader) tableWord(name string, number int) {
	g := &r.group
	switch name {
	case "ansicpg":
		r.page = number
	case "fcharset":
		f := r.fonts[g.font]
		f.page = charsets[number]
		r.fonts[g.font] = f
	case "s":
		g.style = number
		r.styles[number] = styleOf{}
	case "cs", "ds", "ts":
		g.style = -1
	case "outlinelevel":
		if s, known := r.styles[g.style]; known && number >= 0 && number < 9 {
			s.outline = number + 1
			r.styles[g.style] = s
		}
	}
}

// ended understands what a group has collected.
func (r *reader) ended(inner group) {
	g := &r.group
	switch {
	case inner.math != nil:
		r.endMath(inner)
	case inner.kind == picture && inner.picture != g.picture:
		r.endPicture(inner)
	case inner.name == "fldinst" && inner.into != g.into:
		if g.field != nil {
			g.field.says += inner.into.String()
		}
	case inner.name == "listtext" && inner.into != g.into:
		if g.to != nil {
			g.to.mark = strings.Join(strings.Fields(inner.into.String()), " ")
		}
	case (inner.name == "sn" || inner.name == "sv") && inner.into != g.into:
		r.endProperty(inner)
	case inner.to != g.to:
		r.endPart(inner)
	case inner.kind == collect && inner.into != nil && inner.into == g.into:
		r.endEntry(inner)
	}
}

// endEntry keeps a font or a style, which are groups in the group of their table.
func (r *reader) endEntry(inner group) {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inner.into.String()), ";"))
	switch {
	case inner.name == "fonttbl":
		f := r.fonts[inner.font]
		f.name = text
		r.fonts[inner.font] = f
	case inner.name == "stylesheet" && inner.style >= 0:
		s := r.styles[inner.style]
		s.name = text
		r.styles[inner.style] = s
	default:
		return
	}
	inner.into.Reset()
}
