package htmlimport

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

var (
	entity  = pattern.New(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);`)
	opening = pattern.New(`^(?:[-+*#=|~>:]|[0-9]{1,9}[.)](?:\s|$))`)
)

// escape writes a text so that Markdown reads it as the same text. before
// is the character to its left; a line feed says that a line begins with it: then
// nothing in it may open a block.
func escape(text string, p place, before rune, linked bool) string {
	var out strings.Builder
	if before == '\n' {
		if mark := opening.FindString(text); mark != "" && opens(text) {
			digits := strings.TrimRight(mark, ".) \t\n")
			if digits == mark { // a sign
				digits = ""
			}
			out.WriteString(digits + `\` + text[len(digits):len(digits)+1])
			text = text[len(digits)+1:]
		}
	}
	previous := before
	if out.Len() > 0 {
		previous = '.'
	}
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if special(r, previous, next, text[i:], p, linked) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
		previous = r
	}
	return out.String()
}

// opens reports whether a text that begins with a sign would begin a block. A
// text may go on in another run, so one that ends there counts.
func opens(text string) bool {
	switch text[0] {
	case '-', '+', '*', '#':
		rest := strings.TrimLeft(text, text[:1])
		return rest == "" || rest[0] == ' '
	}
	return true
}

// special reports whether a character needs a backslash before it.
func special(r, previous, next rune, rest string, p place, linked bool) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch r {
	case '`', '[', '~':
		return true
	case ']':
		return linked
	case '*':
		return !(unicode.IsSpace(previous) && unicode.IsSpace(next))
	case '_':
		return !(word(previous) && word(next))
	case '\\':
		return next == utf8.RuneError || next < utf8.RuneSelf && !word(next) && !unicode.IsSpace(next)
	case '&':
		return entity.MatchString(rest)
	case '<':
		return !unicode.IsSpace(next) && !unicode.IsDigit(next) && next != '='
	case '|':
		return p.cell
	case '{':
		return p.heading
	case '#':
		return p.heading
	}
	return false
}
