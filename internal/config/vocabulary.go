package config

import (
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Term is one word of a controlled vocabulary: a topic, an audience, a level
// or a unit. The last four fields are for units.
type Term struct {
	Key     string         `toml:"-"`
	Name    Text           `toml:"name"`
	Summary Text           `toml:"summary"`
	Page    string         `toml:"page"`   // a section's _index.md that is the term's page
	Weight  int            `toml:"weight"` // lower first; 0 is unset and comes last
	Extra   map[string]any `toml:"extra"`

	Level      string          `toml:"level"` // a key of the levels
	ValidFrom  tomlfile.Moment `toml:"valid_from"`
	ValidTo    tomlfile.Moment `toml:"valid_to"`
	MergedInto string          `toml:"merged_into"` // the unit that took its place

	At problem.Place `toml:"-"` // the term's key in site.toml
}

// Vocabulary is a list of terms, by weight and then in the order of the file.
type Vocabulary []Term

// Find returns the term with a key.
func (v Vocabulary) Find(key string) (Term, bool) {
	for _, term := range v {
		if term.Key == key {
			return term, true
		}
	}
	return Term{}, false
}

// Keys lists the terms' keys in their order.
func (v Vocabulary) Keys() []string {
	keys := make([]string, len(v))
	for i := range v {
		keys[i] = v[i].Key
	}
	return keys
}

// DecodeTOML takes the tables [topics.KEY].
func (v *Vocabulary) DecodeTOML(value tomlfile.Value) []problem.Problem { return nil }
