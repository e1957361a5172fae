package htmlimport

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is a piece of a block's text in one look, or what stands between two.
type run struct {
	text                       string
	bold, italic, strike, code bool
	href                       string
	br                         bool
	src                        string // a picture; text is its description
	note                       string // a footnote's mark
	raised                     rune   // above the line ('u') or below it ('d')
	formula                    bool
}

func (r run) words() bool { return !r.br && r.src == "" && r.note == "" }

func (r run) blank() bool { return r.words() && strings.TrimSpace(r.text) == "" }

func (r run) same(o run) bool {
	return r.words() && o.words() && r.bold == o.bold && r.italic == o.italic && r.strike == o.strike && r.code == o.code && r.href == o.href
}

// place is where a text stands, which decides what must be escaped in it.
type place struct{ heading, cell bool }

// paragraphs cuts a block at two line breaks in a row and trims the parts.
func paragraphs(runs []run) [][]run {
	var all [][]run
	start, breaks := 0, 0
	cut := func(end int) {
		if part := tidy(runs[start:end]); len(part) > 0 {
			all = append(all, part)
		}
	}
	for i, r := range runs {
		switch {
		case r.br:
			breaks++
		case !r.blank():
			if breaks > 1 {
				cut(i)
				start = i
			}
			breaks = 0
		}
	}
	cut(len(runs))
	return all
}

// tidy joins runs of one look and leaves one space between words, none at the
// ends of lines, and none at the ends of what is emphasised or linked.
func tidy(runs []run) []run {
	var out []run
	var text strings.Builder   // of the last run: a paragraph may be as long as a book
	space, line := false, true // a space is due; nothing stands on this line yet
	end := func() {
		if n := len(out); n > 0 {
			out[n-1].text = text.String()
		}
	}
	put := func(r run) {
		if n := len(out); n == 0 || !out[n-1].same(r) {
			end()
			out = append(out, r)
			text.Reset()
		}
		text.WriteString(r.text)
	}
	for _, r := range runs {
		if r.br {
			space = false
			if !line {
				put(r)
			}
			line = true
			continue
		}
		words := []string{r.text}
		if r.words() {
			words = strings.FieldsFunc(r.text, unicode.IsSpace)
			if first, _ := utf8.DecodeRuneInString(r.text); unicode.IsSpace(first) && !space {
				space = true
			}
		}
		for i, word := range words {
			if i > 0 {
				space = true
			}
			if space && !line {
				put(between(out[len(out)-1], r))
			}
			space, line = false, false
			piece := r
			piece.text = word
			put(piece)
		}
		if last, _ := utf8.DecodeLastRuneInString(r.text); r.words() && len(words) > 0 && unicode.IsSpace(last) {
			space = true
		}
	}
	end()
	for len(out) > 0 && (out[len(out)-1].br || out[len(out)-1].blank()) {
		out = out[:len(out)-1]
	}
	return out
}

// between is the space between two runs: it has the looks that both have.
func between(a, b run) run {
	space := run{text: " "}
	if a.words() && b.words() {
		space.bold, space.italic, space.strike, space.code = a.bold && b.bold, a.italic && b.italic, a.strike && b.strike, a.code && b.code
	}
	if a.href == b.href {
		space.href = a.href
	}
	return space
}

// inline writes the text of a block. Emphasis that Markdown could not read back,
// as in the middle of a word behind a colon, is left out.
func (w writer) inline(runs []run, p place) string {
	runs = tidy(runs)
	if p.cell || p.heading {
		for i, r := range runs {
			if r.br {
				runs[i] = run{text: " "}
			}
		}
		runs = tidy(runs)
	}
	wholeBold := !slices.ContainsFunc(runs, func(r run) bool { return r.words() && !r.bold && !r.blank() })
	if p.heading && wholeBold {
		for i := range runs {
			runs[i].bold = false
		}
		runs = tidy(runs)
	}
	b := textWriter{place: p, notes: w.notes, before: ' ', start: true}
	for len(runs) > 0 {
		n := 1
		for n < len(runs) && runs[0].href != "" && runs[n].href == runs[0].href && !runs[n].br {
			n++
		}
		if runs[0].href != "" {
			b.link(runs[:n], after(runs[n:]))
		} else {
			for n < len(runs) && runs[n].href == "" {
				n++
			}
			b.looks(runs[:n], after(runs[n:]), bold)
		}
		runs = runs[n:]
	}
	return string(b.out)
}

// after is the first character of what follows.
func after(runs []run) rune {
	if len(runs) == 0 || runs[0].br {
		return ' '
	}
	if !runs[0].words() || runs[0].href != "" || runs[0].code && !runs[0].blank() {
		return '['
	}
	r, _ := utf8.DecodeRuneInString(runs[0].text)
	return r
}

func first(r run) rune { return after([]run{r}) }

func last(r run) rune {
	if !r.words() || r.code && !r.blank() {
		return ')'
	}
	c, _ := utf8.DecodeLastRuneInString(r.text)
	return c
}

