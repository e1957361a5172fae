package spoken

import (
	"unicode"
	"unicode/utf8"
)

type kind byte

const (
	none kind = iota
	word
	digits
	sign // one character that is neither letter nor digit nor space
)

// shape is how a word is written.
type shape uint8

const (
	mixed  shape = iota
	small        // in small letters
	titled       // a capital and small letters behind it
)

// token is a run of letters, a run of digits or a sign.
type token struct {
	kind   kind
	shape  shape // of a word
	gap    bool  // space stands before it
	text   string
	offset int // in the text, in bytes
}

// tokens cuts a text, into the room of dst. Marks that combine belong to the letter before
// them; invisible characters are left out.
func tokens(dst []token, text string) []token {
	gap := false
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			gap = true
			i++
			continue
		}
		r, size := decode(text, i)
		k := kindOf(r)
		if k == none {
			gap = gap || unicode.IsSpace(r)
			i += size
			continue
		}
		end, shape := i+size, mixed
		switch k {
		case word:
			end, shape = wordFrom(text, i, r, size)
		case digits:
			for end < len(text) && '0' <= text[end] && text[end] <= '9' {
				end++
			}
		}
		dst = append(dst, token{kind: k, shape: shape, text: text[i:end], offset: i, gap: gap})
		i, gap = end, false
	}
	return dst
}

// wordFrom is the end of the run of letters that begins at a character, and its shape.
func wordFrom(text string, start int, r rune, size int) (end int, s shape) {
	s = small
	if !isSmall(r) {
		s = titled
	}
	end = start + size
	for end < len(text) {
		if c := text[end]; 'a' <= c && c <= 'z' {
			end++
			continue
		}
		next, n := decode(text, end)
		if !latin(next) && (next < utf8.RuneSelf || kindOf(next) != word && !unicode.Is(unicode.M, next)) {
			break
		}
		if s != mixed && !isSmall(next) {
			s = mixed
		}
		end += n
	}
	if s == titled && end == start+size { // one letter is more often a symbol
		s = mixed
	}
	return end, s
}

// decode is the character at a place. Those of two and three bytes, of which Vietnamese
// consists, are put together here.
func decode(text string, i int) (rune, int) {
	b := text[i]
	switch {
	case b < utf8.RuneSelf:
		return rune(b), 1
	case 0xC3 <= b && b <= 0xC9 && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
		return rune(b&0x1F)<<6 | rune(text[i+1]&0x3F), 2
	case b == 0xE1 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
		return 0x1000 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text[i:])
}

func kindOf(r rune) kind {
	switch {
	case latin(r):
		return word
	case '0' <= r && r <= '9':
		return digits
	case r == ' ':
		return none
	case r < utf8.RuneSelf && r > ' ':
		return sign
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
		return none
	case unicode.IsLetter(r) && r != 'ª' && r != 'º':
		return word
	}
	return sign
}
