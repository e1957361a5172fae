// Package spoken says written text in words: what stands as a number, a date, a sign or
// an abbreviation becomes what a person reads aloud. The field calls it text
// normalization (W3C, Speech Synthesis Markup Language 1.1, section 3.1.8; P. Taylor,
// Text-to-Speech Synthesis, chapter 5).
package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Doubt is a place that can be read in more than one way.
type Doubt struct {
	Offset  int    // of Written in the text, in bytes
	Written string // what stands there
	Said    string // how it was read
}

// Speaker says texts of one language. It may be used by several goroutines.
type Speaker struct {
	table table
	rules rules
}

// rules are what a language knows beside its table. Each reads at the cursor, and
// reports whether it took something.
type rules struct {
	number func(*cursor) bool // at digits
	word   func(*cursor) bool // at letters
	sign   func(*cursor) bool // at anything else

	ordinal func(n uint64) string
}

// languages are those that a Speaker can be made for.
var languages = map[string]rules{
	"vi": {number: viNumber, word: viWord, sign: viSign, ordinal: viOrdinal},
	"en": {number: enNumber, word: enWord, sign: enSign, ordinal: enOrdinal},
}

// Knows reports whether there are rules for a language (a code such as "vi").
func Knows(language string) bool { _, ok := languages[language]; return ok }

// New returns the speaker of a language that Knows reports, with the words of the
// program and own ones, written form → said form, which go first. A form that ends with
// a full stop is taken with and without it.
func New(language string, own map[string]string) *Speaker {
	return &Speaker{table: tableOf(language, own), rules: languages[language]}
}

// Ordinal is the place of something in an order, from 1: thứ nhất, first.
func (s *Speaker) Ordinal(n int) string { return s.rules.ordinal(uint64(max(n, 0))) }

// Say returns a text (in the composed form of Unicode, NFC) in words, and what in it was
// read by a guess. Punctuation and words stay; brackets become commas. What is in words already stays as it is.
func (s *Speaker) Say(text string) (string, []Doubt) {
	c := &cursor{table: s.table, rules: s.rules, text: text, tokens: tokens(text)}
	for !c.ended() {
		c.step()
	}
	return strings.TrimSpace(c.out.String()), c.doubts
}

// plain reports whether no rule looks at the token: most are words in small letters that begin
// no form, with a space behind them.
func (c *cursor) plain() bool {
	t := c.tokens[c.i]
	if t.kind != word || c.i+1 < len(c.tokens) && !c.tokens[c.i+1].gap || len(c.table.begin[t.text]) > 0 {
		return false
	}
	for _, r := range t.text {
		if !small(r) {
			return false
		}
	}
	return true
}

// small reports whether a letter has no smaller form. The rows of Vietnamese letters, which
// alternate, need no table.
func small(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r < 'A' || 'Z' < r
	case 0x1EA0 <= r && r <= 0x1EF9:
		return r%2 == 1
	}
	return unicode.ToLower(r) == r
}

// step reads one token.
func (c *cursor) step() {
	if c.plain() {
		c.copy()
		return
	}
	at := c.i
	var rule func(*cursor) bool
	switch c.tokens[c.i].kind {
	case digits:
		rule = c.rules.number
	case word:
		rule = c.rules.word
	default:
		rule = c.rules.sign
	}
	if c.address() || rule(c) {
		if c.i == at {
			panic("spoken: a rule that takes nothing")
		}
		return
	}
	c.copy()
}
