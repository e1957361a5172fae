package site

import (
	"slices"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
)

// Where the packs lie that a site offers for download. Their names are stable;
// how large and of which day they are stands in a list that a script reads.
const (
	PackPath     = "packs/site.zip"
	PackListPath = "packs/list.js"
)

// SinglePath is the address of a topic as one file.
func (e *Edition) SinglePath(topic string) string {
	return e.Prefix + "packs/" + fold.Slug(topic) + ".html"
}

var packPath = pattern.New(`^(packs/site\.zip|([A-Za-z0-9-]+/)?packs/[^/]+\.html)$`)

// IsPack reports whether a build with any topics and languages may put a pack at a path.
func IsPack(path string) bool { return packPath.MatchString(path) }

// Singles are the topics that are offered as one file each.
func (e *Edition) Singles() []*TermPage {
	var some []*TermPage
	for _, t := range e.Terms[Topic] {
		if t.Page != nil && len(t.Page.SinglePages()) > 0 {
			some = append(some, t)
		}
	}
	return some
}

// SinglePages is what of a list goes into one file: the texts in its own language, first
// aid first, without activities that are over.
func (p *Page) SinglePages() []*Page {
	var pages []*Page
	for _, item := range p.Items {
		if item.Entry != nil && !item.Fallback && len(item.Items) == 0 && !item.over() {
			pages = append(pages, item)
		}
	}
	slices.SortStableFunc(pages, func(a, b *Page) int { return a.urgency() - b.urgency() })
	return pages
}

func (p *Page) urgency() int {
	if p.Entry.Emergency {
		return 0
	}
	return 1
}

// over reports whether it is an event without a date to come.
func (p *Page) over() bool {
	if p.Kind != Event {
		return false
	}
	c := p.Edition.Calendar
	a := c.Activity(p)
	return a == nil || len(c.Ahead(a, 1)) == 0
}

// claimPacks takes the packs that the site offers.
func (b *builder) claimPacks() {
	if !b.in.Settings.Offline.Packs {
		return
	}
	for _, path := range []string{PackPath, PackListPath} {
		b.site.addresses.claim(path, path)
	}
	for _, e := range b.site.Editions {
		for _, t := range e.Singles() {
			b.site.addresses.claim(e.SinglePath(t.Term.Key), e.SinglePath(t.Term.Key))
		}
	}
}
