package scaffold

import (
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// Programs are those whose front matter Format turns into Loa's.
var Programs = []string{"hugo", "zola", "jekyll", "docusaurus"}

// adopted is an entry whose keys of another program have become those that say the same, with their
// values in the form that they have here. A key whose value has no such form (a picture without
// words for it, a template) stays, and is told when the site is built.
func adopted(text []byte) []byte {
	d, ok := sourceedit.Parse(text)
	if !ok {
		return text
	}
	lists := map[string][]string{}
	for _, meant := range []string{"topics", "authors", "aliases"} {
		lists[meant] = words(d.Value(meant))
	}
	changed := map[string]bool{}
	keys := sorted(d.Values())
	for _, key := range keys {
		meant, value := content.ForeignKey(key), d.Value(key)
		switch {
		case meant == "" || meant == key:
			continue
		case lists[meant] != nil || meant == "topics" || meant == "authors" || meant == "aliases":
			added := listed(meant, key, value)
			if added == nil {
				continue
			}
			lists[meant], changed[meant] = append(lists[meant], added...), true
		case !single(d, meant, value):
			continue
		}
		d.Remove(key)
	}
	for _, meant := range []string{"topics", "authors", "aliases"} {
		if changed[meant] {
			d.Set([]string{meant}, tomlfile.QuoteAll(unique(lists[meant])))
		}
	}
	return d.Bytes()
}

// single takes a value over to its key here, if that is not there, and reports whether it did.
func single(d *sourceedit.Document, meant string, value any) bool {
	if d.Value(meant) != nil {
		return false
	}
	literal := ""
	switch v := value.(type) {
	case string:
		if meant == "summary" {
			literal = tomlfile.Quote(v)
		}
	case tomlfile.Moment:
		if slices.Contains([]string{"date", "updated", "publish", "expires"}, meant) {
			literal = v.String()
		}
	case int64:
		if meant == "weight" {
			literal = strconv.FormatInt(v, 10)
		}
	case bool:
		if meant == "draft" { // Jekyll says whether it is published
			literal = strconv.FormatBool(!v)
		}
	}
	return literal != "" && d.Set([]string{meant}, literal)
}

// listed are the values of a key whose words go into a list; nil if it has none that fit.
func listed(meant, key string, value any) []string {
	var all []string
	if key == "taxonomies" { // of Zola: a table of lists
		table, _ := value.(map[string]any)
		for _, name := range sorted(table) {
			all = append(all, words(table[name])...)
		}
	} else {
		all = words(value)
	}
	for i, word := range all {
		switch meant {
		case "topics":
			all[i] = fold.Slug(word)
		case "aliases":
			if !strings.HasPrefix(word, "/") || strings.Contains(word, "/:") { // an address elsewhere, a pattern
				return nil
			}
		}
	}
	return all
}

// words are the texts of a value: one, or a list; of a list of tables their names.
func words(value any) []string {
	switch v := value.(type) {
	case string:
		if v != "" {
			return []string{v}
		}
	case map[string]any:
		return words(v["name"])
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, words(one)...)
		}
		return all
	case []map[string]any:
		var all []string
		for _, one := range v {
			all = append(all, words(one["name"])...)
		}
		return all
	}
	return nil
}

func unique(all []string) []string {
	var kept []string
	for _, word := range all {
		if !slices.Contains(kept, word) {
			kept = append(kept, word)
		}
	}
	return kept
}

func sorted(table map[string]any) []string {
	keys := make([]string, 0, len(table))
	for key := range table {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
