package config

import (
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Text is a piece of text in several languages. A plain string in site.toml
// counts for all of them.
type Text struct {
	all        string            // for every language without its own
	byLanguage map[string]string // by lower-case tag
	order      []string          // tags, in the order of the file
}

// PlainText returns a text that is the same in all languages.
func PlainText(s string) Text { return Text{all: s} }

// In returns the text in a language, else in the default language, else in the
// first that there is; "" for an empty text. Tags are compared without case,
// and "vi-vn" falls back to "vi".
func (t Text) In(tag, defaultTag string) string { return t.all }

// Has reports whether the text has the language itself (a plain string has all).
func (t Text) Has(tag string) bool { return false }

// Languages lists the languages the text was given in, in the order of the
// file; none for a plain string.
func (t Text) Languages() []string { return t.order }

// IsZero reports whether there is no text at all.
func (t Text) IsZero() bool { return t.all == "" && len(t.order) == 0 }

// DecodeTOML takes a string or a table by language.
func (t *Text) DecodeTOML(v tomlfile.Value) []problem.Problem { return nil }
