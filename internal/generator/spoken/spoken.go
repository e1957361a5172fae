// Package spoken says written text in words: what stands as a number, a date, a sign or
// an abbreviation becomes what a person reads aloud. The field calls it text
// normalization (W3C, Speech Synthesis Markup Language 1.1, section 3.1.8; P. Taylor,
// Text-to-Speech Synthesis, chapter 5).
package spoken

import (
	"strings"
	"sync"
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
	pool  sync.Pool // of cursors that are not in use
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
	c := s.read(text)
	for !c.ended() {
		c.step()
	}
	said, doubts := strings.TrimSpace(c.said()), c.doubts
	s.release(c)
	return said, doubts
}

// read is a cursor at the beginning of a text.
func (s *Speaker) read(text string) *cursor {
	c, used := s.pool.Get().(*cursor)
	if !used {
		c = &cursor{table: &s.table, rules: s.rules}
	}
	c.begin(text)
	return c
}

// mostKept is how many tokens a cursor that is not in use may have room for.
const mostKept = 4096

// release lets a cursor be used again, unless it has grown with an unusual text.
func (s *Speaker) release(c *cursor) {
	if cap(c.tokens) <= mostKept {
		s.pool.Put(c)
	}
}

// step reads one token.
func (c *cursor) step() {
	if c.plain() {
		c.copyPlain()
		return
	}
	c.rule()
}

// rule reads one token by the rules of the language, or copies it.
func (c *cursor) rule() {
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
