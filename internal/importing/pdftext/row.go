package pdftext

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chunk is what stands together on a line: letters between two wide gaps.
type chunk struct {
	glyphs      []glyph // from left to right; spaces that are gaps are put in as glyphs
	left, right float64
	y, size     float64 // of most of its letters
}

// row is what stands beside each other on a page.
type row struct {
	chunks      []chunk
	y, size     float64
	bottom, top float64
}

// A gap from so many sizes of the letters on is a space between words, or parts a line.
const (
	spaceGap = 0.2
	openGap  = 1.0 // if it is also far wider than the others of its row
	wideGap  = 1.5
)

// segmentsOf joins letters that follow each other in the file and on the page. Segments are parts
// of the letters that were given, which are moved together.
func segmentsOf(glyphs []glyph) []chunk {
	var all []chunk
	kept := glyphs[:0]
	from := 0 // where the last segment begins
	for _, g := range glyphs {
		if len(kept) == from { // the first of a page, or of what was left of it
			if g.text != "" {
				kept = append(kept, g)
				all = append(all, chunk{left: g.left, right: g.right, y: g.y, size: g.size})
			}
			continue
		}
		last, before := &all[len(all)-1], &kept[len(kept)-1]
		if g.text == "" { // a part of what the letter before stands for
			last.right, before.right = max(last.right, g.right), max(before.right, g.right)
			continue
		}
		gap := g.left - last.right
		if g.y == last.y && g.size == last.size && gap > -0.5*g.size && gap < wideGap*g.size {
			if r, _ := utf8.DecodeRuneInString(g.text); unicode.Is(unicode.Mn, r) {
				before.text += g.text
				continue
			}
			kept, last.right = append(kept, g), g.right
			continue
		}
		last.glyphs = kept[from:len(kept):len(kept)]
		from = len(kept)
		kept = append(kept, g)
		all = append(all, chunk{left: g.left, right: g.right, y: g.y, size: g.size})
	}
	if len(all) > 0 {
		all[len(all)-1].glyphs = kept[from:len(kept):len(kept)]
	}
	return all
}

// chunksOf are the letters of a row from left to right, parted at wide gaps.
func chunksOf(glyphs []glyph) []chunk {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.left, b.left) })
	var chunks []chunk
	space := false
	usual := usualGap(glyphs)
	for _, g := range glyphs {
		if strings.TrimFunc(g.text, isBlank) == "" {
			space = true
			continue
		}
		if n := len(chunks); n > 0 {
			last := &chunks[n-1]
			before := last.glyphs[len(last.glyphs)-1]
			size := max(g.size, before.size)
			switch gap := g.left - before.right; {
			case before.text == g.text && abs(before.left-g.left) < 0.1*size && abs(before.y-g.y) < 0.1*size: // drawn twice, to look bold
				last.glyphs[len(last.glyphs)-1].bold = true
				continue
			case gap < openGap*size || gap < wideGap*size && gap < 2.2*usual || isMarker(textOf(last.glyphs)) && gap < 4*size:
				if space || gap > spaceGap*size || stepped(before, g) {
					last.glyphs = append(last.glyphs, glyph{text: " ", left: before.right, right: g.left, y: g.y, size: g.size, font: g.font, link: linkOf(before, g), bold: before.bold && g.bold, struck: before.struck && g.struck})
				}
				last.glyphs, last.right, space = append(last.glyphs, g), max(last.right, g.right), false
				continue
			}
		}
		chunks = append(chunks, chunk{glyphs: []glyph{g}, left: g.left, right: g.right})
		space = false
	}
	for i := range chunks {
		chunks[i].measure()
	}
	return chunks
}

// stepped reports whether two letters of about one size stand on two lines, as where a box of text touches the text
// around it: these are two words.
func stepped(a, b glyph) bool {
	return abs(a.y-b.y) > 0.08*min(a.size, b.size) && min(a.size, b.size) > 0.85*max(a.size, b.size)
}

// usualGap is how wide the spaces of a row are, which has been sorted; 0 if there is none.
func usualGap(glyphs []glyph) float64 {
	var gaps []float64
	var before *glyph
	for i := range glyphs {
		g := &glyphs[i]
		if strings.TrimFunc(g.text, isBlank) == "" {
			continue
		}
		if before != nil && g.left-before.right > spaceGap*g.size {
			gaps = append(gaps, g.left-before.right)
		}
		before = g
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

func linkOf(a, b glyph) *link {
	if a.link == b.link {
		return a.link
	}
	return nil
}

func abs(n float64) float64 { return max(n, -n) }

// measure finds the line and the size of most letters, and which smaller ones stand above or below it.
func (c *chunk) measure() {
	type kind struct{ y, size float64 }
	counts := map[kind]int{}
	best := 0
	for _, g := range c.glyphs {
		k := kind{g.y, g.size}
		counts[k] += len(g.text)
		if counts[k] > best {
			best, c.y, c.size = counts[k], g.y, g.size
		}
	}
	for i := range c.glyphs {
		g := &c.glyphs[i]
		switch small := g.size < 0.85*c.size && g.text != " "; {
		case small && g.y > c.y+0.12*c.size:
			g.raised = 1
		case small && g.y < c.y-0.05*c.size:
			g.raised = -1
		default:
			g.raised = 0
		}
	}
}

func textOf(glyphs []glyph) string {
	var out strings.Builder
	for _, g := range glyphs {
		out.WriteString(g.text)
	}
	return out.String()
}

func (c chunk) text() string { return textOf(c.glyphs) }

func (r row) text() string {
	parts := make([]string, len(r.chunks))
	for i, c := range r.chunks {
		parts[i] = c.text()
	}
	return strings.Join(parts, " ")
}

// joined is a row as one line.
func (r row) joined() chunk {
	line := r.chunks[0]
	if len(r.chunks) == 1 {
		return line
	}
	line.glyphs = slices.Clone(line.glyphs)
	for _, c := range r.chunks[1:] {
		last := line.glyphs[len(line.glyphs)-1]
		space := glyph{text: " ", left: last.right, right: c.left, y: last.y, size: last.size, font: last.font}
		line.glyphs = append(append(line.glyphs, space), c.glyphs...)
		line.right = max(line.right, c.right)
	}
	line.measure()
	return line
}

func (r row) left() float64  { return r.chunks[0].left }
func (r row) right() float64 { return r.chunks[len(r.chunks)-1].right }