// textWriter writes runs, and knows what stands before.
type textWriter struct {
	place
	notes  map[string]bool
	out    []byte
	code   string // of the code span that out ends with; "" for none
	codeAt int    // where that begins in out
	before rune   // the last character
	mark   bool   // it is a mark that ended emphasis
	opened bool   // it is one that began it
	bold   bool   // within bold text
	start  bool   // nothing stands on the line yet
	linked bool
}

func (b *textWriter) link(runs []run, next rune) {
	inner := slices.Clone(runs)
	for i := range inner {
		inner[i].href = ""
	}
	b.before, b.mark, b.opened, b.start, b.linked = '[', false, false, false, true
	b.put("[")
	b.looks(inner, ']', bold)
	b.put("](" + runs[0].href + ")")
	b.before, b.mark, b.linked = ')', false, false
}

// The looks, from the outside in.
const (
	bold = iota
	italic
	strike
	plain
)

var lookMarks = [...]string{bold: "**", italic: "*", strike: "~~"}

func (r run) has(look int) bool {
	switch look {
	case bold:
		return r.bold
	case italic:
		return r.italic
	}
	return r.strike
}

// looks writes runs without links, one look after the other.
func (b *textWriter) looks(runs []run, next rune, look int) {
	if look == plain {
		for _, r := range runs {
			b.piece(r)
		}
		return
	}
	for len(runs) > 0 {
		n, on := 1, runs[0].has(look) && !runs[0].br
		for n < len(runs) && (runs[n].has(look) && !runs[n].br) == on {
			n++
		}
		group, follows := runs[:n], next
		if n < len(runs) {
			follows = after(runs[n:])
		}
		runs = runs[n:]
		if on && b.fits(group, follows, look) {
			b.marked(group, look)
			continue
		}
		if core, tail := peel(group); on && len(tail) > 0 && b.fits(core, first(tail[0]), look) {
			b.marked(core, look)
			group = tail
		}
		b.looks(group, follows, look+1)
	}
}

func (b *textWriter) marked(group []run, look int) {
	outer := b.bold
	b.before, b.mark, b.opened, b.start, b.bold = '*', false, true, false, outer || look == bold
	b.put(lookMarks[look])
	b.looks(group, '*', look+1)
	b.put(lookMarks[look])
	b.before, b.mark, b.opened, b.bold = '*', true, false, outer
}

// peel takes the signs off the end of a group: “Chú ý:” may be marked before a
// word only without its colon.
func peel(group []run) (core, tail []run) {
	end := group[len(group)-1]
	text := strings.TrimRightFunc(end.text, outer)
	if !end.words() || end.code || text == "" || text == end.text {
		return group, nil
	}
	core = slices.Clone(group)
	core[len(core)-1].text = text
	end.text = end.text[len(text):]
	return core, []run{end}
}

// fits reports whether CommonMark reads marks around the group as emphasis: a
// mark at a word's side needs a word on its inner side as well.
func (b *textWriter) fits(group []run, next rune, look int) bool {
	open, end := first(group[0]), last(group[len(group)-1])
	if unicode.IsSpace(open) || unicode.IsSpace(end) {
		return false
	}
	if look != strike && group[0].strike {
		open = '~' // the marks inside stand between; stars beside stars are one mark
	}
	if look != strike && group[len(group)-1].strike {
		end = '~'
	}
	if look == strike && (open == '~' || end == '~' || b.before == '~' || next == '~') {
		return false // a tilde beside the marks undoes them, even an escaped one
	}
	if look == italic && b.bold && !b.opened && sign(open) && sign(b.before) {
		return false // between two signs a star could as well end the bold text
	}
	return !b.mark && (!sign(open) || outer(b.before)) && (!sign(end) || outer(next))
}

func sign(r rune) bool  { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
func outer(r rune) bool { return unicode.IsSpace(r) || sign(r) }

func (b *textWriter) piece(r run) {
	switch {
	case r.br: // the backslash, which editors show and do not strip
		b.put("\\\n")
		b.before, b.mark, b.opened, b.start = ' ', false, false, true
		return
	case r.src != "":
		b.put("![" + escape(r.text, place{}, ' ', true) + "](" + r.src + ")")
	case r.note != "" && b.notes[r.note]:
		b.put("[^" + r.note + "]")
	case r.note != "": // a mark without its note
		b.put(`\[` + r.note + "]")
	case r.code && strings.TrimSpace(r.text) != "":
		b.codePiece(r.text)
	default:
		b.put(escape(r.text, b.place, b.left(), b.linked))
	}
	b.before, b.mark, b.opened, b.start = last(r), false, false, false
}

func (b *textWriter) put(text string) {
	b.out = append(b.out, text...)
	b.code = ""
}

// codePiece writes code. Right behind other code it goes on with that.
func (b *textWriter) codePiece(text string) {
	if b.cell {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	if b.code != "" {
		text = b.code + text
		b.out = b.out[:b.codeAt]
	}
	at := len(b.out)
	b.put(codeSpan(text))
	b.code, b.codeAt = text, at
}

// left is what stands to the left of the next text: a line feed for nothing.
func (b *textWriter) left() rune {
	if b.start {
		return '\n'
	}
	return b.before
}
