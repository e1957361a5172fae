package source

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

const (
	zwsp       = '\u200b'
	nonJoiner  = '\u200c'
	joiner     = '\u200d'
	wordJoiner = '\u2060'
	noBreak    = '\ufeff' // the byte order mark, inside a text
)

func zeroWidth(r rune) bool {
	switch r {
	case zwsp, nonJoiner, joiner, wordJoiner, noBreak:
		return true
	}
	return false
}

// dropZeroWidth removes the invisible characters that web pages and chat
// programs leave in copied text, where they break links, searches and keys.
// Joiners stay between letters of scripts that are written with them, and
// inside an emoji of several parts. Marks that allow or forbid a new line stay
// where a script sets no spaces between its words.
func dropZeroWidth(b []byte) ([]byte, bool) {
	if !bytes.ContainsFunc(b, zeroWidth) {
		return b, false
	}
	whole := len(b)
	out := make([]byte, 0, whole)
	last := rune(0)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if !zeroWidth(r) {
			out, last, b = utf8.AppendRune(out, r), r, b[size:]
			continue
		}
		run := b[:len(b)-len(bytes.TrimLeftFunc(b, zeroWidth))]
		b = b[len(run):]
		after, _ := utf8.DecodeRune(b)
		if i := bytes.IndexFunc(run, func(r rune) bool { return Joins(r, last, after) }); i >= 0 {
			last, size = utf8.DecodeRune(run[i:])
			out = append(out, run[i:i+size]...)
		}
	}
	return out, len(out) < whole
}

// Joins reports whether the zero-width character r is wanted between two others:
// a joiner, or a mark that allows or forbids a new line between them.
func Joins(r, before, after rune) bool {
	switch r {
	case zwsp, wordJoiner:
		return unspaced(before) && written(after) || written(before) && unspaced(after)
	case nonJoiner:
		return joining(before) && joining(after)
	case joiner:
		return joining(before) && joining(after) || pictured(before) && pictured(after)
	}
	return false
}

// joining reports whether r is of a script whose letters join or stack, so that
// a joiner changes what is read.
func joining(r rune) bool {
	return r >= 0x0600 && unicode.In(r,
		unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
		unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Cham, unicode.Javanese, unicode.Balinese)
}

// unspaced reports whether r is of a script that sets no spaces between words:
// those of line breaking class SA (UAX #14), whose writers part words with a zero
// width space, and the other scripts of Asia that break lines inside of a run.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
		unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Tai_Tham, unicode.Tai_Viet,
		unicode.Tibetan, unicode.Balinese, unicode.Javanese,
		unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Yi)
}

// written reports whether r is part of a text's words or numbers.
func written(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N) || unspaced(r)
}

// pictured reports whether r may stand beside a joiner in an emoji: a symbol, a
// skin tone, or the selector that asks for colour.
func pictured(r rune) bool {
	return r >= 0x2000 && (r == '\ufe0f' || unicode.In(r, unicode.So, unicode.Sk))
}
