package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// reference reads what s begins with, a backslash escape or an entity
// (CommonMark 0.31.2, 2.4 and 2.5). It returns what it stands for, in room or
// elsewhere, and how many bytes of s it takes; 0 if it stands for itself.
func reference(s, room []byte) (decoded []byte, n int) {
	switch {
	case len(s) < 2:
		return nil, 0
	case s[0] == '\\':
		if util.IsPunct(s[1]) {
			return s[1:2], 2
		}
		return nil, 0
	case s[1] == '#':
		return numeric(s, room)
	}
	stop := 1
	for stop < len(s) && util.IsAlphaNumeric(s[stop]) {
		stop++
	}
	if stop == len(s) || s[stop] != ';' {
		return nil, 0
	}
	entity, ok := util.LookUpHTML5EntityByName(string(s[1:stop]))
	if !ok {
		return nil, 0
	}
	return entity.Characters, stop + 1
}

// numeric reads &#1234; and &#x4d2;: at most seven decimal or six hexadecimal
// digits.
func numeric(s, room []byte) (decoded []byte, n int) {
	start, base, digits, is := 2, 10, 7, util.IsNumeric
	if len(s) > 2 && (s[2] == 'x' || s[2] == 'X') {
		start, base, digits, is = 3, 16, 6, util.IsHexDecimal
	}
	stop := start
	for stop < len(s) && is(s[stop]) {
		stop++
	}
	if stop == start || stop-start > digits || stop == len(s) || s[stop] != ';' {
		return nil, 0
	}
	code, err := strconv.ParseUint(string(s[start:stop]), base, 32)
	if err != nil || code == 0 || code > utf8.MaxRune {
		code = utf8.RuneError
	}
	return utf8.AppendRune(room, rune(code)), stop + 1 // an invalid rune becomes U+FFFD
}

// decode returns s with its escapes and entities resolved; s itself if it has
// none.
func decode(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return s
	}
	plain := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] == '\\' || s[i] == '&' {
			var room [8]byte
			if decoded, n := reference(s[i:], room[:0]); n > 0 {
				plain = append(plain, decoded...)
				i += n
				continue
			}
		}
		plain = append(plain, s[i])
		i++
	}
	return plain
}
