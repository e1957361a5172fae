package search

import (
	"strconv"
	"unicode/utf8"
)

// appendText appends a text as package json writes it without escapes for HTML. Most of
// a large site's search data are texts, and json asks for their types again and again.
func appendText(out []byte, s string) []byte {
	out = append(out, '"')
	done := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf && b >= ' ' && b != '"' && b != '\\' {
			i++
			continue
		}
		r, size := rune(b), 1
		if b >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if (r != utf8.RuneError || size > 1) && r != '\u2028' && r != '\u2029' {
				i += size
				continue
			}
		}
		out = appendEscape(append(out, s[done:i]...), r)
		i += size
		done = i
	}
	return append(append(out, s[done:]...), '"')
}

// appendEscape appends a character that cannot stand in a text as it is, and U+FFFD for
// what is no character.
func appendEscape(out []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(out, '\\', byte(r))
	case '\b':
		return append(out, '\\', 'b')
	case '\f':
		return append(out, '\\', 'f')
	case '\n':
		return append(out, '\\', 'n')
	case '\r':
		return append(out, '\\', 'r')
	case '\t':
		return append(out, '\\', 't')
	}
	const digits = "0123456789abcdef"
	return append(out, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}

// appendRow appends what is shown of a page: title, address, summary, headings (id, text, id, text …),
// note.
func (k *kept) appendRow(out []byte) []byte {
	out = appendText(append(out, '['), k.title)
	out = appendText(append(out, ','), k.path)
	out = appendText(append(out, ','), k.summary)
	out = append(out, ',', '[')
	for rest, first := k.headings, true; rest != ""; first = false {
		end := 0
		for rest[end] != 0 {
			end++
		}
		if !first {
			out = append(out, ',')
		}
		out, rest = appendText(out, rest[:end]), rest[end+1:]
	}
	out = appendText(append(out, ']', ','), k.note)
	return append(out, ']')
}

// appendPlacedRow is appendRow with the place of the page among all pages.
func (k *kept) appendPlacedRow(out []byte, place int) []byte {
	out = k.appendRow(out)
	out = strconv.AppendInt(append(out[:len(out)-1], ','), int64(place), 10)
	return append(out, ']')
}
