package calendar

import (
	"strings"
	"unicode/utf8"
)

// maxLine is the most octets that a line may have without its line break (RFC 5545 section 3.1).
const maxLine = 75

// icsLines collects content lines. Names are the program's own and far shorter than a line; values
// are valid UTF-8.
type icsLines []byte

// line adds a property whose value needs no escaping, folded: a line that is too long goes on in the
// next after a space, which counts. A fold never cuts a character in two: some readers then
// drop the whole calendar.
func (l *icsLines) line(name, value string) {
	b := append(*l, name...)
	b = append(b, ':')
	room := maxLine - len(name) - 1
	for len(value) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(value[cut]) {
			cut--
		}
		b = append(b, value[:cut]...)
		b = append(b, "\r\n "...)
		value, room = value[cut:], maxLine-1
	}
	b = append(b, value...)
	*l = append(b, "\r\n"...)
}

// text adds a TEXT property, escaped; nothing if the text is empty.
func (l *icsLines) text(name, value string) {
	if value = escapeText(value); value != "" {
		l.line(name, value)
	}
}

// uri adds a property whose value is an address; nothing if it is empty.
func (l *icsLines) uri(name, value string) {
	if !plain(value) {
		value = strings.Map(dropControls, strings.ToValidUTF8(value, "\uFFFD"))
	}
	if value != "" {
		l.line(name, value)
	}
}

// textEscapes are those of RFC 5545 section 3.3.11.
var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`)

// escapeText returns s as a TEXT value: valid UTF-8 without control characters.
func escapeText(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(dropControls, textEscapes.Replace(s))
}

// plain tells whether a text, like most, has nothing to escape or to drop.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '\\' || c == ';' || c == ',' || c == 0x7F {
			return false
		}
	}
	return utf8.ValidString(s)
}

// escapeList returns the values as one comma-separated TEXT list.
func escapeList(values []string) string {
	escaped := make([]string, 0, len(values))
	for _, v := range values {
		if v = escapeText(v); v != "" {
			escaped = append(escaped, v)
		}
	}
	return strings.Join(escaped, ",")
}

// dropControls drops the characters that no value may hold; a tab is allowed.
func dropControls(r rune) rune {
	if r < ' ' && r != '\t' || r == 0x7F {
		return -1
	}
	return r
}
