package htmlimport

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/source"
)

// letters turns the text of one style into clean Unicode. unknown are the signs
// of a symbol font that have no letter here.
func letters(text string, s style) (clean, unknown string) {
	var out, lost strings.Builder
	before := rune(0)
	for i, r := range text {
		switch {
		case r == '\u200b' || r == '\u2060':
			if after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):]); source.Joins(r, before, after) {
				out.WriteRune(r)
			}
		case r == '\u00ad', r == '\ufeff', r == '\u200e', r == '\u200f': // invisible
		case r == '\u00a0' || r == '\u202f' || r == '\u2007':
			out.WriteByte(' ')
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			out.WriteByte('\n')
		case r < ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\f', r >= 0x7F && r < 0xA0, r == unicode.ReplacementChar:
		case s.symbol != "" && r > ' ', 0xF000 <= r && r <= 0xF0FF:
			if known := symbol(s.symbol, r); known != 0 {
				out.WriteRune(known)
			} else {
				lost.WriteRune(r)
			}
		case unicode.Is(unicode.Co, r):
			lost.WriteRune(r)
		default:
			out.WriteRune(r)
		}
		before = r
	}
	return norm.NFC.String(out.String()), lost.String()
}

var (
	wingdings = map[rune]rune{
		'l': '●', 'n': '■', 'o': '☐', 'q': '☐', '¨': '☐', 'u': '◆', 'v': '❖', 'w': '◆', '§': '▪', 'Ø': '➢', 'à': '→', 'ß': '←', 'è': '➔', 'ð': '⇨',
		'á': '↑', 'â': '↓', 'ü': '✓', 'û': '✗', 'þ': '☑', 'ý': '☒', '(': '☎', ')': '✆', '*': '✉', 'J': '☺', 'L': '☹', 'F': '☞', '«': '★', '·': '•', '\u009f': '•',
	}
	symbols = map[rune]rune{
		'·': '•', '°': '°', '®': '→', '¬': '←', '³': '≥', '£': '≤', '´': '×', '¸': '÷', '±': '±', '»': '≈', '¹': '≠', '-': '-', '¨': '♦',
		'a': 'α', 'b': 'β', 'g': 'γ', 'd': 'δ', 'D': 'Δ', 'm': 'μ', 'p': 'π', 'S': 'Σ', 's': 'σ', 'W': 'Ω', 'l': 'λ',
	}
)

// symbol is the sign that a symbol font draws for a character; Word moves them
// to U+F000. 0 if it is not known.
func symbol(font string, r rune) rune {
	if 0xF000 <= r && r <= 0xF0FF {
		r -= 0xF000
	}
	table := wingdings
	if font == "symbol" || font == "" {
		table = symbols
	}
	if known := table[r]; known != 0 {
		return known
	}
	if font == "symbol" && (unicode.IsDigit(r) || strings.ContainsRune("+-=()[]{}.,;:<>/|%", r)) {
		return r // the font shows these as they are
	}
	return 0
}
