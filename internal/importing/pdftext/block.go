package pdftext

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a paragraph, a table or a picture.
type block struct {
	glyphs []glyph   // of a paragraph, its lines joined
	kept   []compact // glyphs while the block waits for the other pages
	mark   string    // with which it begins, as an item of a list; not among glyphs
	marked bool      // it begins with a mark, which may be among glyphs
	size   float64
	left   float64 // of its text: for an item behind the mark
	first  float64 // where its first line begins
	lines  int
	last   chunk // its last line
	flow   flow  // in which it stands

	table *table
	image *placed
	told  string // words that do not belong to the text: head and foot of pages
}

// blocksOf makes paragraphs of a flow.
func blocksOf(f flow) []block {
	var all []block
	pitch := f.pitch()
	for i, line := range f.lines {
		if i > 0 && !f.apart {
			if b := &all[len(all)-1]; b.takes(line, f.lines[i-1], pitch) {
				b.add(line)
				continue
			}
		}
		all = append(all, begin(line, f))
	}
	return all
}

func begin(line chunk, f flow) block {
	b := block{glyphs: slices.Clip(line.glyphs), size: line.size, left: line.left, first: line.left, lines: 1, last: line, flow: f}
	if mark, at := marker(line); mark != "" && at+1 < len(line.glyphs) {
		b.marked, b.left = true, line.glyphs[at+1].left
		if listed(line, at) {
			b.mark, b.glyphs = mark, b.glyphs[at+1:]
		}
	}
	return b
}

// pitch is the usual height of a line.
func (f flow) pitch() float64 {
	var all []float64
	for i := 1; i < len(f.lines); i++ {
		if d := f.lines[i-1].y - f.lines[i].y; d > 0 && d < 2.2*f.lines[i].size {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/3]
}

// takes reports whether a line goes on from the paragraph above it.
func (b *block) takes(line, above chunk, pitch float64) bool {
	down := above.y - line.y
	em := line.size
	mark, _ := marker(line)
	switch {
	case mark != "", line.size > 1.08*b.size, line.size < 0.92*b.size:
		return false
	case down > 2.2*em, pitch > 0 && down > 1.3*pitch && down > 1.25*em:
		return false
	}
	if b.roomy(line) || b.flow.centred || allBold(line) != allBold(b.last) && noneBold(line) != noneBold(b.last) {
		return false
	}
	start := b.left
	switch {
	case b.lines == 1 && !b.marked:
		start = max(b.first, b.flow.left) // a first line may be indented, or stand out
		return line.left <= start+0.8*em || centred(above, line)
	case b.lines == 1:
		return line.left <= start+0.8*em
	}
	return abs(line.left-b.last.left) <= 0.8*em || centred(above, line)
}

// roomy reports whether the first word of a line would have found room on the line before: then the
// line was ended on purpose.
func (b *block) roomy(line chunk) bool {
	room := b.flow.right - b.last.right
	if centred(b.last, line) {
		room += b.last.left - b.flow.left
	}
	return room > firstWord(line)+0.75*line.size
}

func allBold(line chunk) bool {
	return !slices.ContainsFunc(line.glyphs, func(g glyph) bool { return !g.bold && g.text != " " })
}

func noneBold(line chunk) bool {
	return !slices.ContainsFunc(line.glyphs, func(g glyph) bool { return g.bold && g.text != " " })
}

func firstWord(line chunk) float64 {
	right := line.glyphs[0].right
	for _, g := range line.glyphs {
		if g.text == " " {
			break
		}
		right = g.right
	}
	return right - line.glyphs[0].left
}

// centred reports whether two lines have one middle and differ in length.
func centred(a, b chunk) bool {
	return abs((a.left+a.right)/2-(b.left+b.right)/2) < 0.5*b.size && abs(a.left-b.left) > 0.5*b.size
}

// hang makes an item of a paragraph whose second line stands below the text behind a mark: then the mark was
// set off, however wide the other spaces of a justified line are.
func (b *block) hang(line chunk) {
	if b.lines != 1 || !b.marked || b.mark != "" || abs(line.left-b.left) > 0.15*line.size || b.left-b.first < 0.8*line.size {
		return
	}
	first := chunk{glyphs: b.glyphs}
	if mark, at := marker(first); mark != "" && !boldWithMark(first, at) {
		b.mark, b.glyphs = mark, b.glyphs[at+1:]
	}
}

// add joins a line to the paragraph.
func (b *block) add(line chunk) {
	b.hang(line)
	b.glyphs = append(b.glyphs, between(b.glyphs[len(b.glyphs)-1], line.glyphs[0])...)
	if last := &b.glyphs[len(b.glyphs)-1]; strings.HasSuffix(last.text, "\u00ad") && last.font.family == "" {
		last.text = strings.TrimSuffix(last.text, "\u00ad")
	}
	b.glyphs = append(b.glyphs, line.glyphs...)
	b.lines++
	b.last = line
}

// between is the space between two lines: none behind a hyphen within a word, nor within an address.
func between(before, after glyph) []glyph {
	end, _ := utf8.DecodeLastRuneInString(before.text)
	start, _ := utf8.DecodeRuneInString(after.text)
	switch {
	case end == '\u00ad' && before.font.family == "":
		return nil
	case end == '-' && (unicode.IsLetter(start) || unicode.IsDigit(start)):
		return nil
	case before.link != nil && before.link == after.link && strings.ContainsRune("/?&=_%.#", end):
		return nil
	}
	return []glyph{{text: " ", left: before.right, right: before.right, y: before.y, size: before.size, font: before.font, link: linkOf(before, after), bold: before.bold && after.bold, struck: before.struck && after.struck}}
}

// joinsOver reports whether a paragraph goes on at the top of the next page.
func (b *block) joinsOver(next *block) bool {
	if b.table != nil || b.image != nil || next.table != nil || next.image != nil || b.told != "" || next.told != "" || next.mark != "" || len(b.glyphs) == 0 || b.flow.apart || next.flow.apart {
		return false
	}
	em := b.size
	if abs(b.size-next.size) > 0.08*em || b.roomy(chunk{glyphs: next.glyphs, size: next.size}) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(textOf(b.glyphs)))
	start, _ := utf8.DecodeRuneInString(textOf(next.glyphs))
	if strings.ContainsRune(".!?:;…”\"", end) && !unicode.IsLower(start) {
		return false
	}
	if next.lines > 1 && next.first > next.last.left+0.8*em { // a first line that is indented
		return false
	}
	return unicode.IsLower(start) || unicode.IsDigit(start) || next.first <= next.flow.left+0.8*em
}

