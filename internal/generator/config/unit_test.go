package config

import (
	"slices"
	"strings"
	"testing"

	"loa/internal/base/tomlfile"
)

// What site.toml says goes before the row of a network's table; a column of a language
// gives the field in that language alone.
func TestUnit(t *testing.T) {
	s, problems := Load(tomlfile.Source{File: "site.toml", Text: []byte(`title = "A"
base_url = "https://a.example/"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[unit]
name = { vi = "xã Một", en = "Commune One" }
police_phone = "0206 3 852 113"
`)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s.Unit.Fill(map[string]string{
		"name": "An Lạc", "place": "chợ", "place.en": "market", "place.fr": "marché", "empty": " ",
		"long": strings.Repeat("x", LongestField+1), "lines": "một\nhai", "full": strings.Repeat("ệ", LongestField),
	}, s.Languages.Tags())
	for _, row := range [][3]string{
		{"name", "vi", "xã Một"}, {"name", "en", "Commune One"}, {"police_phone", "en", "0206 3 852 113"},
		{"place", "vi", "chợ"}, {"place", "en", "market"}, {"place.fr", "vi", "marché"}, // French is no language of the site
		{"empty", "vi", ""}, {"long", "vi", ""}, {"lines", "vi", ""}, {"full", "vi", strings.Repeat("ệ", LongestField)},
	} {
		if got := s.Unit.Field(row[0], row[1], "vi"); got != row[2] {
			t.Errorf("%s in %s is %q", row[0], row[1], got)
		}
	}
	if !s.Unit.Refused("long") || !s.Unit.Refused("lines") || s.Unit.Refused("empty") {
		t.Error("fields that no text can show are not told apart from those that are not there")
	}
	if !slices.Contains(s.Phones(), "02063852113") {
		t.Errorf("the unit's number is not among those that somebody checked: %q", s.Phones())
	}
}
