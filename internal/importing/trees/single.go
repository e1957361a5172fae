package trees

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"loa/internal/importing/foreign"
)

// Single reads one page with the front matter of any of these programs, or with none. Left
// is what its front matter says that is in no field of the page, a line for each key; if it
// cannot be read, all its lines.
func Single(text string) (page foreign.Page, body string, left []string) {
	values, body, err := split(text)
	if err != nil {
		front := strings.TrimSuffix(strings.TrimLeft(text, "\ufeff \t\n"), body)
		for line := range strings.Lines(front) {
			if line = strings.TrimSpace(line); strings.Trim(line, "-+.") != "" {
				left = append(left, line)
			}
		}
		return page, body, left
	}
	facts(&page, values)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if said := oneLine(values[key]); said != "" && !inPage(page, key, values[key]) {
			left = append(left, key+": "+said)
		}
	}
	return page, body, left
}

// inPage reports whether a field of a page says what a key of front matter says. Whether it
// was a draft is no loss: what is imported is one.
func inPage(p foreign.Page, key string, value any) bool {
	switch key {
	case "draft", "unlisted", "published":
		_, is := value.(bool)
		return is
	case "author", "authors":
		names := list(value)
		return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(p.Authors, name) })
	case "date", "pubDate", "publishDate", "publishdate", "published_at", "created":
		return p.Date != "" && foreign.Date(fmt.Sprint(value)) == p.Date
	}
	text, is := value.(string)
	text = strings.Join(strings.Fields(text), " ")
	return is && (text == p.Title || text == p.Summary)
}

// oneLine is a value of front matter as people read it; "" for an empty one.
func oneLine(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return strings.Join(strings.Fields(v), " ")
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, oneLine(one))
		}
		return strings.Join(all, ", ")
	case map[string]any:
		if data, err := json.Marshal(v); err == nil && len(v) > 0 {
			return string(data)
		}
		return ""
	}
	return fmt.Sprint(value)
}
