package render

import (
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// view makes what the templates see of a page, without its text.
func (ps *pages) view(p *site.Page) *Page {
	v := &Page{
		Site: ps.site, Frame: ps.frame(p), Kind: string(p.Kind), Title: p.Title, URL: ps.url(p.Path),
		Language: ps.language, TextLanguage: ps.language, Fallback: p.Fallback, Index: p.Indexed(),
		Canonical: ps.absolute(p.Source().Path), TitleLanguage: ps.other(p.TitleLanguage), of: p, in: ps,
	}
	values := p.Values()
	v.Strip = ps.strip(values.Hotlines)
	if p.Title == "" {
		v.Title = ps.nameOf(p)
		v.TitleLanguage = ps.stringLanguage(ps.nameKey(p))
	}
	if t := ps.of.Term(p.Kind, termKey(p)); t != nil {
		v.Summary, v.LeadLanguage = ps.said(t.Term.Summary)
		v.Lead = v.Summary
		v.Successor = first(ps.terms(p.Kind, t.Term.MergedInto))
		if events := ps.of.Calendar.TermPage(site.Term{Kind: p.Kind, Key: t.Term.Key}); events != nil && ps.holds(events) {
			v.Schedule = ps.url(events.Path)
		}
	}
	if p.Entry != nil {
		ps.fill(v, p, values)
		v.Schedule = ps.scheduleOf(p)
	}
	if p.Kind == site.DocumentsPage {
		v.Register = ps.register(p)
	}
	return v
}

// scheduleOf is the address of the events of a topic whose page is a section.
func (ps *pages) scheduleOf(p *site.Page) string {
	if p.Kind != site.Section {
		return ""
	}
	for _, t := range ps.of.Terms[site.Topic] {
		if t.Page != p {
			continue
		}
		if events := ps.of.Calendar.TermPage(site.Term{Kind: site.Topic, Key: t.Term.Key}); events != nil && ps.holds(events) {
			return ps.url(events.Path)
		}
	}
	return ""
}

// titleOf is what links call a page.
func (ln *linker) titleOf(p *site.Page) string {
	if p.Title != "" {
		return p.Title
	}
	return ln.nameOf(p)
}

// nameOf is the title of a page that nobody wrote.
func (ln *linker) nameOf(p *site.Page) string {
	var pairs []any
	if p.Kind == site.CalendarPage && p != ln.of.Calendar.Home {
		pairs = []any{"month", ln.monthName(ln.of.Calendar.Shown(p))}
	}
	name, err := ln.catalogue.Say(ln.nameKey(p), pairs...)
	if err != nil {
		return string(p.Kind)
	}
	return name
}

// nameKey is the string that names a page that nobody wrote.
func (ln *linker) nameKey(p *site.Page) string {
	if p.Kind == site.CalendarPage && p != ln.of.Calendar.Home {
		return "calendar-of"
	}
	return map[site.Kind]string{site.NotFound: "not-found", site.Offline: "offline", site.Search: "search",
		site.CalendarPage: "calendar", site.DocumentsPage: "register"}[p.Kind]
}

func termKey(p *site.Page) string {
	if prefix := string(p.Kind) + ":"; len(p.Key) > len(prefix) && p.Key[:len(prefix)] == prefix {
		return p.Key[len(prefix):]
	}
	return ""
}

// fill adds what the front matter says.
func (ps *pages) fill(v *Page, p *site.Page, values *content.Inherited) {
	entry, zone := p.Entry, ps.placed.Settings.Zone
	v.TextLanguage = ps.textOf(p)
	v.Summary, v.Lead = entry.Lead, entry.Summary
	v.Date, v.Updated, v.ReviewBy = entry.Date.In(zone), entry.Updated.In(zone), entry.ReviewBy.In(zone)
	v.ReviewedBy, v.Emergency, v.Extra = values.ReviewedBy, entry.Emergency, entry.Extra
	v.Topics = ps.terms(site.Topic, values.Topics...)
	v.Audience = ps.terms(site.Audience, values.Audience...)
	v.Level = first(ps.terms(site.Level, values.Level))
	v.Unit = first(ps.terms(site.Unit, values.Unit))
	for _, name := range values.Authors {
		v.Authors = append(v.Authors, ps.author(name))
	}
	for _, s := range entry.Sources {
		v.Sources = append(v.Sources, Source{Name: s.Name, URL: s.URL, Date: s.Date.In(zone)})
	}
	v.Image = ps.pictures.picture(p)
	v.Recordings = ps.recordings(p)
	for _, r := range v.Recordings {
		if r.Voice.Tag == p.Edition.Language.Tag {
			v.Podcast = r.Podcast
		}
	}
	v.Stale = ps.stale(p)
	v.Event = ps.dates.event(p)
	v.Document = ps.document(p)
	v.Campaign = ps.campaign(p)
	v.Views = ps.views(p)
}

// stale links to the source that the text no longer follows; nil if it does.
// The address is "" while the source is not on the site.
func (ps *pages) stale(p *site.Page) *Link {
	source, stale := p.Outdated()
	switch {
	case !stale:
		return nil
	case source == nil:
		return &Link{}
	}
	l := ps.link(source)
	return &l
}

func first(terms []Term) *Term {
	if len(terms) == 0 {
		return nil
	}
	return &terms[0]
}

func (ln *linker) author(name string) Term {
	if t := ln.of.Term(site.Author, name); t != nil {
		return ln.term(t)
	}
	return Term{Key: name, Name: name}
}

// Breadcrumbs lead from the home page to the page above this one.
func (v *Page) Breadcrumbs() []Link {
	way := v.trail()
	links := make([]Link, len(way))
	for i, s := range way {
		links[i] = s.Link
	}
	return links
}

// step is a page on the way from the home page.
type step struct {
	Link
	path string
}

// trail is the way from the home page to the page above this one.
func (v *Page) trail() []step {
	above := v.of.Parent
	if above == nil || v.above != nil {
		return v.above
	}
	for _, p := range v.in.held(append(above.Ancestors(), above)) {
		s := step{v.in.link(p), p.Path}
		if p.Kind == site.Home && s.Language == nil {
			s.Title, s.TitleLanguage = v.Site.Title, v.Site.TitleLanguage // its heading may say more than a name
		}
		v.above = append(v.above, s)
	}
	return v.above
}

// Versions are the page in all languages that show it, itself included.
func (v *Page) Versions() []Version {
	if v.versions != nil {
		return v.versions
	}
	pages := v.in.held(v.of.Versions())
	v.versions = make([]Version, 0, len(pages))
	for _, p := range pages {
		absolute := v.in.absolute(p.Path)
		v.versions = append(v.versions, Version{
			Language: v.in.languages[p.Edition], URL: v.in.relative(absolute, p.Path), Absolute: absolute,
			Current: p == v.of, Fallback: p.Fallback, Text: v.in.textOf(p),
		})
	}
	return v.versions
}

// Related are pages that share topics with this one.
func (v *Page) Related() []*Card {
	if v.related == nil {
		v.related = v.in.allCards(v.of.Related(v.in.placed.Settings.Lists.Related))
	}
	return v.related
}

// Previous is the page before this one in its section; nil at the ends.
func (v *Page) Previous() *Link { return v.in.linkOrNil(v.of.Previous()) }

// Next is the page after this one in its section; nil at the ends.
func (v *Page) Next() *Link { return v.in.linkOrNil(v.of.Next()) }

func (ln *linker) linkOrNil(p *site.Page) *Link {
	if p == nil || !ln.holds(p) {
		return nil
	}
	l := ln.link(p)
	return &l
}

// Sections are the sections below this one; on the home page and the search page
// the top ones.
func (v *Page) Sections() []*Card {
	if v.of.Kind == site.Search {
		return v.in.allCards(v.in.of.Home.Sections)
	}
	return v.in.allCards(v.of.Sections)
}
