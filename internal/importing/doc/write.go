package doc

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf16"

	"loa/internal/base/officefile"
)

// mostHTML is how much is written, in bytes.
const mostHTML = 96 << 20

// Signs of a text that are no letters (section 2.4.1).
const (
	signPicture  = 0x01
	signNote     = 0x02
	signDrawing  = 0x08
	signCell     = 0x07
	signBreak    = 0x0B
	signPage     = 0x0C
	signEnd      = 0x0D
	signField    = 0x13
	signResult   = 0x14
	signFieldEnd = 0x15
	signHyphen   = 0x1E
	signSoft     = 0x1F
	signSymbol   = 0x28
)

// writer turns a document into HTML.
type writer struct {
	*file
	d      *Document
	out    *strings.Builder
	total  int
	notes  map[int]note // by the character that points at them
	asked  []note
	fields []field
	held   []character // of paragraphs whose ends were deleted
	table  *table
	row    tableRow
	cell   *strings.Builder
}

// note is a footnote (ftn) or an endnote (edn): which it is, and its characters.
type note struct {
	kind     string
	number   int
	from, to int
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		if w.total += len(p); w.total > mostHTML {
			return
		}
		w.out.WriteString(p)
	}
}

// document writes the text, its notes, and what stands around it.
func (f *file) document() (*Document, error) {
	w := &writer{file: f, d: &Document{pictures: map[string][]byte{}}, out: &strings.Builder{}, notes: map[int]note{}}
	w.findNotes("ftn", 2, 3, notePart)
	w.findNotes("edn", 46, 47, endnotePart)
	w.put("<html><body>")
	w.around(headPart, `<div role="banner">`)
	w.text(0, f.counts[textPart])
	boxes := f.start(boxPart)
	w.text(boxes, boxes+f.counts[boxPart])
	if len(w.asked) > 0 {
		w.put(`<div style="mso-element:footnote-list">`)
		for i := 0; i < len(w.asked); i++ { // notes may point at notes
			n := w.asked[i]
			w.put(`<div style="mso-element:footnote" id="`, n.kind, strconv.Itoa(n.number), `">`)
			w.text(n.from, n.to)
			w.put("</div>")
		}
		w.put("</div>")
	}
	w.around(remarkPart, `<div style="mso-element:comment">`)
	w.put("</body></html>")
	if w.total > mostHTML {
		return nil, fmt.Errorf("%w: text", officefile.ErrTooLarge)
	}
	w.d.HTML = w.out.String()
	return w.d, nil
}

// around writes a part that does not belong to the text, if it says anything.
func (w *writer) around(part int, open string) {
	from, says := w.start(part), false
	w.each(from, from+w.counts[part], func(c character) { says = says || c.unit > ' ' })
	if says {
		w.put(open)
		w.text(from, from+w.counts[part])
		w.put("</div>")
	}
}

// findNotes reads where notes are pointed at, and where they stand (sections 2.8.18 and 2.8.19).
func (w *writer) findNotes(kind string, references, texts, part int) {
	marks, places := w.part(references), w.part(texts)
	start := w.start(part)
	for i := range max((len(marks)-4)/6, 0) {
		from, to := w.long(places, 4*i), w.long(places, 4*i+4)
		if 4*i+8 <= len(places) && from >= 0 && to <= w.counts[part] && from < to {
			w.notes[w.long(marks, 4*i)] = note{kind, 0, start + from, start + to}
		}
	}
}

// text writes the paragraphs of a range.
func (w *writer) text(from, to int) {
	var line []character
	cp := from
	places := map[int]int{} // of signs that point at notes and pictures: which character of the document they are
	w.each(from, to, func(c character) {
		if c.unit == signNote || c.unit == signDrawing {
			places[c.at] = cp
		}
		cp++
		if c.unit != signEnd && c.unit != signCell && c.unit != signPage {
			line = append(line, c)
			return
		}
		w.paragraph(line, w.layoutAt(c.at), c.unit, places)
		line = line[:0]
	})
	if len(line) > 0 {
		w.paragraph(line, layout{style: noStyle, outline: 9}, signEnd, places)
	}
	w.endTable()
	w.fields = nil
}

// paragraph writes what stands up to an end.
func (w *writer) paragraph(line []character, p layout, end uint16, places map[int]int) {
	if w.place(p, end) {
		return
	}
	if p.deletedEnd && !p.inTable || p.hiddenEnd && !p.inTable {
		w.held = append(w.held, line...)
		return
	}
	if len(w.held) > 0 {
		line = append(w.held, line...)
		w.held = nil
	}
	open, closing := w.frame(p, line)
	w.put(open)
	w.runs(line, p, places)
	w.put(closing)
	if p.inTable && end == signCell {
		w.endCell()
	}
}

