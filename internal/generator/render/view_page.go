package render

import (
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// view makes what the templates see of a page, without its text.
func (e *edition) view(p *site.Page) *Page {
	v := &Page{
		Site: e.site, Frame: e.frame(p), Kind: string(p.Kind), Title: p.Title, URL: e.r.url(p.Path),
		Language: e.language, TextLanguage: e.language, Fallback: p.Fallback, Index: p.Indexed(),
		Canonical: e.r.absolute(p.Source().Path), TitleLanguage: e.other(p.TitleLanguage), of: p, in: e,
	}
	values := p.Values()
	v.Strip = e.strip(values.Hotlines)
	if p.Title == "" {
		v.Title = e.nameOf(p)
	}
	if t := e.of.Term(p.Kind, termKey(p)); t != nil {
		v.Summary, v.LeadLanguage = e.said(t.Term.Summary)
		v.Lead = v.Summary
		v.Successor = first(e.terms(p.Kind, t.Term.MergedInto))
	}
	if p.Entry != nil {
		e.fill(v, p, values)
	}
	if p.Kind == site.DocumentsPage {
		v.Register = e.register(p)
	}
	return v
}

// titleOf is what links call a page.
func (e *edition) titleOf(p *site.Page) string {
	if p.Title != "" {
		return p.Title
	}
	return e.nameOf(p)
}

// nameOf is the title of a page that nobody wrote.
func (e *edition) nameOf(p *site.Page) string {
	key := map[site.Kind]string{site.NotFound: "not-found", site.Offline: "offline", site.Search: "search",
		site.CalendarPage: "calendar", site.DocumentsPage: "register"}[p.Kind]
	name, err := e.catalogue.Say(key)
	if p.Kind == site.CalendarPage && p != e.of.Calendar.Home {
		name, err = e.catalogue.Say("calendar-of", "month", e.monthName(e.of.Calendar.Shown(p)))
	}
	if err != nil {
		return string(p.Kind)
	}
	return name
}

func termKey(p *site.Page) string {
	if prefix := string(p.Kind) + ":"; len(p.Key) > len(prefix) && p.Key[:len(prefix)] == prefix {
		return p.Key[len(prefix):]
	}
	return ""
}

// fill adds what the front matter says.
func (e *edition) fill(v *Page, p *site.Page, values *content.Inherited) {
	entry, zone := p.Entry, e.r.site.Settings.Zone
	v.TextLanguage = e.textOf(p)
	v.Summary, v.Lead = entry.Lead, entry.Summary
	v.Date, v.Updated, v.ReviewBy = entry.Date.In(zone), entry.Updated.In(zone), entry.ReviewBy.In(zone)
	v.ReviewedBy, v.Emergency, v.Extra = values.ReviewedBy, entry.Emergency, entry.Extra
	v.Topics = e.terms(site.Topic, values.Topics...)
	v.Audience = e.terms(site.Audience, values.Audience...)
	v.Level = first(e.terms(site.Level, values.Level))
	v.Unit = first(e.terms(site.Unit, values.Unit))
	for _, name := range values.Authors {
		v.Authors = append(v.Authors, e.author(name))
	}
	for _, s := range entry.Sources {
		v.Sources = append(v.Sources, Source{Name: s.Name, URL: s.URL, Date: s.Date.In(zone)})
	}
	v.Image = e.picture(p)
	v.Stale = e.stale(p)
	v.Event = e.event(p)
	v.Document = e.document(p)
	v.Campaign = e.campaign(p)
}

// stale links to the source that the text no longer follows; nil if it does.
// The address is "" while the source is not on the site.
func (e *edition) stale(p *site.Page) *Link {
	source, stale := p.Outdated()
	switch {
	case !stale:
		return nil
	case source == nil:
		return &Link{}
	}
	l := e.link(source)
	return &l
}

func first(terms []Term) *Term {
	if len(terms) == 0 {
		return nil
	}
	return &terms[0]
}

func (e *edition) author(name string) Term {
	if t := e.of.Term(site.Author, name); t != nil {
		return e.term(t)
	}
	return Term{Key: name, Name: name}
}

// Breadcrumbs lead from the home page to the page above this one.
func (v *Page) Breadcrumbs() []Link { return v.in.trail(v.of.Parent).links }

// trail is the way from the home page to a page: as templates see it and for
// JSON-LD. All pages below that page share it.
type trail struct {
	links  []Link
	crumbs []crumb
}

func (e *edition) trail(to *site.Page) *trail {
	if to == nil {
		return &trail{}
	}
	if done, ok := e.trails.Load(to); ok {
		return done.(*trail)
	}
	t := &trail{}
	for _, p := range e.held(append(to.Ancestors(), to)) {
		step := e.link(p)
		if p.Kind == site.Home && step.Language == nil {
			step.Title, step.TitleLanguage = e.site.Title, e.site.TitleLanguage // its heading may say more than a name
		}
		t.links = append(t.links, step)
		t.crumbs = append(t.crumbs, crumb{Type: "ListItem", Position: len(t.links), Name: step.Title, Item: e.r.absolute(p.Path)})
	}
	done, _ := e.trails.LoadOrStore(to, t)
	return done.(*trail)
}

// Versions are the page in all languages that show it, itself included.
func (v *Page) Versions() []Version {
	if v.versions != nil {
		return v.versions
	}
	pages := v.in.held(v.of.Versions())
	v.versions = make([]Version, 0, len(pages))
	for _, p := range pages {
		absolute := v.in.r.absolute(p.Path)
		v.versions = append(v.versions, Version{
			Language: v.in.r.editions[p.Edition].language, URL: v.in.r.relative(absolute, p.Path), Absolute: absolute,
			Current: p == v.of, Fallback: p.Fallback, Text: v.in.textOf(p),
		})
	}
	return v.versions
}

// Related are pages that share topics with this one.
func (v *Page) Related() []*Card {
	return v.in.allCards(v.of.Related(v.in.r.site.Settings.Lists.Related))
}

// Previous and Next are the neighbours in the section; nil at the ends.
func (v *Page) Previous() *Link { return v.in.linkOrNil(v.of.Previous()) }

// Next: see Previous.
func (v *Page) Next() *Link { return v.in.linkOrNil(v.of.Next()) }

func (e *edition) linkOrNil(p *site.Page) *Link {
	if p == nil || !e.holds(p) {
		return nil
	}
	l := e.link(p)
	return &l
}

// Sections are the sections below a section or the home page.
func (v *Page) Sections() []*Card {
	if v.of.Kind == site.Search {
		return v.in.allCards(v.in.of.Home.Sections)
	}
	return v.in.allCards(v.of.Sections)
}
