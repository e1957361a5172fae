package i18n

import (
	"maps"
	"slices"
	"strings"
)

// Mismatch is a string that does not fit what another language says: the
// placeholders that only one of the two has, or the plural forms that the
// language needs while the string has others.
type Mismatch struct {
	Key          string
	Placeholders []string
	Forms        []string
}

// Mismatches compares the strings of a catalogue with those of a reference.
// Dates are patterns, in which each language chooses its own placeholders.
func (c *Catalogue) Mismatches(reference *Catalogue) []Mismatch {
	needed := PluralForms(c.Tag)
	var all []Mismatch
	for _, key := range slices.Sorted(maps.Keys(c.entries)) {
		own, other := c.entries[key], reference.entries[key]
		m := Mismatch{Key: key}
		if _, compared := reference.entries[key]; compared && !strings.HasPrefix(key, "date-") {
			m.Placeholders = difference(own.placeholders(), other.placeholders())
		}
		forms := slices.Sorted(maps.Keys(own.forms()))
		missing := slices.ContainsFunc(needed, func(form string) bool { return !slices.Contains(forms, form) })
		extra := slices.ContainsFunc(forms, func(form string) bool { return !slices.Contains(needed, form) })
		counted := len(forms) > 0 || len(needed) > 1 && len(other.forms()) > 1
		if counted && (missing || extra) && (own.Text == "" || len(needed) > 1) {
			m.Forms = needed
		}
		if m.Placeholders != nil || m.Forms != nil {
			all = append(all, m)
		}
	}
	return all
}

// PluralForms lists the forms that a language has for whole numbers, and other.
func PluralForms(tag string) []string {
	var needed []string
	for n := range 201 {
		if form := PluralForm(tag, n); !slices.Contains(needed, form) {
			needed = append(needed, form)
		}
	}
	if !slices.Contains(needed, "other") { // of fractions
		needed = append(needed, "other")
	}
	slices.Sort(needed)
	return needed
}

// forms are the plural forms that an entry has.
func (e Entry) forms() map[string]string {
	forms := map[string]string{"zero": e.Zero, "one": e.One, "two": e.Two, "few": e.Few, "many": e.Many, "other": e.Other}
	maps.DeleteFunc(forms, func(_, text string) bool { return text == "" })
	return forms
}

// placeholders are the words in braces of all forms together: that of one may
// do without the number.
func (e Entry) placeholders() []string {
	var found []string
	for _, text := range append(slices.Collect(maps.Values(e.forms())), e.Text) {
		for {
			_, rest, opens := strings.Cut(text, "{")
			name, after, closes := strings.Cut(rest, "}")
			if !opens || !closes {
				break
			}
			if !slices.Contains(found, "{"+name+"}") {
				found = append(found, "{"+name+"}")
			}
			text = after
		}
	}
	slices.Sort(found)
	return found
}

// difference lists what only one of two lists has.
func difference(a, b []string) []string {
	var only []string
	for _, list := range [][2][]string{{a, b}, {b, a}} {
		for _, word := range list[0] {
			if !slices.Contains(list[1], word) {
				only = append(only, word)
			}
		}
	}
	return only
}
