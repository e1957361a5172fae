package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cursor reads the tokens of one text and writes what is said.
type cursor struct {
	table  *table
	rules  rules
	text   string
	tokens []token
	i      int
	out    []byte
	last   rune // the last character written
	doubts []Doubt
	style  style // what the number before was: those of a list are read like the first
}

// farthest is how many tokens a rule looks on or back, and takes at once: what one token
// costs does not grow with the text.
const farthest = 24

// style is how the numbers of a list are read ("thứ 2, 4, 6", "gọi 111, 113").
type style byte

const (
	counted style = iota
	ordered       // after thứ or tháng: 4 is tư
	dialled       // digit by digit
)

// begin goes to the beginning of a text.
func (c *cursor) begin(text string) {
	c.text, c.tokens, c.i = text, tokens(c.tokens[:0], text), 0
	c.out, c.last, c.doubts, c.style = c.out[:0], 0, nil, counted
}

// said is what was written so far: the text itself where that says the same.
func (c *cursor) said() string {
	if string(c.out) == c.text {
		return c.text
	}
	return string(c.out)
}

func (c *cursor) ended() bool { return c.i >= len(c.tokens) }

// at is the token n places on; one of no kind beyond the ends.
func (c *cursor) at(n int) token {
	if i := c.i + n; 0 <= i && i < len(c.tokens) {
		return c.tokens[i]
	}
	return token{}
}

// is reports whether the token n places on is written so, with no space before it.
func (c *cursor) is(n int, text string) bool {
	t := c.at(n)
	return t.text == text && !t.gap
}

// joined reports whether the token n places on is of a kind, with no space before it.
func (c *cursor) joined(n int, k kind) bool {
	t := c.at(n)
	return t.kind == k && !t.gap
}

// before is the word that stands n words back in the sentence, in small letters; ""
// where a full stop or the beginning comes first.
func (c *cursor) before(n int) string {
	for i := c.i - 1; i >= max(0, c.i-farthest); i-- {
		switch t := c.tokens[i]; {
		case t.kind == word:
			if n--; n == 0 {
				return strings.ToLower(t.text)
			}
		case t.kind == sign && (t.text == "?" || t.text == "!" || t.text == "." && i+1 < len(c.tokens) && c.tokens[i+1].gap):
			return ""
		}
	}
	return ""
}

// after is the word that follows n tokens on, in small letters; "" for anything else.
func (c *cursor) after(n int) string {
	if t := c.at(n); t.kind == word {
		return strings.ToLower(t.text)
	}
	return ""
}

// say writes words and goes on by n tokens.
func (c *cursor) say(words string, n int) {
	c.put(words, true)
	c.i += n
}

// unsure says words like say, and notes that they are a guess.
func (c *cursor) unsure(words string, n int) {
	first, last := c.tokens[c.i], c.tokens[c.i+n-1]
	c.doubts = append(c.doubts, Doubt{Offset: first.offset, Written: c.text[first.offset : last.offset+len(last.text)], Said: words})
	c.say(words, n)
}

// copy writes the token as it stands.
func (c *cursor) copy() {
	t := c.tokens[c.i]
	c.put(t.text, t.gap)
	c.i++
}

// skip leaves tokens out.
func (c *cursor) skip(n int) { c.i += n }

// pause writes a comma, unless a pause is there already or nothing was said.
func (c *cursor) pause(n int) {
	if c.last != 0 && !pauses(c.last) {
		c.out = append(c.out, ',')
		c.last = ','
	}
	c.i += n
}

func (c *cursor) put(s string, gap bool) {
	if s == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(s)
	apart := gap && !pauses(first) || !gap && letter(first) && (letter(c.last) || pauses(c.last))
	if c.last != 0 && apart {
		c.out = append(c.out, ' ')
	}
	c.out = append(c.out, s...)
	c.last, _ = utf8.DecodeLastRuneInString(s)
}

// pauses reports whether a sign is a pause in speech.
func pauses(r rune) bool {
	switch r {
	case ',', '.', ';', ':', '?', '!', '…':
		return true
	}
	return false
}

func letter(r rune) bool { return latin(r) || unicode.IsLetter(r) || unicode.Is(unicode.M, r) }

// latin reports whether a character is a letter of the rows in which all letters of
// Vietnamese stand, which spares the tables of Unicode.
func latin(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || 0xC0 <= r && r <= 0x24F && r != '×' && r != '÷' || 0x1EA0 <= r && r <= 0x1EF9
}
