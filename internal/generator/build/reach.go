package build

import (
	"net/url"
	"strings"

	"loa/internal/generator/offline"
	"loa/internal/generator/site"
	"loa/internal/reach/tally"
)

// Reached is what is known of the site where its readers are counted: its hosts, also
// those of the targets, its pages, and the old addresses that count for them.
func (p *Project) Reached() tally.Site {
	s := tally.Site{Base: "/", Worker: "/" + offline.Worker, Zone: p.Settings.Zone, Pages: map[string]string{}, Old: map[string]bool{}}
	addresses := []string{p.Settings.BaseURL}
	for _, t := range p.Settings.Deploy {
		addresses = append(addresses, t.BaseURL)
	}
	for i, address := range addresses {
		at, err := url.Parse(address)
		if err != nil || at.Hostname() == "" {
			continue
		}
		host := strings.ToLower(at.Hostname())
		s.Hosts = append(s.Hosts, host, "www."+host, strings.TrimPrefix(host, "www."))
		if i == 0 && at.Path != "" {
			s.Base = at.Path
		}
	}
	for _, e := range p.Site.Editions {
		reachedPages(s, e)
	}
	return s
}

// reachedPages takes in the pages of a language: the pages of a long list count for the
// list.
func reachedPages(s tally.Site, e *site.Edition) {
	for _, page := range e.Pages {
		if page.Kind == site.NotFound {
			continue
		}
		for n := range page.PageCount() {
			s.Pages["/"+page.PathOn(n+1)] = "/" + page.Path
		}
	}
	for _, moved := range e.Moved {
		for _, from := range []string{"/" + moved.From, "/" + strings.TrimSuffix(moved.File(), "index.html")} {
			if _, taken := s.Pages[from]; !taken {
				s.Pages[from], s.Old[from] = "/"+moved.To.Path, true
			}
		}
	}
}
