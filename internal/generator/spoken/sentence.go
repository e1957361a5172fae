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
	c := &cursor{table: s.table, rules: s.rules, text: text, tokens: tokens(text)}
	var all []Sentence
	written, start := 0, 0
	cut := func(stop int) {
		if said := strings.TrimSpace(c.out.String()[written:]); said != "" {
			all = append(all, Sentence{said, start, stop})
		}
		written, start = c.out.Len(), stop
	}
	ended := false // a sign that ends a sentence was said; quotes may follow it
	for !c.ended() {
		before := c.i
		c.step()
		ended = c.endsAt(before) || ended && c.closesAt(before)
		if next := c.at(0); ended && next.kind != none && next.gap && !startsSmall(next.text) {
			cut(c.tokens[c.i-1].offset + len(c.tokens[c.i-1].text))
			ended = false
		}
	}
	cut(len(text))
	return all, c.doubts
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

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
