// Package fold removes case, tone and letter marks from texts, so that they compare
// equal where a Vietnamese reader finds them equal. Addresses, heading ids, search and
// “did you mean” all use it, so that one text has one folded form everywhere.
//
//	fold.Text("Đuối nước")       // "duoi nuoc"
//	fold.Slug("Vùng an toàn!")   // "vung-an-toan"
//	fold.Nearest("sumary", keys) // "summary", true
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text returns s in lower case, decomposed (NFD), without the combining marks
// U+0300–U+036F, and with đ as d. Decomposed and composed input, and hoà and
// hòa, give the same result; Text(Text(s)) is Text(s). Other scripts keep their
// letters and marks.
func Text(s string) string {
	n := plain(s)
	if n == len(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	out.WriteString(s[:n])
	for i := n; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			out.WriteByte(lower(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		base, ok := vietnamese(r)
		switch {
		case ok:
			out.WriteByte(base)
		case !mark(r):
			return slow(s)
		}
		i += size
	}
	return out.String()
}

// plain returns how many leading bytes of s are folded already.
func plain(s string) int {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return i
		}
	}
	return len(s)
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// mark reports whether r is one of the combining marks that folding drops: the
// block Combining Diacritical Marks.
func mark(r rune) bool { return 0x0300 <= r && r <= 0x036F }

// slow folds a text that has letters other than Vietnamese ones.
func slow(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range norm.NFD.String(strings.ToValidUTF8(s, "\ufffd")) {
		switch r = unicode.ToLower(r); {
		case mark(r):
		case r == 'đ':
			out = append(out, 'd')
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

// vietnamese returns the bare lower-case letter of a composed Vietnamese one.
// Unicode keeps those with two marks together, by letter and in this order, at
// U+1EA0–U+1EF9; the older ones lie in three Latin blocks.
func vietnamese(r rune) (byte, bool) {
	switch {
	case r < 0x00C0 || r > 0x1EF9:
		return 0, false
	case r >= 0x1EA0:
		return twoMarks(r), true
	case r <= 0x00FD:
		return latin1(r &^ 0x20)
	}
	switch r {
	case 'Ă', 'ă':
		return 'a', true
	case 'Đ', 'đ':
		return 'd', true
	case 'Ĩ', 'ĩ':
		return 'i', true
	case 'Ơ', 'ơ':
		return 'o', true
	case 'Ũ', 'ũ', 'Ư', 'ư':
		return 'u', true
	}
	return 0, false
}

func twoMarks(r rune) byte {
	switch {
	case r <= 0x1EB7:
		return 'a'
	case r <= 0x1EC7:
		return 'e'
	case r <= 0x1ECB:
		return 'i'
	case r <= 0x1EE3:
		return 'o'
	case r <= 0x1EF1:
		return 'u'
	}
	return 'y'
}

func latin1(upper rune) (byte, bool) {
	switch upper {
	case 'À', 'Á', 'Â', 'Ã':
		return 'a', true
	case 'È', 'É', 'Ê':
		return 'e', true
	case 'Ì', 'Í':
		return 'i', true
	case 'Ò', 'Ó', 'Ô', 'Õ':
		return 'o', true
	case 'Ù', 'Ú':
		return 'u', true
	case 'Ý':
		return 'y', true
	}
	return 0, false
}
