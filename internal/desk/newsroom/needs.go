package newsroom

import (
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// need is what an entry of a kind must say before it may go up: one of several fields,
// named like their keys, "text" for the text below the front matter.
type need struct {
	oneOf []string
	why   string // what to do, as a key of the catalogue
}

// needs by kind. What holds a page together for its readers: an event has a day and a
// place to go to, an official paper is cited by number, day and issuer (Decree
// 30/2020/NĐ-CP, article 8), a campaign has a time. Each says something.
var needs = map[content.Kind][]need{
	content.Article: {{[]string{"text"}, "need-text"}},
	content.Event: {
		{[]string{"event.start", "event.lunar"}, "need-start"},
		{[]string{"event.place"}, "need-place"},
		{[]string{"text", "summary"}, "need-text"},
	},
	content.Campaign: {
		{[]string{"campaign.start"}, "need-start"},
		{[]string{"text", "summary", "campaign.slogan"}, "need-text"},
	},
	content.Document: {
		{[]string{"document.number"}, "need-number"},
		{[]string{"document.issued"}, "need-issued"},
		{[]string{"document.issuer"}, "need-issuer"},
		{[]string{"text", "summary", "document.files"}, "need-text-or-file"},
	},
}

// lacks are the needs of a kind that a document does not meet, each at its first field.
func lacks(q *request, doc *sourceedit.Document, kind content.Kind) []untaken {
	var all []untaken
	for _, n := range needs[kind] {
		if slices.ContainsFunc(n.oneOf, func(name string) bool { return says(doc, name) }) {
			continue
		}
		f := field{path: []string{"text"}}
		if n.oneOf[0] != "text" {
			f = fieldNamed(n.oneOf[0])
		}
		all = append(all, untaken{field: f, sent: f.shown(f.value(doc)), said: q.say(n.why)})
	}
	return all
}

// says reports whether a document has something of its own in a place. In a field “…”
// stands where something is to be written.
func says(doc *sourceedit.Document, name string) bool {
	if name == "text" {
		return strings.TrimSpace(doc.Body()) != ""
	}
	f := fieldNamed(name)
	said := f.shown(f.value(doc))
	return strings.TrimSpace(said) != "" && !strings.Contains(said, "…")
}
