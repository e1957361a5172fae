package site

import (
	"cmp"
	"slices"
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// Register is the official documents of an edition and the pages that list them.
type Register struct {
	Home      *Page   // lists all; nil while there is none
	Documents []*Page // the newest first
	Types     []*Page // each lists the documents of one type
	Issuers   []*Page // each lists those of one issuer
}

// Force says whether a document is in force.
type Force string

// The states of a document.
const (
	InForce  Force = "in-force"
	NotYet   Force = "not-yet" // its first day is to come
	Replaced Force = "replaced"
	Expired  Force = "expired"
)

// Force is the state of a document's page on the day of the build. A
// replacement counts from the day on which it is in force itself.
func (p *Page) Force() Force {
	s := p.Edition.site
	d, zone, today := p.Entry.Document, s.Settings.Zone, calendar.DayOf(s.Now)
	if to := d.ValidTo.In(zone); !d.ValidTo.IsZero() && calendar.DayOf(to) < today {
		return Expired
	}
	if other := p.Edition.ReplacedBy(d.Number); other != nil && other != p {
		if from := other.Entry.Document.Effective; from.IsZero() || calendar.DayOf(from.In(zone)) <= today {
			return Replaced
		}
	}
	if from := d.Effective.In(zone); !d.Effective.IsZero() && calendar.DayOf(from) > today {
		return NotYet
	}
	return InForce
}

// register gathers the documents of an edition and places their lists.
func (b *builder) register(e *Edition) {
	r := &Register{}
	e.Register = r
	for _, p := range e.Entries {
		if p.Entry.Document != nil {
			r.Documents = append(r.Documents, p)
		}
	}
	zone := b.in.Settings.Zone
	slices.SortStableFunc(r.Documents, func(a, b *Page) int {
		return cmp.Or(b.Entry.Document.Issued.In(zone).Compare(a.Entry.Document.Issued.In(zone)), strings.Compare(a.Entry.Document.Number, b.Entry.Document.Number))
	})
	if i := slices.IndexFunc(e.Pages, func(p *Page) bool { return p.Kind == DocumentsPage }); i >= 0 {
		r.Home = e.Pages[i]
		e.byKey[":documents"] = r.Home
	}
	base := e.Prefix + e.word("documents") + "/"
	if len(r.Documents) == 0 {
		return
	}
	if r.Home == nil {
		if b.sectionAt(e, base) {
			return
		}
		r.Home = &Page{Kind: DocumentsPage, Edition: e, Key: ":documents", Path: base, Parent: e.Home, position: -1}
		b.add(e, r.Home)
	}
	r.Types = b.documentsBy(e, r, "type", func(p *Page) string { return p.Entry.Document.Type })
	r.Issuers = b.documentsBy(e, r, "issuer", func(p *Page) string { return p.Entry.Document.Issuer })
}

// documentsBy places a page for each value that documents have.
func (b *builder) documentsBy(e *Edition, r *Register, word string, value func(*Page) string) []*Page {
	byValue := map[string]*Page{}
	var pages []*Page
	for _, d := range r.Documents {
		name := value(d)
		slug := fold.Slug(name)
		if slug == "" {
			continue
		}
		p := byValue[slug]
		if p == nil {
			p = &Page{Kind: DocumentsPage, Edition: e, Key: ":documents/" + word + ":" + slug, Title: name, Parent: r.Home, position: -1,
				Path: r.Home.Path + e.word(word) + "/" + slug + "/"}
			byValue[slug] = p
			pages = append(pages, p)
			b.add(e, p)
		}
		p.Items = append(p.Items, d)
	}
	slices.SortFunc(pages, func(a, c *Page) int { return strings.Compare(b.titles.Key(a.Title), b.titles.Key(c.Title)) })
	return pages
}

// Data is the address of the register as data, JSON or CSV; "" without
// documents. Like feeds it never depends on where the pages lie.
func (e *Edition) RegisterPath(ending string) string {
	if len(e.Register.Documents) == 0 {
		return ""
	}
	return e.Prefix + e.word("documents") + "/register." + ending
}

// circles reports documents that replace one another, and numbers that stand twice.
func (b *builder) circles(e *Edition) {
	first := map[string]*Page{}
	for _, p := range e.Register.Documents {
		if p.Fallback {
			continue
		}
		number := p.Entry.Document.Number
		if other := first[number]; other != nil && number != "" {
			b.report(problem.DocumentTwice, p.Entry.Place("document", "number"), problem.Args{"value": number, "other": other.Entry.File.Path})
			continue
		}
		first[number] = p
	}
	done := map[string]bool{}
	for _, p := range e.Register.Documents {
		if first[p.Entry.Document.Number] != p {
			continue
		}
		b.circle(p, first, done)
	}
}

// circle follows the chain of replacements from a document and reports it once if
// it comes back.
func (b *builder) circle(from *Page, pages map[string]*Page, done map[string]bool) {
	var chain []string
	for p := from; p != nil; p = pages[p.Entry.Document.Replaces] {
		number := p.Entry.Document.Number
		if i := slices.Index(chain, number); i >= 0 {
			b.report(problem.DocumentCircle, p.Entry.Place("document", "replaces"), problem.Args{"chain": strings.Join(append(chain[i:], number), " → ")})
			return
		}
		if done[number] {
			return
		}
		done[number] = true
		if chain = append(chain, number); p.Entry.Document.Replaces == "" {
			return
		}
	}
}
