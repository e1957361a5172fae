package site

import (
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// Kind is what a page is.
type Kind string

const (
	Home     Kind = "home"
	Section  Kind = "section"
	Article  Kind = Kind(content.Article)
	Event    Kind = Kind(content.Event)
	Campaign Kind = Kind(content.Campaign)
	Document Kind = Kind(content.Document)
	Topic    Kind = "topic"
	Audience Kind = "audience"
	Level    Kind = "level"
	Unit     Kind = "unit"
	Author   Kind = "author"
	NotFound Kind = "404"
	Search   Kind = "search"
	Offline  Kind = "offline"

	CalendarPage  Kind = "calendar"  // the calendar, a month of it, or the events of one word
	DocumentsPage Kind = "documents" // the register of documents, or those of one type or issuer
)

// Page is an entry, or a list, where it ended up in one language of the site.
type Page struct {
	Kind     Kind
	Edition  *Edition
	Key      string         // shared by the versions in all languages
	Entry    *content.Entry // the text; nil for a page made from lists alone
	Path     string         // under the site's root: "en/drowning/", "404.html", "" for the home page
	Title    string
	Parent   *Page
	Items    []*Page // what a list shows, in order
	Sections []*Page // the sections below a section
	Fallback bool    // the text is another language's
	Index    int     // in Edition.Pages

	// TitleLanguage is the tag of the title's language where the title is one of
	// site.toml and not in the reader's; else "".
	TitleLanguage string

	values   *content.Inherited
	position int // among the parent's Items
	agenda   int // of a page of the calendar: how many pages its agenda takes
	sorted   order
}

// Values are the front matter keys that sections hand down, after cascade.
func (p *Page) Values() *content.Inherited {
	if p.values == nil {
		return &content.Inherited{}
	}
	return p.values
}

// Summary is what lists and search engines show of the page.
func (p *Page) Summary() string {
	if p.Entry == nil {
		return ""
	}
	return p.Entry.Lead
}

// File is the file that the page is published as: duoi-nuoc/index.html.
func (p *Page) File() string { return fileOf(p.Path) }

func fileOf(path string) string {
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// Date is the day that the author gave, in the site's zone; zero if none.
func (p *Page) Date() time.Time {
	if p.Entry == nil {
		return time.Time{}
	}
	return p.Entry.Date.In(p.Edition.site.Settings.Zone)
}

// Place is where the page comes from, for problems about it as a whole.
func (p *Page) Place() problem.Place {
	if p.Entry == nil {
		return problem.Place{}
	}
	return problem.Place{File: p.Entry.File.Path}
}

// Versions are the page in every language that has it, in the order of the
// languages, itself included.
func (p *Page) Versions() []*Page {
	var all []*Page
	for _, e := range p.Edition.site.Editions {
		if v := e.byKey[p.Key]; v != nil {
			all = append(all, v)
		}
	}
	return all
}

// Source is the page in the language that its text is written in: itself,
// unless it is a fallback.
func (p *Page) Source() *Page {
	if !p.Fallback {
		return p
	}
	for _, v := range p.Versions() {
		if !v.Fallback && v.Entry == p.Entry {
			return v
		}
	}
	return p
}

// Indexed reports whether search engines, feeds and the sitemap should know
// the page.
func (p *Page) Indexed() bool { return !p.Fallback && p.Kind != NotFound && p.Kind != Offline }

// Previous and Next are the neighbours in the section's order; nil at the ends.
func (p *Page) Previous() *Page { return p.neighbour(-1) }

func (p *Page) Next() *Page { return p.neighbour(1) }

func (p *Page) neighbour(step int) *Page {
	if p.Parent == nil || p.position < 0 {
		return nil
	}
	if i := p.position + step; i >= 0 && i < len(p.Parent.Items) {
		return p.Parent.Items[i]
	}
	return nil
}

// Ancestors are the pages above, from the home page down.
func (p *Page) Ancestors() []*Page {
	var up []*Page
	for a := p.Parent; a != nil; a = a.Parent {
		up = append([]*Page{a}, up...)
	}
	return up
}

// PageCount is how many pages a list needs.
func (p *Page) PageCount() int {
	if !p.paged() {
		return max(1, p.agenda)
	}
	size := max(p.Edition.site.Settings.Lists.PageSize, 1)
	return max(1, (len(p.Items)+size-1)/size)
}

// On returns the items of one page of a list, counted from 1.
func (p *Page) On(number int) []*Page {
	size := max(p.Edition.site.Settings.Lists.PageSize, 1)
	start := min((number-1)*size, len(p.Items))
	return p.Items[start:min(start+size, len(p.Items))]
}

// PathOn is the address of one page of a list: "…/page/2/".
func (p *Page) PathOn(number int) string {
	if number <= 1 {
		return p.Path
	}
	return p.Path + "page/" + itoa(number) + "/"
}

func (p *Page) paged() bool {
	switch p.Kind {
	case Section, Topic, Audience, Level, Unit, Author:
		return true
	}
	return false
}

// HasFeed reports whether the page has an Atom feed beside it. That of the home
// page is the language's, whatever the language of the page's own text.
func (p *Page) HasFeed() bool {
	return p.Kind == Home || !p.Fallback && (p.Kind == Section || p.Kind == Topic || p.Entry != nil && (p.Kind == CalendarPage || p.Kind == DocumentsPage))
}

// TermPage is a word of a vocabulary in one language.
type TermPage struct {
	Term         config.Term
	Name         string
	NameLanguage string // the tag of the name's language if it is not the reader's; else ""
	Page         *Page  // nil while nothing carries the word
}