// goOn joins the paragraph of the next page.
func (b *block) goOn(next *block) {
	b.add(chunk{glyphs: next.glyphs, left: next.last.left, right: next.last.right, y: next.last.y, size: next.last.size})
	b.lines += next.lines - 1
	b.last, b.flow = next.last, next.flow
}

// ordered puts what lies on a page in order: tables part the text above from that below;
// pictures stand before the first line that is lower than their top.
// right is how far the lines of the document reach.
func ordered(rows []row, tables []table, images []placed, right float64) []block {
	var all []block
	for i := range tables {
		t := &tables[i]
		n := 0
		for n < len(rows) && rows[n].y > (t.box.top+t.box.bottom)/2 {
			n++
		}
		all = append(all, textOn(rows[:n], right)...)
		all = append(all, block{table: t})
		rows = rows[n:]
	}
	all = append(all, textOn(rows, right)...)
	slices.SortStableFunc(images, func(a, b placed) int { return cmp.Compare(b.box.top, a.box.top) })
	for i := len(images) - 1; i >= 0; i-- {
		at := slices.IndexFunc(all, func(b block) bool { return b.image == nil && b.top() < images[i].box.top })
		if at < 0 {
			at = len(all)
		}
		all = slices.Insert(all, at, block{image: &images[i]})
	}
	return all
}

// fewLines is how few lines do not show by themselves how long a line may be.
const fewLines = 2

func textOn(rows []row, right float64) []block {
	var all []block
	flows := flowsOf(rows)
	for _, f := range flows {
		if len(flows) == 1 && len(f.lines) <= fewLines {
			f.right = max(f.right, right)
		}
		all = append(all, blocksOf(f)...)
	}
	return all
}

// top is how high a block begins.
func (b *block) top() float64 {
	if b.table != nil {
		return b.table.box.top
	}
	return b.glyphs[0].y + 0.7*b.size
}
