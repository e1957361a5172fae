package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/tomlfile"
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

// A change of these keys makes translations stale. Stamps in the files of sites
// were made with them: a key may be added, none may go.
func TestHashedKeys(t *testing.T) {
	var got []string
	for _, k := range hashed {
		got = append(got, strings.TrimSpace(k.name+" "+strings.Join(k.only, ",")))
	}
	for _, k := range []string{"campaign", "document", "event", "extra", "hotlines", "image alt,caption,credit", "reviewed_by", "sources name", "summary", "title"} {
		if !slices.Contains(got, k) {
			t.Errorf("%s is not hashed any more; the hashed keys are %q", k, got)
		}
	}
	if !slices.IsSorted(got) {
		t.Errorf("%v: the order is part of the hash", got)
	}
}

// Every key at the top can be asked for by its name.
func TestValueOfEveryKey(t *testing.T) {
	e := &Entry{Front: Front{Title: "A", Date: tomlfile.Date(2026, 6, 1), Inherited: Inherited{Level: "own"}}}
	for _, k := range Keys() {
		if _, ok := e.Value(k.Name, &e.Inherited, time.UTC); ok != k.Top() {
			t.Errorf("%s: %v", k.Name, ok)
		}
	}
	handed := e.Inherited.Inherit(&Inherited{Unit: "xa"})
	for name, want := range map[string]any{"title": "A", "date": time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), "level": "own", "unit": "xa"} {
		if got, _ := e.Value(name, &handed, time.UTC); got != want {
			t.Errorf("%s is %v", name, got)
		}
	}
}

// A new key is written down in these files by hand, and in no other: a key that
// nothing asks about shows it. docs/ARCHITECTURE.md says the same.
func TestPlacesOfAKey(t *testing.T) {
	want := []string{"front.go", "keys.go", "words/en.txt", "words/vi.txt"}
	for _, name := range []string{"reviewed_by"} {
		var got []string
		literal := regexp.MustCompile(`["\x60]` + name + `["\x60]|^\[` + strings.ReplaceAll(name, "_", "-") + `\]$`)
		err := fs.WalkDir(os.DirFS("../.."), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || !slices.Contains([]string{".go", ".txt"}, filepath.Ext(path)) || strings.Contains(path, "testdata") {
				return err
			}
			text, err := os.ReadFile("../../" + path)
			if slices.ContainsFunc(strings.Split(string(text), "\n"), literal.MatchString) {
				got = append(got, strings.TrimPrefix(path, "generator/content/"))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s stands in %v", name, got)
		}
	}
	text, err := os.ReadFile("../../../docs/ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^- A new front matter key:.*$`).Find(text)
	for _, file := range want {
		if !strings.Contains(string(line), file) {
			t.Errorf("docs/ARCHITECTURE.md does not name %s: %s", file, line)
		}
	}
}
