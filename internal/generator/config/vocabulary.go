package config

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Term is one word of a controlled vocabulary: a topic, an audience, a level
// or a unit. The last four settings are for units.
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

// Unknown is what a problem tells of a key that the vocabulary does not have: the key, those
// that it has, and the nearest of them.
func (v Vocabulary) Unknown(key string) problem.Args {
	args := problem.Args{"key": key, "known": v.Keys()}
	if near, ok := fold.Nearest(key, v.Keys()); ok {
		args["suggestion"] = near
	}
	return args
}

// Named returns the term that a person means by a word: its key, or its name in
// a language, with or without marks.
func (v Vocabulary) Named(word, tag, defaultTag string) (Term, bool) {
	slug := fold.Slug(word)
	for _, term := range v {
		if term.Key == slug || fold.Slug(term.Name.In(tag, defaultTag)) == slug {
			return term, slug != ""
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

// DecodeTOML takes the tables [topics.KEY]; a plain string is a term's name.
func (v *Vocabulary) DecodeTOML(value tomlfile.Value) []problem.Problem {
	problems := eachTable(value, problem.MaxTerms, func(one tomlfile.Value) []problem.Problem {
		next := Term{Key: one.Key(), At: one.KeyPlace()}
		var problems []problem.Problem
		if name, ok := one.Raw.(string); ok {
			next.Name = PlainText(name)
		} else {
			problems = one.Decode(&next)
		}
		if next.Name.IsZero() {
			next.Name = PlainText(next.Key)
		}
		if plain := fold.Slug(next.Key); plain != next.Key {
			problems = append(problems, one.KeyProblem(problem.SiteBadKey, problem.Args{"key": next.Key, "suggestion": plain}))
		}
		*v = append(*v, next)
		return problems
	})
	slices.SortStableFunc(*v, func(a, b Term) int { return cmp.Compare(a.place(), b.place()) })
	return problems
}

// place is the term's place by weight, unset last.
func (t Term) place() int {
	if t.Weight == 0 {
		return math.MaxInt
	}
	return t.Weight
}

// vocabularies checks what the terms say of each other.
func (c *checker) vocabularies() {
	for i := range c.Units {
		unit := &c.Units[i]
		if unit.Level != "" {
			c.oneOf(unit.Level, c.Levels.Keys(), "units", unit.Key, "level")
		}
		if unit.MergedInto != "" && !c.oneOf(unit.MergedInto, c.Units.Keys(), "units", unit.Key, "merged_into") {
			unit.MergedInto = ""
		}
		if !unit.ValidTo.IsZero() && unit.ValidTo.In(time.UTC).Before(unit.ValidFrom.In(time.UTC)) {
			c.add(problem.SiteValidRange, c.Place("units", unit.Key, "valid_to"),
				problem.Args{"from": unit.ValidFrom.In(time.UTC), "to": unit.ValidTo.In(time.UTC)})
		}
	}
	c.mergeCycles()
	c.unitSettings("topics", c.Topics)
	c.unitSettings("audiences", c.Audiences)
	c.unitSettings("levels", c.Levels)
}

// mergeCycles tells of units whose successors lead back to them.
func (c *checker) mergeCycles() {
	for i := range c.Units {
		unit := &c.Units[i]
		chain := []string{unit.Key}
		for next := unit.MergedInto; next != "" && len(chain) <= len(c.Units); {
			if chain = append(chain, next); next == unit.Key {
				c.add(problem.SiteMergeCycle, c.Place("units", unit.Key, "merged_into"), problem.Args{"chain": strings.Join(chain, " → ")})
				unit.MergedInto = ""
				break
			}
			successor, _ := c.Units.Find(next)
			next = successor.MergedInto
		}
	}
}

// unitSettings tells of settings for units on other terms, which would do
// nothing.
func (c *checker) unitSettings(name string, terms Vocabulary) {
	for _, term := range terms {
		for key, set := range map[string]bool{
			"level": term.Level != "", "merged_into": term.MergedInto != "",
			"valid_from": !term.ValidFrom.IsZero(), "valid_to": !term.ValidTo.IsZero(),
		} {
			if set {
				c.add(problem.SiteUnknownKey, c.KeyPlace(name, term.Key, key), problem.Args{"key": key})
			}
		}
	}
}
