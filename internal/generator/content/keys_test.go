package content

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"loa/internal/generator/config"
)

// fields lists the keys that front matter takes by the types that read it.
func fields(of reflect.Type, prefix string) []string {
	var all []string
	for _, f := range reflect.VisibleFields(of) {
		name := f.Tag.Get("toml")
		if name == "" || name == "-" || name == "cascade" && prefix != "" {
			continue
		}
		all = append(all, prefix+name)
		inside := f.Type
		if inside == reflect.TypeFor[CampaignKey]() {
			inside = reflect.TypeFor[*CampaignTable]()
		}
		if inside.Kind() == reflect.Pointer && inside.Elem().Kind() == reflect.Struct && name != "cascade" {
			all = append(all, fields(inside.Elem(), prefix+name+".")...)
		}
	}
	return all
}

// The table of keys and the types that read them name the same keys.
func TestKeysAreFields(t *testing.T) {
	var rows []string
	for _, k := range Keys() {
		rows = append(rows, k.Name)
	}
	want := fields(reflect.TypeFor[Front](), "")
	for _, name := range want {
		if !slices.Contains(rows, name) {
			t.Errorf("%s is a field of front matter and has no row in keys.go", name)
		}
	}
	for _, name := range rows {
		if !slices.Contains(want, name) {
			t.Errorf("%s has a row in keys.go and no type reads it", name)
		}
	}
	if sorted := slices.Compact(slices.Sorted(slices.Values(rows))); len(sorted) != len(rows) || len(rows) < 60 {
		t.Errorf("%d rows, %d different", len(rows), len(sorted))
	}
}

// A row is whole: what is asked for stands in a part of the form, choices have
// words of the format or of the site.
func TestKeyRows(t *testing.T) {
	for _, k := range Keys() {
		if (k.Control == "") != (k.Group == "") {
			t.Errorf("%s: control %q in part %q of the form", k.Name, k.Control, k.Group)
		}
		if choosing := k.Control == AskChoice || k.Control == AskChoices; choosing != (k.Choices != nil) {
			t.Errorf("%s: control %q, choices %v", k.Name, k.Control, k.Choices != nil)
		}
		if k.Type == fixed && len(k.Choices(&config.Settings{})) == 0 {
			t.Errorf("%s has no words", k.Name)
		}
		if k.Hashed != "" && !k.Top() {
			t.Errorf("%s: what counts of a table stands at the table", k.Name)
		}
	}
}

// The keys of which a change makes translations stale are a promise: stamps in
// the files of sites were made with them.
func TestHashedKeys(t *testing.T) {
	var got []string
	for _, k := range hashed {
		got = append(got, strings.TrimSpace(k.name+" "+strings.Join(k.only, ",")))
	}
	want := []string{"campaign", "document", "event", "extra", "hotlines", "image alt,caption,credit", "reviewed_by", "sources name", "summary", "title"}
	if !slices.Equal(got, want) {
		t.Errorf("hashed are %v, not %v", got, want)
	}
}
