package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Slug returns s as one part of an address or as a heading's id: folded, with
// every run of other characters as one hyphen and none at the ends. Letters,
// digits and vowel signs of other scripts are kept (NFC), so that a Khmer title
// has an id. A text without any letter or digit gives "".
func Slug(s string) string {
	folded := Text(s)
	var b strings.Builder
	b.Grow(len(folded))
	ascii, gap, after := true, false, false
	for _, r := range folded {
		switch {
		case invisible(r):
			continue
		case !kept(r, after):
			gap, after = b.Len() > 0, false
			continue
		}
		if gap {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		gap, after, ascii = false, true, ascii && r < utf8.RuneSelf
	}
	if ascii {
		return b.String()
	}
	return norm.NFC.String(b.String())
}

// kept reports whether a folded character stays in a slug. A mark stays only on
// a letter: the variation selector that colours an emoji names nothing.
func kept(r rune, after bool) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	if r == utf8.RuneError {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) ||
		after && unicode.In(r, unicode.Mn, unicode.Mc) && !unicode.Is(unicode.Variation_Selector, r)
}

// invisible reports whether r takes no room and so must not part a word: soft
// hyphen, zero-width space and joiners, word joiner, byte order mark.
func invisible(r rune) bool {
	switch r {
	case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}
