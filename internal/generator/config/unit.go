package config

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Unit is [unit]: what shared texts say of the site's own unit, by fields of any name.
// Texts with local = true name a field: {unit.police_phone}.
type Unit struct {
	fields map[string]Text
	names  []string // of the fields, in the order in which they are given

	refused []string // fields of a network's table that no field may have
}

// LongestField is how many characters a field may have. A text can name it thousands of
// times.
const LongestField = 200

// DecodeTOML takes a text for each field, or a table of texts by language.
func (u *Unit) DecodeTOML(v tomlfile.Value) []problem.Problem {
	return eachTable(v, noLimit, func(one tomlfile.Value) []problem.Problem {
		var text Text
		found := text.DecodeTOML(one)
		for _, written := range text.every() {
			if !goodField(written) {
				return append(found, one.Problem(problem.UnitField, problem.Args{"field": one.Key(), "most": LongestField}))
			}
		}
		if len(found) == 0 {
			u.put(one.Key(), text)
		}
		return found
	})
}

func goodField(text string) bool {
	return utf8.RuneCountInString(text) <= LongestField && !strings.ContainsAny(text, "\n\r\x00")
}

func (u *Unit) put(name string, text Text) {
	if u.fields == nil {
		u.fields = map[string]Text{}
	}
	if _, known := u.fields[name]; !known {
		u.names = append(u.names, name)
	}
	u.fields[name] = text
}

// Fill adds fields that site.toml leaves out: cells of the unit's row in a network's table,
// by their headings. A heading "name.en" is the field name in English, if that is one of
// the languages.
func (u *Unit) Fill(cells map[string]string, languages []string) {
	given := slices.Clone(u.names)
	for _, heading := range slices.Sorted(maps.Keys(cells)) {
		name, tag := splitHeading(heading, languages)
		text := strings.TrimSpace(cells[heading])
		switch {
		case text == "" || slices.Contains(given, name):
		case !goodField(text):
			u.refused = append(u.refused, name)
		case tag == "":
			u.put(name, PlainText(text))
		default:
			u.put(name, u.fields[name].with(tag, text))
		}
	}
}

// Refused reports whether a row has the field, but too long or in several lines.
func (u *Unit) Refused(name string) bool { return slices.Contains(u.refused, name) }

// splitHeading is the field that a column fills, and in which language; "" for all.
func splitHeading(heading string, languages []string) (name, tag string) {
	if i := strings.LastIndexByte(heading, '.'); i > 0 {
		tag = strings.ToLower(heading[i+1:])
		if slices.ContainsFunc(languages, func(l string) bool { return strings.EqualFold(l, tag) }) {
			return heading[:i], tag
		}
	}
	return heading, ""
}

// Field is what a field says in a language, else in the default one; "" if the unit lacks
// it.
func (u *Unit) Field(name, tag, defaultTag string) string {
	return u.fields[name].In(tag, defaultTag)
}

// Names are the fields, in the order in which they are given.
func (u *Unit) Names() []string { return u.names }

// MarshalJSON writes all that the unit says: by it a build knows another unit.
func (u Unit) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Fields         map[string]Text
		Names, Refused []string
	}{u.fields, u.names, u.refused})
}

// every lists what the unit says, in all languages.
func (u *Unit) every() (all []string) {
	for _, name := range u.names {
		all = append(all, u.fields[name].every()...)
	}
	return all
}
