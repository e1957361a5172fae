// Package feed writes the files of a site that programs read: Atom feeds, calendars
// (.ics), the sitemap, robots.txt, the register of documents as data, and the
// redirects for hosts that take a list.
package feed

import (
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"loa/internal/generator/site"
)

// entryLimit is how many entries a feed carries, the newest.
const entryLimit = 50

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Author   atomPerson  `xml:"author"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Links     []atomLink   `xml:"link"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Authors   []atomPerson `xml:"author"`
	Summary   string       `xml:"summary,omitempty"`
}

// Atom writes the feed of a list (RFC 4287): its entries with their summaries,
// the newest first. An entry without a date is left out, since a feed is about
// what is new; so is the text of another language.
func Atom(s *site.Site, list *site.Page) []byte {
	address := s.Settings.BaseURL + list.Path
	f := atomFeed{
		Lang: list.Edition.Language.Tag, ID: address, Title: title(s, list), Subtitle: subtitle(list),
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links:   []atomLink{{Rel: "self", Type: "application/atom+xml", Href: address + "feed.xml"}, {Rel: "alternate", Type: "text/html", Href: address}},
		Author:  atomPerson{Name: author(s, list.Edition)},
	}
	latest := time.Time{}
	for _, p := range newest(list, func(*site.Page) bool { return true }) {
		updated := updatedOf(s, p)
		if updated.After(latest) {
			latest = updated
			f.Updated = updated.Format(time.RFC3339)
		}
		f.Entries = append(f.Entries, entry(s, p, updated))
	}
	return xmlFile(f)
}

func entry(s *site.Site, p *site.Page, updated time.Time) atomEntry {
	address := s.Settings.BaseURL + p.Path
	e := atomEntry{ID: address, Title: p.Title, Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: address}},
		Published: p.Date().Format(time.RFC3339), Updated: updated.Format(time.RFC3339), Summary: p.Summary()}
	for _, name := range p.Values().Authors {
		e.Authors = append(e.Authors, atomPerson{Name: name})
	}
	return e
}

func subtitle(list *site.Page) string {
	if list.Fallback {
		return ""
	}
	return list.Summary()
}

func title(s *site.Site, list *site.Page) string {
	name := s.Settings.Title.In(list.Edition.Language.Tag, s.Settings.DefaultLanguage)
	if list.Kind == site.Home || list.Title == "" {
		return name
	}
	return list.Title + " – " + name
}

func author(s *site.Site, e *site.Edition) string {
	if name := s.Settings.Organization.Name.In(e.Language.Tag, s.Settings.DefaultLanguage); name != "" {
		return name
	}
	return s.Settings.Title.In(e.Language.Tag, s.Settings.DefaultLanguage)
}

// newest lists what a feed carries, those that are carried: of the home page all entries of
// the language, of a section also those of the sections below.
func newest(list *site.Page, carried func(*site.Page) bool) []*site.Page {
	var found []*site.Page
	take := func(pages []*site.Page) {
		for _, p := range pages {
			if !p.Fallback && !p.Date().IsZero() && carried(p) {
				found = append(found, p)
			}
		}
	}
	if list.Kind == site.Home {
		take(list.Edition.Entries)
	} else {
		below(list, take)
	}
	slices.SortStableFunc(found, func(a, b *site.Page) int {
		if c := b.Date().Compare(a.Date()); c != 0 {
			return c
		}
		return strings.Compare(a.Path, b.Path)
	})
	return found[:min(len(found), entryLimit)]
}

func below(section *site.Page, take func([]*site.Page)) {
	take(section.Items)
	for _, s := range section.Sections {
		below(s, take)
	}
}

func updatedOf(s *site.Site, p *site.Page) time.Time {
	if !p.Entry.Updated.IsZero() {
		return p.Entry.Updated.In(s.Settings.Zone)
	}
	return p.Date()
}