// frame is the element that a paragraph is written as.
func (w *writer) frame(p layout, line []character) (open, end string) {
	number := 0
	for _, s := range w.chain(p.style) {
		if s.number > 0 && s.number < 0xFFE {
			number = s.number
		}
	}
	mark := ""
	if len(line) > 0 {
		mark = w.lists.next(p.list, p.level)
	}
	const title, contents1, contents9 = 62, 19, 27
	level := 0
	switch {
	case number >= contents1 && number <= contents9, w.within("TOC"):
		return "<p class=MsoToc1>", "</p>"
	case number >= 1 && number <= 9:
		level = number
	case p.outline < 9:
		level = p.outline + 1
	case number == title:
		return "<p class=MsoTitle>", "</p>"
	}
	if level > 0 && len(line) > 0 {
		name := "h" + strconv.Itoa(min(level, 6))
		if mark == bullet || mark == "" {
			mark = ""
		} else {
			mark += " "
		}
		return "<" + name + ">" + html.EscapeString(mark), "</" + name + ">"
	}
	if mark != "" {
		kind := ""
		if mark != bullet {
			kind = " data-mark=number" // a single letter is no bullet then
		}
		return `<p style="mso-list:l0 level` + strconv.Itoa(p.level+1) + ` lfo1"` + kind + `><span style="mso-list:Ignore">` + html.EscapeString(mark) + "</span>", "</p>"
	}
	return "<p>", "</p>"
}

// runs writes characters, those of one look together.
func (w *writer) runs(line []character, p layout, places map[int]int) {
	style := w.styled(look{font: -1, picture: -1}, p.style)
	for i := 0; i < len(line); {
		from, l := i, w.lookAt(line[i].at, style)
		var units []uint16
		for ; i < len(line) && (i == from || w.lookAt(line[i].at, style) == l); i++ {
			if c := line[i]; c.unit < ' ' || l.special {
				w.letters(units, l)
				units = nil
				w.sign(c, l, places)
				continue
			}
			units = append(units, line[i].unit)
		}
		w.letters(units, l)
	}
	for _, f := range w.fields {
		if f.linked {
			w.put("</a>") // it goes on in the next paragraph
		}
	}
	for i := range w.fields {
		w.fields[i].linked = false
	}
}

// letters writes text of one look.
func (w *writer) letters(units []uint16, l look) {
	if len(units) == 0 {
		return
	}
	text := string(utf16.Decode(units))
	if w.instruct(text) || l.hidden {
		return
	}
	w.wrapped(html.EscapeString(text), l)
}

func (w *writer) wrapped(inner string, l look) {
	open, end := "", ""
	wrap := func(tag, name string) { open, end = open+"<"+tag+">", "</"+name+">"+end }
	if l.font >= 0 && l.font < len(w.fonts) {
		wrap(`span style="font-family:'`+html.EscapeString(strings.NewReplacer("'", "", ";", "", `"`, "").Replace(w.fonts[l.font]))+`'"`, "span")
	}
	if l.deleted {
		wrap("del", "del")
	}
	if l.bold {
		wrap("b", "b")
	}
	if l.italic {
		wrap("i", "i")
	}
	if l.strike || l.double {
		wrap("s", "s")
	}
	switch l.raised {
	case 1:
		wrap("sup", "sup")
	case -1:
		wrap("sub", "sub")
	}
	w.put(open, inner, end)
}

// sign writes what is no letter.
func (w *writer) sign(c character, l look, places map[int]int) {
	if w.fieldSign(c.unit) || w.instruct("") || l.hidden {
		return
	}
	switch c.unit {
	case '\t':
		w.put("\t")
	case signBreak:
		w.put("<br>")
	case signHyphen:
		w.wrapped("-", l)
	case signSoft: // also the letter ư of TCVN3
		w.wrapped("\u00ad", l)
	case signNote:
		w.point(places[c.at])
	case signPicture:
		w.picture(l)
	case signDrawing:
		w.float(places[c.at])
	case signSymbol:
		if l.symbol != 0 {
			l.font = l.symFont
			w.wrapped(html.EscapeString(string(l.symbol)), l)
		}
	default:
		if c.unit >= ' ' {
			w.wrapped(html.EscapeString(string(utf16.Decode([]uint16{c.unit}))), l)
		}
	}
}

// point points at the note of a character. Numbers go by the order in the text.
func (w *writer) point(cp int) {
	n, ok := w.notes[cp]
	if !ok {
		return
	}
	if n.number == 0 {
		for _, one := range w.asked {
			if one.kind == n.kind {
				n.number++
			}
		}
		n.number++
		w.notes[cp] = n
		w.asked = append(w.asked, n)
	}
	number := strconv.Itoa(n.number)
	w.put(`<a href="#_`, n.kind, number, `">[`, number, "]</a>")
}
