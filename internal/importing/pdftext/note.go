package pdftext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// note is a note below the text of a page.
type note struct {
	mark   string
	blocks []block
}

// smallNote is how large the letters of a note are at most, in parts of those of the text.
const smallNote = 0.93

// takeNotes takes the notes at the end of a page: small letters behind a mark that stands above the line in the
// text of the page. If each has its mark there, the marks then point at the notes, which have numbers from first on.
func takeNotes(blocks []block, body float64, first int) (rest []block, notes []note) {
	at := len(blocks)
	for at > 0 && len(blocks[at-1].glyphs) > 0 && blocks[at-1].size < smallNote*body {
		at--
	}
	for _, b := range blocks[at:] {
		mark, behind := noteMark(b)
		switch {
		case mark != "" && findMark(blocks[:at], mark).glyphs == nil, mark == "" && len(notes) == 0:
			return blocks, nil
		case mark != "":
			notes = append(notes, note{mark: mark})
			b.glyphs, b.mark = behind, ""
		}
		last := &notes[len(notes)-1]
		last.blocks = append(last.blocks, b)
	}
	for i, n := range notes {
		if m := findMark(blocks[:at], n.mark); m.glyphs != nil { // two notes may have one mark
			m.glyphs[m.from].note, m.glyphs[m.from].text = first+i, ""
			m.block.glyphs = slices.Delete(m.glyphs, m.from+1, m.to)
		}
	}
	return blocks[:at], notes
}

// noteMark is the number or star with which a note begins, and what stands behind it.
func noteMark(b block) (mark string, behind []glyph) {
	if b.mark != "" {
		return strings.TrimRight(b.mark, ".)"), b.glyphs
	}
	n := 0
	for n < len(b.glyphs) && n < 4 && isNoteSign(b.glyphs[n].text) {
		n++
	}
	behind = b.glyphs[n:]
	if len(behind) > 0 && behind[0].text == " " {
		behind = behind[1:]
	}
	if n == 0 || len(behind) == 0 {
		return "", nil
	}
	return textOf(b.glyphs[:n]), behind
}

func isNoteSign(text string) bool {
	return text == "*" || text != "" && strings.TrimFunc(text, unicode.IsDigit) == ""
}

// markAt is where the mark of a note stands in a text.
type markAt struct {
	block    *block
	glyphs   []glyph
	from, to int
}

// findMark finds the mark of a note, above the line behind other letters; without glyphs if there is none.
func findMark(blocks []block, mark string) markAt {
	for b := range blocks {
		glyphs := blocks[b].glyphs
		for i := 1; i < len(glyphs); i++ {
			end := i
			for end < len(glyphs) && glyphs[end].raised == 1 && isNoteSign(glyphs[end].text) {
				end++
			}
			if end > i && textOf(glyphs[i:end]) == mark {
				return markAt{&blocks[b], glyphs, i, end}
			}
			i = max(i, end-1)
		}
	}
	return markAt{}
}

// notes writes the notes of a page, numbered from first on.
func (w *writer) notes(all []note, first int) {
	for i, n := range all {
		w.put(`<div style="mso-element:footnote" id="ftn`, strconv.Itoa(first+i), `">`)
		w.blocks(n.blocks, true)
		w.put("</div>")
	}
}
