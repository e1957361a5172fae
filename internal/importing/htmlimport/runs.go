package htmlimport

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// run is a piece of a block's text in one look, or what stands between two.
type run struct {
	text                       string
	bold, italic, strike, code bool
	href                       string
	br                         bool
	src                        string // a picture; text is its description
	note                       string // a footnote's mark
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

// inline builds a block's content. Emphasis that Markdown could not read back,
// as in the middle of a word behind a colon, is left out.
func inline(parent *html.Node, runs []run, p place) {
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
	b := builder{place: p, before: ' ', start: true}
	for len(runs) > 0 {
		n := 1
		for n < len(runs) && runs[0].href != "" && runs[n].href == runs[0].href && !runs[n].br {
			n++
		}
		if runs[0].href != "" {
			b.link(parent, runs[:n], after(runs[n:]))
		} else {
			for n < len(runs) && runs[n].href == "" {
				n++
			}
			b.looks(parent, runs[:n], after(runs[n:]), bold)
		}
		runs = runs[n:]
	}
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

// builder makes nodes of runs, and knows what stands before.
type builder struct {
	place
	before rune // the last character
	mark   bool // it is a mark that ended emphasis
	opened bool // it is one that began it
	bold   bool // within bold text
	start  bool // nothing stands on the line yet
	linked bool
}

func (b *builder) link(parent *html.Node, runs []run, next rune) {
	a := element("a")
	a.Attr = []html.Attribute{{Key: "href", Val: runs[0].href}}
	inner := slices.Clone(runs)
	for i := range inner {
		inner[i].href = ""
	}
	b.before, b.mark, b.opened, b.start, b.linked = '[', false, false, false, true
	b.looks(a, inner, ']', bold)
	b.before, b.mark, b.linked = ')', false, false
	parent.AppendChild(a)
}

// The looks, from the outside in.
const (
	bold = iota
	italic
	strike
	plain
)

// The names are not those of HTML: the converter moves spaces around what it takes
// for emphasis, and its marks with them.
var lookNames = []string{"loa-strong", "loa-em", "loa-strike"}

func (r run) has(look int) bool {
	switch look {
	case bold:
		return r.bold
	case italic:
		return r.italic
	}
	return r.strike
}

// looks builds runs without links, one look after the other.
func (b *builder) looks(parent *html.Node, runs []run, next rune, look int) {
	if look == plain {
		for i, r := range runs {
			b.piece(parent, r, i+1 < len(runs) && runs[i+1].br)
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
			b.marked(parent, group, look)
			continue
		}
		if core, tail := peel(group); on && len(tail) > 0 && b.fits(core, first(tail[0]), look) {
			b.marked(parent, core, look)
			group = tail
		}
		b.looks(parent, group, follows, look+1)
	}
}

func (b *builder) marked(parent *html.Node, group []run, look int) {
	node := element(lookNames[look])
	parent.AppendChild(node)
	outside := b.bold
	b.before, b.mark, b.opened, b.start, b.bold = '*', false, true, false, outside || look == bold
	b.looks(node, group, '*', look+1)
	b.before, b.mark, b.opened, b.bold = '*', true, false, outside
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
func (b *builder) fits(group []run, next rune, look int) bool {
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

func (b *builder) piece(parent *html.Node, r run, ends bool) {
	switch {
	case r.br:
		parent.AppendChild(element("br"))
		b.before, b.mark, b.opened, b.start = ' ', false, false, true
		return
	case r.src != "":
		img := element("img")
		img.Attr = []html.Attribute{{Key: "src", Val: r.src}, {Key: "alt", Val: escape(r.text, place{}, ' ', true)}}
		parent.AppendChild(img)
	case r.note != "":
		n := element(noteMark)
		n.Attr = []html.Attribute{{Key: "id", Val: r.note}}
		parent.AppendChild(n)
	case r.code && strings.TrimSpace(r.text) != "":
		n := element("code")
		text := r.text
		if b.cell {
			text = strings.ReplaceAll(text, "|", `\|`)
		}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		parent.AppendChild(n)
	default:
		parent.AppendChild(&html.Node{Type: html.TextNode, Data: escape(r.text, b.place, b.left(), b.linked)})
	}
	b.before, b.mark, b.opened, b.start = last(r), false, false, false
}

// left is what stands to the left of the next text: a line feed for nothing.
func (b *builder) left() rune {
	if b.start {
		return '\n'
	}
	return b.before
}
