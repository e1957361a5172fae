package trees

import (
	"slices"
	"strings"

	"loa/internal/importing/foreign"
)

// taken are the keys of front matter that a single page keeps, as facts reads them.
var taken = []string{
	"title", "linkTitle", "sidebar_label", "description", "summary", "excerpt", "lead", "abstract",
	"date", "pubDate", "publishDate", "publishdate", "published_at", "created", "authors", "author", "draft", "unlisted", "published",
}

// Single reads one page with the front matter of any of these programs, or with none. Left
// are the lines of front matter that are in no field of the page; all of them if it cannot
// be read.
func Single(text string) (page foreign.Page, body string, left []string) {
	values, body, err := split(text)
	whole := strings.TrimLeft(text, "\ufeff \t\n")
	front := strings.Split(strings.TrimSuffix(whole, body), "\n")
	if err == nil {
		facts(&page, values)
	}
	key := ""
	for _, line := range front {
		inner := strings.TrimSpace(line)
		if inner == "" || strings.Trim(inner, "-+.") == "" || inner == "{" || inner == "}" {
			continue
		}
		if name, _, ok := strings.Cut(line, ":"); ok && line == strings.TrimLeft(line, " \t-") {
			key = strings.Trim(name, ` "'`)
		} else if name, _, ok := strings.Cut(line, " ="); ok {
			key = strings.Trim(name, ` "'`)
		} else if name, _, ok := strings.Cut(inner, `":`); ok { // JSON
			key = strings.Trim(name, `"`)
		}
		if err != nil || !slices.Contains(taken, key) {
			left = append(left, inner)
		}
	}
	return page, body, left
}
