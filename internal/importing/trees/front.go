package trees

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/content"
	"loa/internal/importing/foreign"
)

var (
	yamlFront = pattern.New(`(?s)\A---(json)?[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\z)`)
	keyed     = pattern.New(`(?m)^["']?[\w.-]+["']?[ \t]*:`)
	tomlFront = pattern.New(`(?s)\A\+\+\+[ \t]*\n(.*?\n)??\+\+\+[ \t]*(?:\n|\z)`)
)

// split divides a page into its front matter, in YAML, TOML or JSON, and its body. An
// error says that the front matter cannot be read; the body is there all the same.
func split(text string) (values map[string]any, body string, err error) {
	text = strings.TrimLeft(text, "\ufeff \t\n")
	switch {
	case strings.HasPrefix(text, "---"):
		if m := yamlFront.FindStringSubmatch(text); m != nil {
			body = text[len(m[0]):]
			if m[1] == "json" {
				err = json.Unmarshal([]byte(m[2]), &values)
			} else {
				values, err = content.YAML(tagless.ReplaceAllString(m[2], ""))
			}
			if err != nil && !keyed.MatchString(m[2]) { // a text between two rules
				return nil, text, nil
			}
			return values, body, err
		}
	case strings.HasPrefix(text, "+++"):
		if m := tomlFront.FindStringSubmatch(text); m != nil {
			values, err = toml(m[1])
			return values, text[len(m[0]):], err
		}
	case strings.HasPrefix(text, "{\n"), strings.HasPrefix(text, "{ \""):
		decoder := json.NewDecoder(strings.NewReader(text))
		if err = decoder.Decode(&values); err == nil {
			return values, text[decoder.InputOffset():], nil
		}
	}
	return nil, text, nil
}

// tagless are marks of YAML that name types of other languages.
var tagless = pattern.New(`!!?(?:python/\S+|ENV\b|relative\b)`)

func toml(text string) (map[string]any, error) {
	doc, problems := tomlfile.Parse(tomlfile.Source{Text: []byte(text)})
	if problem.Any(problems, problem.Error) {
		return doc.Map(), fmt.Errorf("front matter: %s", problems[0].Code)
	}
	return doc.Map(), nil
}

// facts are what the front matter says of a page, by the keys of all programs.
func facts(p *foreign.Page, values map[string]any) {
	p.Title = word(values, "title", "linkTitle", "sidebar_label")
	p.Summary = word(values, "description", "summary", "excerpt", "lead", "abstract")
	p.Date = date(values, "date", "pubDate", "publishDate", "publishdate", "published_at", "created")
	p.Updated = date(values, "lastmod", "updated", "last_modified_at", "lastUpdated", "modified", "updatedDate")
	p.Expires = date(values, "expiryDate", "expirydate", "expires")
	p.Draft = truth(values, "draft") || truth(values, "unlisted") || values["published"] == false
	for _, key := range []string{"authors", "author"} {
		p.Authors = append(p.Authors, list(values[key])...)
	}
	p.Authors = unique(p.Authors)
	for _, key := range []string{"topics", "tags", "categories", "tag", "category"} {
		p.Topics = append(p.Topics, list(values[key])...)
	}
	if taxonomies, ok := values["taxonomies"].(map[string]any); ok {
		for _, key := range []string{"tags", "categories", "topics"} {
			p.Topics = append(p.Topics, list(taxonomies[key])...)
		}
	}
	p.Topics = unique(p.Topics)
	for _, key := range []string{"aliases", "alias", "redirect_from"} {
		for _, one := range list(values[key]) {
			p.Others = append(p.Others, "/"+strings.TrimPrefix(one, "/"))
		}
	}
	p.Picture = word(values, "image", "featured_image", "thumbnail", "cover", "heroImage", "banner")
	for _, key := range []string{"weight", "sidebar_position", "nav_order", "order"} {
		if n, err := strconv.Atoi(fmt.Sprint(values[key])); err == nil && p.Weight == 0 {
			p.Weight = n
		}
	}
	if sidebar, ok := values["sidebar"].(map[string]any); ok {
		if n, err := strconv.Atoi(fmt.Sprint(sidebar["order"])); err == nil {
			p.Weight = n
		}
	}
	if tag := foreign.Language(word(values, "lang", "language", "locale")); tag != "" {
		p.Language = tag
	}
}

// ownAddress is the address that a page gives itself; "" if it has none, or a pattern.
func ownAddress(values map[string]any) string {
	own := word(values, "url", "permalink", "path")
	if own == "" || strings.ContainsAny(own, ":{") {
		return ""
	}
	return "/" + strings.TrimPrefix(own, "/")
}

// word is the first text among keys, on one line.
func word(values map[string]any, keys ...string) string {
	for _, key := range keys {
		switch v := values[key].(type) {
		case string:
			if text := strings.Join(strings.Fields(v), " "); text != "" {
				return text
			}
		case int64, uint64, float64, int:
			return fmt.Sprint(v)
		case map[string]any:
			if text := word(v, "src", "file", "image", "url", "path"); text != "" {
				return text
			}
		}
	}
	return ""
}

func date(values map[string]any, keys ...string) string {
	for _, key := range keys {
		if values[key] == nil {
			continue
		}
		if found := foreign.Date(fmt.Sprint(values[key])); found != "" {
			return found
		}
	}
	if last, ok := values["last_update"].(map[string]any); ok && slices.Contains(keys, "lastmod") {
		return foreign.Date(fmt.Sprint(last["date"]))
	}
	return ""
}

func truth(values map[string]any, key string) bool { return values[key] == true }

// list are the texts of a value: one, several, or the names of things. Jekyll parts words
// by spaces.
func list(value any) []string {
	switch v := value.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			return []string{v}
		}
	case map[string]any:
		return list(v["name"])
	case []any:
		var all []string
		for _, one := range v {
			switch one.(type) {
			case string, map[string]any:
				all = append(all, list(one)...)
			case nil:
			default:
				all = append(all, fmt.Sprint(one))
			}
		}
		return all
	}
	return nil
}

func unique(all []string) []string {
	var kept []string
	for _, one := range all {
		if !slices.Contains(kept, one) {
			kept = append(kept, one)
		}
	}
	return kept
}
