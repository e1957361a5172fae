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
		r, size := decode(text, i)
		k := kindOf(r)
		switch k {
		case none:
			gap = gap || r == ' ' || unicode.IsSpace(r)
			i += size
			continue
		case sign:
			dst = append(dst, token{kind: k, text: text[i : i+size], offset: i, gap: gap})
			i += size
		default:
			end, shape := runFrom(text, i, r, size, k)
			dst = append(dst, token{kind: k, shape: shape, text: text[i:end], offset: i, gap: gap})
			i = end
		}
		gap = false
	}
	return dst
}

// runFrom is the end of the run of letters or digits that begins at a character, and the
// shape of letters.
func runFrom(text string, start int, r rune, size int, k kind) (end int, s shape) {
	s = small
	if !isSmall(r) {
		s = titled
	}
	end = start + size
	for end < len(text) {
		next, n := decode(text, end)
		if kindOf(next) != k && !(k == word && unicode.Is(unicode.M, next)) {
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

// decode is the character at a place.
func decode(text string, i int) (rune, int) {
	if b := text[i]; b < utf8.RuneSelf {
		return rune(b), 1
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
