package site

import (
	"strings"

	"loa/internal/base/output"
	"loa/internal/base/problem"
)

// Addresses knows which file of the output belongs to whom, so that no two
// outputs end up at one address. Capitals do not count.
type Addresses struct {
	owners map[string]string
}

func newAddresses() *Addresses { return &Addresses{owners: map[string]string{}} }

func nowhere() problem.Place { return problem.Place{} }

// claim takes a file for an owner, unless it is taken.
func (a *Addresses) claim(file, owner string) (other string, ok bool) {
	key := strings.ToLower(file)
	if other, taken := a.owners[key]; taken {
		return other, false
	}
	a.owners[key] = owner
	return "", true
}

// Has reports whether something is published at a path, such as "lich/" or
// "hinh/ao.svg".
func (s *Site) Has(path string) bool {
	_, ok := s.addresses.owners[strings.ToLower(fileOf(path))]
	return ok
}

// Owner says whose a path is: the file that it is made from. It is "" for a
// path at which nothing is published.
func (s *Site) Owner(path string) string { return s.addresses.owners[strings.ToLower(fileOf(path))] }

// claimAll gives every output its address. What comes later in this order
// loses a conflict and is reported.
func (b *builder) claimAll() {
	for _, e := range b.site.Editions {
		for _, p := range e.Pages {
			b.claimPage(p)
		}
	}
	b.claimMachines()
	b.claimCalendars()
	b.claimPacks()
	b.claimScripts()
	for _, f := range b.in.Static {
		b.claim(strings.TrimPrefix(f.Path, "static/"), f.Path, func() problem.Place { return problem.Place{File: f.Path} })
	}
	for _, path := range b.in.Themed {
		b.site.addresses.claim(path, path) // a site's own file wins over the theme's
	}
	for _, e := range b.site.Editions {
		for _, r := range e.Moved {
			if !r.ServerOnly {
				b.claim(r.File(), r.To.Entry.File.Path, r.at)
			}
		}
	}
}

// claimMachines takes the files that are made for machines. robots.txt and the
// settings of servers are not among them: a site's own stand in for those of the
// program.
func (b *builder) claimMachines() { b.site.addresses.claim("sitemap.xml", "sitemap.xml") }

// claimCalendars takes the files with events and with the register.
func (b *builder) claimCalendars() {
	for _, e := range b.site.Editions {
		for _, f := range e.ICSFeeds() {
			if f.Beside() && b.site.Owner(f.Page.Path) != f.Page.Entry.File.Path {
				continue // its page has lost its address, which is told
			}
			b.claim(f.Path, f.Path, nowhere)
		}
		for _, ending := range []string{"json", "csv"} {
			if path := e.RegisterPath(ending); path != "" {
				b.claim(path, path, nowhere)
			}
		}
	}
}

func (b *builder) claimPage(p *Page) {
	owner := p.Path
	if p.Entry != nil {
		owner = p.Entry.File.Path
	}
	for n := range p.PageCount() {
		if !b.claim(fileOf(p.PathOn(n+1)), owner, p.Place) {
			return // one problem a page is enough
		}
	}
	if p.HasFeed() {
		b.claim(p.Path+"feed.xml", owner, p.Place)
	}
	for _, language := range p.Podcasts() {
		b.claim(p.PodcastPath(language), owner, p.Place)
	}
}

// claim takes a file of the output for an owner, or says why it cannot.
func (b *builder) claim(file, owner string, at func() problem.Place) bool {
	address := strings.TrimSuffix(file, "index.html")
	if output.Check(file) != nil {
		b.report(problem.AddressUnusable, at(), problem.Args{"address": address})
		return false
	}
	other, ok := b.site.addresses.claim(file, owner)
	if !ok {
		b.report(problem.AddressTaken, at(), problem.Args{"address": address, "other": other})
	}
	return ok
}
