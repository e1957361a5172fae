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

// token is a run of letters, a run of digits or a sign.
type token struct {
	kind   kind
	text   string
	offset int  // in the text, in bytes
	gap    bool // space stands before it
}

// tokens cuts a text. Marks that combine belong to the letter before them; invisible
// characters are left out.
func tokens(text string) []token {
	all := make([]token, 0, len(text)/4+4)
	gap := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		k := kindOf(r)
		switch {
		case k == none:
			gap = gap || unicode.IsSpace(r)
			i += size
			continue
		case k == sign:
			all = append(all, token{kind: k, text: text[i : i+size], offset: i, gap: gap})
			i += size
		default:
			end := i + size
			for end < len(text) {
				next, n := utf8.DecodeRuneInString(text[end:])
				if kindOf(next) != k && !(k == word && unicode.Is(unicode.M, next)) {
					break
				}
				end += n
			}
			all = append(all, token{kind: k, text: text[i:end], offset: i, gap: gap})
			i = end
		}
		gap = false
	}
	return all
}

func kindOf(r rune) kind {
	switch {
	case latin(r):
		return word
	case '0' <= r && r <= '9':
		return digits
	case r == ' ', unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
		return none
	case unicode.IsLetter(r) && r != 'ª' && r != 'º':
		return word
	}
	return sign
}
