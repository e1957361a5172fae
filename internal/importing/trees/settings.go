package trees

import (
	"encoding/json"
	"net/url"
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/generator/content"
	"loa/internal/importing/foreign"
)

// settings reads the first of the files that is there, in the form that its ending says;
// nil if none is there or it cannot be read.
func (t *tree) settings(names ...string) map[string]any {
	for _, name := range names {
		if !t.Has(name) {
			continue
		}
		text, ok, err := t.text(name, mostText)
		if err != nil || !ok {
			continue
		}
		var values map[string]any
		switch path.Ext(name) {
		case ".toml":
			values, err = toml(text)
		case ".json":
			err = json.Unmarshal([]byte(text), &values)
		default:
			values, err = content.YAML(tagless.ReplaceAllString(text, ""))
		}
		if err == nil || len(values) > 0 {
			return values
		}
		t.Left = append(t.Left, foreign.Left{File: name, Reason: "settings"})
	}
	return nil
}

// script reads the first of the files that is there as text.
func (t *tree) script(names ...string) string {
	for _, name := range names {
		if t.Has(name) {
			if text, ok, err := t.text(name, mostText); ok && err == nil {
				return text
			}
		}
	}
	return ""
}

var quotedKey = pattern.New("\\b(\\w+)\\s*:\\s*[\"'`]([^\"'`\\n]*)[\"'`]")

// quotedIn is what a key of a script's object is set to; "" if it is no text.
func quotedIn(script, key string) string {
	for _, m := range quotedKey.FindAllStringSubmatch(script, -1) {
		if m[1] == key {
			return m[2]
		}
	}
	return ""
}

// at takes the address of the site from its settings.
func (t *tree) at(address string) {
	if u, err := url.Parse(strings.TrimSpace(address)); err == nil && u.Host != "" {
		u.Path = strings.TrimSuffix(u.Path, "/") + "/"
		t.base = u
	}
}

// atHome takes the address of a site whose settings do not say it from what GitHub Pages and npm keep.
func (t *tree) atHome() {
	if host := strings.TrimSpace(t.script("CNAME", "static/CNAME", "public/CNAME", "src/CNAME")); host != "" && !strings.ContainsAny(host, " \n/") {
		t.at("https://" + host)
		return
	}
	if home := textAt(t.settings("package.json"), "homepage"); !strings.Contains(home, "//github.com/") {
		t.at(home)
	}
}

// declare notes the languages of a tree, the default one first.
func (t *tree) declare(standard string, others ...string) {
	t.language = foreign.Language(standard)
	for _, one := range append([]string{standard}, others...) {
		if tag := foreign.Language(one); tag != "" && !slices.Contains(t.languages, tag) {
			t.languages = append(t.languages, tag)
		}
	}
}

// text of a key in a table, whatever its case.
func textAt(values map[string]any, key string) string {
	for name, value := range values {
		if text, ok := value.(string); ok && strings.EqualFold(name, key) {
			return text
		}
	}
	return ""
}

func tableAt(values map[string]any, key string) map[string]any {
	for name, value := range values {
		if table, ok := value.(map[string]any); ok && strings.EqualFold(name, key) {
			return table
		}
	}
	return nil
}

func keysOf(table map[string]any) []string {
	var keys []string
	for key := range table {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// pretty is the address of a page that has a folder of its own.
func pretty(t *tree, p *foreign.Page, r root, key string, values map[string]any) string {
	prefix := r.at
	if prefix == "" {
		prefix = "/"
	}
	if t.prefixed && p.Language != "" && p.Language != t.language && r.language == "" {
		prefix = "/" + p.Language + prefix
	}
	return folderAddress(prefix, key, word(values, "slug"))
}

func folderAddress(prefix, key, slug string) string {
	switch base := strings.ToLower(path.Base(key)); {
	case base == "index" || base == "_index" || base == "readme":
		key = path.Dir(key)
	}
	if key == "." {
		return prefix
	}
	if slug != "" {
		key = path.Join(path.Dir(key), slug)
	}
	return prefix + strings.TrimPrefix(key, "/") + "/"
}
