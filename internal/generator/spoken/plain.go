package spoken

import (
	"unicode"
	"unicode/utf8"
)

// plain reports whether no rule looks at the token: most are words that begin no form, in
// small letters or with a capital in front, and the signs of a sentence.
func (c *cursor) plain() bool {
	t := &c.tokens[c.i]
	switch {
	case t.kind == sign:
		return len(t.text) == 1 && pauses(rune(t.text[0])) && t.text != ":"
	case t.kind != word || t.shape == mixed:
		return false
	case c.i+1 < len(c.tokens):
		if !c.apart(t.shape) {
			return false
		}
	}
	return !c.table.rules(t.text)
}

// apart reports whether what follows the word at the cursor has nothing to do with it: a word
// behind a space, or a sign that joins nothing to it.
func (c *cursor) apart(s shape) bool {
	next := &c.tokens[c.i+1]
	if next.gap {
		return next.kind != digits || s == small
	}
	if next.kind != sign {
		return false
	}
	switch next.text {
	case ".", ":": // of an address
		return c.i+2 == len(c.tokens) || c.tokens[c.i+2].gap
	case "@", "-", "_", "+", "/":
		return false
	}
	return true
}

// copyPlain writes a plain token.
func (c *cursor) copyPlain() {
	t := &c.tokens[c.i]
	if t.kind == word && c.last != 0 && (t.gap || letter(c.last) || pauses(c.last)) {
		c.out = append(c.out, ' ')
	}
	c.out = append(c.out, t.text...)
	c.last = rune(t.text[len(t.text)-1])
	if t.kind == word {
		c.last = 'a' // any letter
	}
	c.i++
}

// isSmall reports whether a letter has no smaller form. The rows of Vietnamese letters,
// which alternate, need no table.
func isSmall(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r < 'A' || 'Z' < r
	case 0x1EA0 <= r && r <= 0x1EF9:
		return r%2 == 1
	}
	return unicode.ToLower(r) == r
}
