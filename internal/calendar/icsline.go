package calendar

import (
	"strings"
	"unicode/utf8"
)

// maxLine is the most octets that a line may have without its line break (RFC 5545 section 3.1).
const maxLine = 75

// icsLines collects content lines.
type icsLines []byte

// line adds a property whose value needs no escaping, folded: a line that is too long goes on in the
// next after a space, which counts. A fold never cuts a character in two: some readers then
// drop the whole calendar.
func (l *icsLines) line(name, value string) {
	b := *l
	length := 0
	for _, part := range [...]string{name, ":", value} {
		for len(part) > 0 {
			_, size := utf8.DecodeRuneInString(part)
			if length+size > maxLine {
				b = append(b, "\r\n "...)
				length = 1
			}
			b = append(b, part[:size]...)
			length += size
			part = part[size:]
		}
	}
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
	if value = strings.Map(dropControls, value); value != "" {
		l.line(name, value)
	}
}

// textEscapes are those of RFC 5545 section 3.3.11.
var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`)

// escapeText returns s as a TEXT value: valid UTF-8 without control characters.
func escapeText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(dropControls, textEscapes.Replace(s))
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
