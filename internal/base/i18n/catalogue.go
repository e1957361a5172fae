package i18n

import (
	"fmt"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Catalogue holds the strings of one language. It is immutable once made.
type Catalogue struct {
	Tag     string
	like    string // the language by whose rules numbers are written
	entries map[string]Entry
}

// Entry is one string: its forms, and a note for the translator.
type Entry struct {
	Text  string `toml:"text"` // when it does not change with a number
	Zero  string `toml:"zero"`
	One   string `toml:"one"`
	Two   string `toml:"two"`
	Few   string `toml:"few"`
	Many  string `toml:"many"`
	Other string `toml:"other"`
	Note  string `toml:"note"`

	tag string // the language that it is said in
}

// ParseCatalogue reads strings/<tag>.toml of a theme.
func ParseCatalogue(tag string, src tomlfile.Source) (*Catalogue, []problem.Problem) {
	doc, problems := tomlfile.Parse(src)
	c := &Catalogue{Tag: tag, like: tag, entries: map[string]Entry{}}
	problems = append(problems, doc.Decode(&c.entries)...)
	for key, e := range c.entries {
		e.tag = tag
		c.entries[key] = e
	}
	return c, problems
}

// Over returns a catalogue in which c's strings win over those below. What comes
// from below keeps to its own language's plurals.
func (c *Catalogue) Over(below *Catalogue) *Catalogue {
	if below == nil {
		return c
	}
	merged := &Catalogue{Tag: c.Tag, like: Like(c.Tag, below.like), entries: make(map[string]Entry, len(below.entries))}
	for key, e := range below.entries {
		merged.entries[key] = e
	}
	for key, e := range c.entries {
		merged.entries[key] = e
	}
	return merged
}

// Entries are the strings by their key. The map must not be changed.
func (c *Catalogue) Entries() map[string]Entry { return c.entries }

// Has reports whether the catalogue has a key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.entries[key]
	return ok
}

// Language is the tag of the language that a string is said in: the catalogue's
// own, or that of the one below that it comes from. It is "" for an unknown key.
func (c *Catalogue) Language(key string) string { return c.entries[key].tag }

// Complete reports whether all strings are in the catalogue's own language.
func (c *Catalogue) Complete() bool {
	for _, e := range c.entries {
		if e.tag != c.Tag {
			return false
		}
	}
	return true
}

// Say returns a string with its {placeholders} filled from name-value pairs;
// a value named count chooses the plural form. A key that no catalogue has is
// an error, so that a template's slip is found by the first build.
func (c *Catalogue) Say(key string, pairs ...any) (string, error) {
	e, ok := c.entries[key]
	if !ok {
		return "", fmt.Errorf("no string %q in strings/%s.toml", key, c.Tag)
	}
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("t %q: a name without its value", key)
	}
	if len(pairs) == 0 {
		return e.form(0), nil
	}
	text := e.form(countIn(pairs))
	for i := 0; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+fmt.Sprint(pairs[i])+"}", c.show(pairs[i+1]))
	}
	return text, nil
}

func (c *Catalogue) show(value any) string {
	if n, ok := value.(int); ok {
		return c.Number(n)
	}
	return fmt.Sprint(value)
}

func countIn(pairs []any) int {
	for i := 0; i < len(pairs); i += 2 {
		if n, ok := pairs[i+1].(int); ok && pairs[i] == "count" {
			return n
		}
	}
	return 0
}

func (e Entry) form(count int) string {
	if e.Text != "" {
		return e.Text
	}
	byForm := map[string]string{"zero": e.Zero, "one": e.One, "two": e.Two, "few": e.Few, "many": e.Many}
	if text := byForm[PluralForm(e.tag, count)]; text != "" {
		return text
	}
	return e.Other
}
