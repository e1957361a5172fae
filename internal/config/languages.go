package config

import (
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Language is one language of the site.
type Language struct {
	Tag      string     `toml:"-"`        // BCP 47, lower case: "vi", "zh-hant"
	Name     string     `toml:"name"`     // in the language itself; the tag if the author gave none
	Fallback string     `toml:"fallback"` // a declared tag, or "none"; "" for the default language
	Dir      string     `toml:"dir"`      // "ltr" or "rtl"
	Menu     []MenuItem `toml:"menu"`     // instead of the site's
}

// Languages are the languages of the site: the default one first.
type Languages []Language

// Find returns the language with a tag, compared without case.
func (l Languages) Find(tag string) (Language, bool) { return Language{}, false }

// Tags lists the languages' tags in their order.
func (l Languages) Tags() []string {
	tags := make([]string, len(l))
	for i := range l {
		tags[i] = l[i].Tag
	}
	return tags
}

// DecodeTOML takes the tables [languages.TAG], in the order of the file.
func (l *Languages) DecodeTOML(v tomlfile.Value) []problem.Problem { return nil }
