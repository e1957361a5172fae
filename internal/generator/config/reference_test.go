package config

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/tomlfile"
)

// reference is docs/site-toml.md: the keys of the tables of each part, by the
// part's heading.
func reference(t *testing.T) (keys map[string][]string, examples []string) {
	text, err := os.ReadFile("../../../docs/site-toml.md")
	if err != nil {
		t.Fatal(err)
	}
	keys = map[string][]string{}
	row := regexp.MustCompile("(?m)^\\| `(\\w+)` \\|")
	for _, part := range strings.Split(string(text), "\n## ")[1:] {
		heading, body, _ := strings.Cut(part, "\n")
		for _, m := range row.FindAllStringSubmatch(body, -1) {
			keys[heading] = append(keys[heading], m[1])
		}
	}
	for _, m := range regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		examples = append(examples, m[1])
	}
	return keys, examples
}

// Every key of the types stands in the reference's part for it, and nothing
// else stands there.
func TestReferenceNamesEveryKey(t *testing.T) {
	documented, _ := reference(t)
	parts := map[string]any{
		"The site itself": Settings{}, "[languages.TAG]": Language{}, "[[hotlines]]": Hotline{},
		"[topics.KEY], [audiences.KEY], [levels.KEY], [units.KEY]": Term{}, "[[menu]]": MenuItem{},
		"[organization]": Organization{}, "[lists]": Lists{}, "[measure]": Measure{}, "[urls]": URLs{},
		"[offline]": Offline{}, "[budget]": Budget{}, "[markdown]": Markdown{}, "[images]": Images{},
		"[share]": Share{}, "[search]": Search{}, "[deploy.NAME]": Target{}, "[newsroom]": Newsroom{},
	}
	for heading, of := range parts {
		var want []string
		for _, f := range reflect.VisibleFields(reflect.TypeOf(of)) {
			name := f.Tag.Get("toml")
			if heading == "The site itself" && slices.Contains(tables, name) {
				continue
			}
			if name != "" && name != "-" {
				want = append(want, name)
			}
		}
		got := slices.Sorted(slices.Values(documented[heading]))
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("## %s has %v, the type %v", heading, got, want)
		}
	}
}

// tables are the keys of Settings that have a part of their own.
var tables = []string{
	"languages", "hotlines", "topics", "audiences", "levels", "units", "menu", "organization", "lists", "measure",
	"urls", "offline", "budget", "check", "markdown", "images", "share", "search", "deploy", "newsroom", "extra",
}

func TestReferenceHasEveryTable(t *testing.T) {
	text, err := os.ReadFile("../../../docs/site-toml.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tables {
		if !regexp.MustCompile(`(?m)^## .*\[` + name + `[.\]]`).Match(text) {
			t.Errorf("no part for [%s]", name)
		}
	}
}

// The reference's examples are sound TOML.
func TestReferenceExamples(t *testing.T) {
	_, examples := reference(t)
	if len(examples) < 8 {
		t.Fatal("the examples were not found")
	}
	for _, text := range examples {
		if doc, problems := tomlfile.Parse(tomlfile.Source{Text: []byte(text)}); len(problems)+len(doc.Healed()) > 0 {
			t.Errorf("%s\n%v", text, problems)
		}
	}
}
