package check

import (
	"strings"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// orphans reports pages that nobody reaches who starts at the home page of their
// language and follows links. Changing the language is no way to a page.
type orphans struct {
	site  *site.Site
	host  string                // the site's address without its path: absolute links lead somewhere, too
	pages map[string]*site.Page // by their address, as links write it

	mu    sync.Mutex
	links map[*site.Page][]*site.Page
}

func newOrphans(s *site.Site, r *render.Renderer) *orphans {
	o := &orphans{site: s, pages: map[string]*site.Page{}, links: map[*site.Page][]*site.Page{}}
	o.host = strings.TrimSuffix(s.Settings.BaseURL, r.URL(""))
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			o.pages[r.URL(p.Path)] = p
		}
	}
	return o
}

func (o *orphans) Look(p *Page) []problem.Problem {
	var to []*site.Page
	seen := map[*site.Page]bool{p.Page: true}
	for _, link := range p.read().links {
		link = strings.TrimPrefix(link, o.host)
		if i := strings.IndexAny(link, "?#"); i >= 0 {
			link = link[:i]
		}
		if target := o.pages[link]; target != nil && target.Edition == p.Edition && !seen[target] {
			seen[target] = true
			to = append(to, target)
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.links[p.Page] = append(o.links[p.Page], to...)
	return nil
}

// Close follows the links from each home page.
func (o *orphans) Close() []problem.Problem {
	reached := map[*site.Page]bool{}
	var ahead []*site.Page
	for _, e := range o.site.Editions {
		if e.Home != nil {
			reached[e.Home] = true
			ahead = append(ahead, e.Home)
		}
	}
	for len(ahead) > 0 {
		p := ahead[len(ahead)-1]
		ahead = ahead[:len(ahead)-1]
		for _, to := range o.links[p] {
			if !reached[to] {
				reached[to] = true
				ahead = append(ahead, to)
			}
		}
	}
	var problems []problem.Problem
	for _, e := range o.site.Editions {
		for _, p := range e.Pages {
			if p.Entry != nil && !p.Fallback && !reached[p] {
				problems = append(problems, problem.New(problem.PageOrphan, p.Place(), nil))
			}
		}
	}
	return problems
}
