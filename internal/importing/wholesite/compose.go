package wholesite

import (
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/tomlfile"
	"loa/internal/importing/foreign"
)

// fromLine is the line of an entry that says where it came from.
func fromLine(page *foreign.Page) string { return "imported_from = " + tomlfile.Quote(page.File) }

// compose writes the entry of a page.
func (r *run) compose(p *placed, m made) string {
	page := p.page
	var out strings.Builder
	out.WriteString("+++\n")
	key := func(name, literal string) {
		if literal != "" && literal != `""` && literal != "[]" {
			out.WriteString(name + " = " + literal + "\n")
		}
	}
	title := page.Title
	if title == "" {
		title = m.title
	}
	if strings.TrimSpace(title) == "" {
		title = p.name
	}
	key("title", tomlfile.Quote(strings.Join(strings.Fields(title), " ")))
	key("summary", tomlfile.Quote(page.Summary))
	key("date", page.Date)
	if page.Updated != page.Date {
		key("updated", page.Updated)
	}
	key("expires", page.Expires)
	if page.Draft || !r.options.Publish && page.Kind == foreign.Article {
		key("draft", "true")
	}
	key("aliases", tomlfile.QuoteAll(p.old))
	key("topics", tomlfile.QuoteAll(r.topicsOf(page)))
	key("authors", tomlfile.QuoteAll(page.Authors))
	if page.Weight != 0 {
		key("weight", strconv.Itoa(page.Weight))
	}
	out.WriteString("[extra]\n" + fromLine(page) + "\n")
	if page.Views > 0 {
		key("views", strconv.Itoa(page.Views))
	}
	out.WriteString("+++\n")
	if m.body != "" {
		out.WriteString("\n" + m.body)
	}
	out.WriteString(r.comment(m.lost))
	return out.String()
}

// topicsOf are the topics of a page that the site declares.
func (r *run) topicsOf(page *foreign.Page) []string {
	var keys []string
	seen := map[string]bool{}
	for _, name := range page.Topics {
		if key := fold.Slug(name); r.topics[key] && !seen[key] {
			keys = append(keys, key)
			seen[key] = true
		}
	}
	return keys
}
