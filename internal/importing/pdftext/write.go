package pdftext

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
)

// writer writes blocks as HTML in the form of Word's clipboard.
type writer struct {
	store  *store
	out    strings.Builder
	counts map[float64]int // of letters by their size, until they are measured
	short  []float64       // sizes of what is short enough for a heading
	body   float64         // the size of most letters
	sizes  []float64       // those of headings, the largest first
	steps  []float64       // where the items of the list begin, that is open
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		w.out.WriteString(p)
	}
}

// How much larger than the text a heading is, how long it may be, and how many levels there are.
const (
	headingSize   = 1.12
	headingLength = 250
	headingLevels = 4
)

// count counts the letters of a page by their size.
func (w *writer) count(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		w.counts[rounded(b.size)] += len(b.glyphs)
		if size := rounded(b.size); b.short() && !slices.Contains(w.short, size) {
			w.short = append(w.short, size)
		}
		if b.table == nil {
			continue
		}
		for _, row := range b.table.rows {
			for _, c := range row {
				for _, inner := range c.blocks {
					w.counts[rounded(inner.size)] += len(inner.glyphs)
				}
			}
		}
	}
}

// measure finds the size of the text, and those of headings.
func (w *writer) measure() {
	best := 0
	for size, n := range w.counts {
		if n > best || n == best && size < w.body {
			best, w.body = n, size
		}
	}
	for _, size := range w.short {
		if w.larger(size) {
			w.sizes = append(w.sizes, size)
		}
	}
	slices.Sort(w.sizes)
	slices.Reverse(w.sizes)
}

func rounded(size float64) float64 { return float64(int(size*2+0.5)) / 2 }

func (w *writer) larger(size float64) bool { return rounded(size) > headingSize*w.body }

func (w *writer) heading(b *block) bool { return w.larger(b.size) && b.short() }

// short reports whether a block has the length of a heading.
func (b *block) short() bool {
	return b.table == nil && b.image == nil && len(b.glyphs) > 0 && len(b.glyphs) <= headingLength && hasLetter(textOf(b.glyphs))
}

// blocks writes blocks; those of a cell are never headings.
func (w *writer) blocks(all []block, cell bool) {
	for i := range all {
		b := &all[i]
		w.store.open(b)
		if b.mark == "" || cell {
			w.steps = nil
		}
		switch {
		case b.table != nil:
			w.table(b.table)
		case b.image != nil:
			w.put(`<p><img src="`, b.image.name, `"></p>`)
		case b.told != "":
			w.put(`<div role="banner"><p>`, html.EscapeString(b.told), "</p></div>")
		case !cell && w.heading(b):
			level := strconv.Itoa(min(slices.Index(w.sizes, rounded(b.size))+1, headingLevels))
			w.put("<h", level, ">")
			if b.mark != "" {
				w.put(html.EscapeString(b.mark), " ")
			}
			w.runs(plainRuns(b.glyphs))
			w.put("</h", level, ">")
		case b.mark != "" && (!cell || bullet.MatchString(b.mark)):
			w.item(b)
		default:
			w.put("<p>")
			if b.mark != "" {
				w.put(html.EscapeString(b.mark), " ")
			}
			w.runs(b.glyphs)
			w.put("</p>")
		}
		w.put("\n")
		b.glyphs = nil // of a table with a hundred thousand cells one is open at a time
	}
}

// item writes an item of a list, deeper than those that begin further to the left.
func (w *writer) item(b *block) {
	const step = 6 // points
	for len(w.steps) > 0 && b.first < w.steps[len(w.steps)-1]-step {
		w.steps = w.steps[:len(w.steps)-1]
	}
	if len(w.steps) == 0 || b.first > w.steps[len(w.steps)-1]+step {
		w.steps = append(w.steps, b.first)
	}
	mark := b.mark
	if !counter.MatchString(mark) {
		mark = "·"
	}
	w.put(`<p style="mso-list:l0 level`, strconv.Itoa(min(len(w.steps), 9)), ` lfo1"><span style="mso-list:Ignore">`, html.EscapeString(mark), "</span>")
	w.runs(b.glyphs)
	w.put("</p>")
}

func (w *writer) table(t *table) {
	w.put("<table>")
	for _, row := range t.rows {
		w.put("<tr>")
		for _, c := range row {
			w.put(fmt.Sprintf(`<td colspan="%d" rowspan="%d">`, c.across, c.down))
			w.blocks(c.blocks, true)
			w.put("</td>")
		}
		w.put("</tr>\n")
	}
	w.put("</table>")
}

// look is how letters look, as far as it is kept.
type look struct {
	bold, italic bool
	struck       bool
	family       string
	raised       int8
	note         int
	link         *link
}

func lookOf(g glyph) look {
	l := look{bold: g.bold, italic: g.italic, struck: g.struck, link: g.link, raised: g.raised, note: g.note}
	if g.font != nil {
		l.family = g.font.family
	}
	return l
}

// plainRuns are letters of a heading, which is bold anyway.
func plainRuns(glyphs []glyph) []glyph {
	plain := slices.Clone(glyphs)
	for i := range plain {
		plain[i].bold = false
	}
	return plain
}

// evened gives each word the look of most of its letters: a font that lacks some of them is helped
// out by another one, which may not be bold.
func evened(glyphs []glyph) []glyph {
	out, most := slices.Clone(glyphs), 0
	for _, g := range out {
		most += sign(g.bold)
	}
	for from := 0; from < len(out); {
		end := from
		bold, slant := 0, 0
		for ; end < len(out) && out[end].text != " "; end++ {
			out[end].italic = out[end].font != nil && out[end].font.italic
			if hasLetter(out[end].text) {
				bold += sign(out[end].bold)
				slant += sign(out[end].italic)
			}
		}
		for i := from; i < end; i++ {
			if hasLetter(out[i].text) {
				out[i].bold = bold > 0 || bold == 0 && most > 0
				out[i].italic = slant > 0
			}
		}
		from = end + 1
	}
	return out
}

func sign(yes bool) int {
	if yes {
		return 1
	}
	return -1
}

// runs writes letters, those of one look together.
func (w *writer) runs(glyphs []glyph) {
	glyphs = evened(glyphs)
	for i := 0; i < len(glyphs); {
		l := lookOf(glyphs[i])
		var text strings.Builder
		for ; i < len(glyphs) && (lookOf(glyphs[i]) == l || glyphs[i].text == " " && i+1 < len(glyphs) && lookOf(glyphs[i+1]) == l); i++ {
			text.WriteString(glyphs[i].text)
		}
		w.run(l, text.String())
	}
}

func (w *writer) run(l look, text string) {
	if l.note > 0 {
		number := strconv.Itoa(l.note)
		w.put(`<a href="#_ftn`, number, `">[`, number, "]</a>")
		return
	}
	open, end := "", ""
	wrap := func(tag, name string) { open, end = open+"<"+tag+">", "</"+name+">"+end }
	if l.family != "" {
		wrap(`span style="font-family:'`+l.family+`'"`, "span")
	}
	if l.link != nil {
		wrap(`a href="`+html.EscapeString(l.link.uri)+`"`, "a")
	}
	if l.bold {
		wrap("b", "b")
	}
	if l.italic {
		wrap("i", "i")
	}
	if l.struck {
		wrap("s", "s")
	}
	switch l.raised {
	case 1:
		wrap("sup", "sup")
	case -1:
		wrap("sub", "sub")
	}
	w.put(open, html.EscapeString(text), end)
}
