// Package i18n holds what differs between languages: direction, sorting, plurals,
// dates, numbers, and the catalogues of strings of a theme.
//
// A language that CLDR does not know (Tày, Nùng) has one plural form, sorts and
// writes numbers like the site's default language, and takes the names of days
// and months from its own catalogue, else from that of the default language.
package i18n

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Language is one language of a site.
type Language struct {
	Tag       string // BCP 47, "vi"
	Name      string // in the language itself, "Tiếng Việt"
	Direction string // "ltr" or "rtl"
	Fallback  string // the language shown where this one lacks a page; "" hides the page
}

// DirectionOf returns the writing direction of a tag's usual script.
func DirectionOf(tag string) string {
	script, _ := language.Make(tag).Script()
	switch script.String() {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm":
		return "rtl"
	}
	return "ltr"
}

// Like returns the tag by whose rules a language sorts and writes numbers: its
// own, or, of a language that CLDR does not know, another's.
func Like(tag, other string) string {
	if index, _ := language.CompactIndex(language.Make(tag)); index == 0 { // und
		return other
	}
	return tag
}

// PluralForm returns the CLDR category (one, few, other …) of a whole number.
func PluralForm(tag string, n int) string {
	if n < 0 {
		n = -n
	}
	switch plural.Cardinal.MatchPlural(language.Make(tag), n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// Sorter makes keys that sort as a language's readers expect: in Vietnamese
// a ă â b c d đ e ê. It is not safe for concurrent use.
type Sorter struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

// NewSorter returns the sorter of a language.
func NewSorter(tag string) *Sorter {
	return &Sorter{collator: collate.New(language.Make(tag))}
}

// Key returns bytes, as a string, whose order is the order of the text.
func (s *Sorter) Key(text string) string {
	s.buffer.Reset()
	return string(s.collator.KeyFromString(&s.buffer, text))
}
