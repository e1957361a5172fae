package markdown

import (
	"bytes"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Blocks yields a body cut at its headings: first what stands before the first
// heading (perhaps nothing), then each heading with its text. White space and
// typography (quotes, dashes, non-breaking spaces, Unicode forms) are folded
// away, so that equal blocks say the same. Each comes as it is written and
// folded; the folded slice is valid until the next.
func Blocks(body []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(written, folded []byte) bool) {
		folded := make([]byte, 0, len(body)/2)
		for rest, first := body, true; first || len(rest) > 0; first = false {
			end := nextHeading(rest, first)
			folded = appendFolded(folded[:0], rest[:end])
			if !yield(rest[:end], folded) {
				return
			}
			rest = rest[end:]
		}
	}
}

// Fold appends a line of text without what Blocks folds away.
func Fold(dst []byte, text string) []byte { return appendFolded(dst, []byte(text)) }

// BlockTitle is the heading that a block begins with, as it is written but for
// its marks; "" for the text before the first heading.
func BlockTitle(block []byte) string {
	line, rest, _ := bytes.Cut(block, []byte("\n"))
	title := bytes.TrimSpace(line)
	below, _, _ := bytes.Cut(rest, []byte("\n"))
	if isATX(line) {
		title = bytes.TrimSpace(bytes.Trim(title, "#"))
	} else if !isUnderline(bytes.TrimSpace(below)) || !isTitle(title) {
		return ""
	}
	if at := bytes.LastIndex(title, []byte("{")); at > 0 && bytes.HasSuffix(title, []byte("}")) {
		title = bytes.TrimSpace(title[:at]) // its attributes: {#id}
	}
	return string(title)
}

// nextHeading returns where the next heading begins, other than at the very
// start of a block that is one. Code is passed over.
func nextHeading(s []byte, first bool) int {
	var fence, before []byte
	beforeAt := 0
	for at := 0; at < len(s); {
		line := lineAt(s, at)
		trimmed := bytes.TrimSpace(line)
		switch {
		case fence != nil:
			if bytes.HasPrefix(trimmed, fence) && len(bytes.Trim(trimmed, string(fence[:1]))) == 0 {
				fence = nil
			}
			trimmed = nil
		case codeFence(trimmed) != nil:
			fence = codeFence(trimmed)
			trimmed = nil
		case isATX(line) && (first || at > 0):
			return at
		case isUnderline(trimmed) && isTitle(before) && (first || beforeAt > 0):
			return beforeAt
		}
		before, beforeAt = trimmed, at
		at += len(line)
	}
	return len(s)
}

// isATX reports whether a line is "## Heading".
func isATX(line []byte) bool {
	s := bytes.TrimLeft(line, " ")
	text := bytes.TrimLeft(s, "#")
	level := len(s) - len(text)
	return len(line)-len(s) < 4 && level > 0 && level < 7 && (len(text) == 0 || text[0] == ' ' || text[0] == '\t' || text[0] == '\n')
}

// isUnderline reports whether a line of only = or - may make a heading of the
// one above.
func isUnderline(line []byte) bool {
	return len(line) > 0 && (line[0] == '=' || line[0] == '-') && len(bytes.Trim(line, string(line[:1]))) == 0
}

// isTitle reports whether a line can be the text of an underlined heading.
func isTitle(line []byte) bool {
	return len(line) > 0 && bytes.IndexByte([]byte("#>|-+*<"), line[0]) < 0 && !isUnderline(line)
}

// appendFolded appends text without what a typist's or an editor's habits
// change: kinds of space, of quotes and of dashes, the spaces beside a bar of
// a table.
func appendFolded(dst, s []byte) []byte {
	if bytes.IndexByte(s, 0xcc) >= 0 || bytes.IndexByte(s, 0xcd) >= 0 { // a combining mark, perhaps
		s = norm.NFC.Bytes(s)
	}
	start, from := len(dst), 0
	for i := 0; i < len(s); {
		if !foldables[s[i]] || !foldable(s, i) {
			i++
			continue
		}
		dst = append(dst, s[from:i]...)
		c, size := utf8.DecodeRune(s[i:])
		if c == utf8.RuneError && size == 1 {
			dst = append(dst, s[i]) // not valid UTF-8: the byte counts as it is
		} else {
			dst = appendFoldedRune(dst, start, foldTypography(c))
		}
		i += size
		from = i
	}
	return bytes.TrimRight(append(dst, s[from:]...), " ")
}

// foldables are the bytes that foldable has to look at.
var foldables = func() (table [256]bool) {
	for c := range 0x21 {
		table[c] = true
	}
	for _, c := range []byte{'-', '|', 0xc2, 0xe1, 0xe2, 0xe3, 0xef} {
		table[c] = true
	}
	return table
}()

// foldable reports whether the byte may begin one of the characters that
// foldTypography or appendFoldedRune knows. Most bytes do not.
func foldable(s []byte, i int) bool {
	switch c := s[i]; {
	case c <= ' ', c == '-', c == '|':
		return c != ' ' || i == 0 || i+1 == len(s) || !plainByte(s[i-1]) || !plainByte(s[i+1])
	case c < 0xc2:
		return false
	case c == 0xe1:
		return i+1 < len(s) && s[i+1] == 0x9a
	default:
		return c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef
	}
}

// plainByte reports whether a byte can stand beside a space that stays.
func plainByte(c byte) bool {
	return c > ' ' && c != '|' && c != 0xc2 && c != 0xe2 && c != 0xe3 && c != 0xef && (c < 0x80 || c > 0xbf && c != 0xe1)
}

func appendFoldedRune(dst []byte, start int, c rune) []byte {
	last := byte(' ')
	if len(dst) > start {
		last = dst[len(dst)-1]
	}
	switch {
	case c == 0:
	case c == '…':
		dst = append(dst, "..."...)
	case c == ' ' && (last == ' ' || last == '|'):
	case c == '-' && last == '-':
	case c == '|' && last == ' ' && len(dst) > start:
		dst[len(dst)-1] = '|'
	default:
		dst = utf8.AppendRune(dst, c)
	}
	return dst
}

// foldTypography returns the plain form of a character; 0 if it shows nothing.
func foldTypography(c rune) rune {
	switch c {
	case '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return ' '
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '‘', '’', '‚', '‛', '′', '‹', '›':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case 0, 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff:
		return 0
	}
	if 0x2000 <= c && c <= 0x200a {
		return ' '
	}
	return c
}
