package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is a sentence of a text in words.
type Sentence struct {
	Said        string
	Start, Stop int // where it stands in the text, in bytes
}

// Sentences returns the sentences of a text as Say says them, and what in it was read by
// a guess. A full stop that belongs to an abbreviation or to a number ends none.
func (s *Speaker) Sentences(text string) ([]Sentence, []Doubt) {
	c := s.read(text)
	defer s.release(c)
	var room [8]cutAt
	cuts := room[:0]
	ended := false // a sign that ends a sentence was said; quotes may follow it
	for !c.ended() {
		before := c.i
		c.step()
		if c.tokens[before].kind == word {
			ended = false
			continue
		}
		ended = c.endsAt(before) || ended && c.closesAt(before)
		if next := c.at(0); ended && next.kind != none && next.gap && !c.goesOn() {
			last := &c.tokens[c.i-1]
			cuts = append(cuts, cutAt{len(c.out), last.offset + len(last.text)})
			ended = false
		}
	}
	return sentences(c.said(), append(cuts, cutAt{len(c.out), len(text)})), c.doubts
}

// cutAt is where a sentence ends: in what is said and in the text.
type cutAt struct{ said, text int }

// sentences cuts what is said.
func sentences(said string, cuts []cutAt) []Sentence {
	all := make([]Sentence, 0, len(cuts))
	var from cutAt
	for _, to := range cuts {
		if one := strings.TrimSpace(said[from.said:to.said]); one != "" {
			all = append(all, Sentence{one, from.text, to.text})
		}
		from = to
	}
	return all
}

// endsAt reports whether the step from a token on copied a sign that can end a sentence.
func (c *cursor) endsAt(i int) bool {
	t := c.tokens[i]
	return c.i == i+1 && t.kind == sign && strings.Contains(".!?…", t.text) && strings.HasSuffix(t.text, string(c.last))
}

// closesAt reports whether the step from a token on read a quote or a bracket that closes.
func (c *cursor) closesAt(i int) bool {
	t := c.tokens[i]
	return c.i == i+1 && !t.gap && strings.Contains("”’»\"')]", t.text)
}

// goesOn reports whether what follows belongs to the sentence all the same: it begins with
// a small letter, behind an ellipsis also in brackets: “ở… (thôn, xã)”.
func (c *cursor) goesOn() bool {
	next := c.at(0)
	if c.last == '…' && strings.Contains("([“‘«", next.text) {
		next = c.at(1)
	}
	return startsSmall(next.text)
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
