package pdftext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

var (
	bullet     = pattern.New(`^[•●○◦▪■□◆❖➢➔→✓✔\x{F0B7}\x{F0A7}\x{F0D8}\x{F076}\x{F0FC}–\-+*o]$`)
	sureBullet = pattern.New(`^[•●○◦▪■□◆❖➢➔\x{F0B7}\x{F0A7}\x{F0D8}\x{F076}\x{F0FC}]$`)
	counter    = pattern.New(`^(?:\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\(?[a-zđ][.)]|\(?[ivxIVX]{1,5}[.)])$`)
)

// isMarker reports whether a text is a mark of an item of a list.
func isMarker(text string) bool { return bullet.MatchString(text) || counter.MatchString(text) }

// marker is the mark with which a line begins, and after how many letters the space behind it
// stands (0: there is none); "" for none.
func marker(line chunk) (mark string, at int) {
	if g := line.glyphs; len(g) > 1 && g[1].text != " " && (isSymbol(g[0]) || sureBullet.MatchString(g[0].text)) {
		return g[0].text, 0
	}
	for i, g := range line.glyphs {
		if g.text == " " {
			return markOf(line, i)
		}
		if i > 8 {
			break
		}
	}
	return "", 0
}

// isSymbol reports whether a letter is a sign of a font of signs.
func isSymbol(g glyph) bool {
	r, size := utf8.DecodeRuneInString(g.text)
	if unicode.Is(unicode.Co, r) && size == len(g.text) {
		return true
	}
	return g.font != nil && (g.font.family == "Symbol" || strings.HasPrefix(g.font.family, "Wingdings"))
}

func markOf(line chunk, at int) (string, int) {
	text := textOf(line.glyphs[:at])
	if at == 1 && (isSymbol(line.glyphs[0]) || sureBullet.MatchString(text)) || isMarker(text) {
		return text, at
	}
	return "", 0
}

// listed reports whether the mark of a line makes it an item of a list: a sign that is nothing else, or
// one that is set off from the text. What was typed with a space stays text, as in Word, and so
// does a line that is bold with its mark, which is a heading.
func listed(line chunk, at int) bool {
	first := line.glyphs[0]
	if isSymbol(first) || sureBullet.MatchString(first.text) {
		return true
	}
	gap := line.glyphs[at].right - line.glyphs[at].left
	if boldWithMark(line, at) {
		return false
	}
	var others []float64
	for _, g := range line.glyphs[at+1:] {
		if g.text == " " {
			others = append(others, g.right-g.left)
		}
	}
	usual := 0.0
	if slices.Sort(others); len(others) > 0 {
		usual = others[len(others)/2]
	}
	return gap > 0.4*line.size && gap > 1.6*usual
}

// boldWithMark reports whether a line is bold throughout, with its mark.
func boldWithMark(line chunk, at int) bool {
	return line.glyphs[0].bold && !slices.ContainsFunc(line.glyphs[at+1:], func(g glyph) bool { return !g.bold && g.text != " " })
}
