package site

import (
	"path"
	"slices"
	"strings"
)

// Copy is the part of a site that readers get as files: the whole, or what one
// topic needs, in all languages or in one.
type Copy struct {
	Topic string // the key; "" for all

	editions []*Edition
	pages    map[*Page]bool
	paths    map[string]bool // addresses of those pages, later pages of lists included
	site     *Site
}

// Copy chooses the pages of a topic ("" for all) in a language ("" for all). A
// topic's copy has its page and all that it lists, what lies below, first aid,
// the search page and the topic's own calendar. The 404 page and the offline
// page are in none: they are answers to a network. Without the topic or the
// language there is nothing in it.
func (s *Site) Copy(topic, language string) *Copy {
	c := &Copy{Topic: topic, pages: map[*Page]bool{}, paths: map[string]bool{}, site: s}
	for _, e := range s.Editions {
		if language != "" && e.Language.Tag != language {
			continue
		}
		before := len(c.pages)
		if topic == "" {
			c.add(e.Pages...)
		} else if t := e.Term(Topic, topic); t != nil && t.Page != nil {
			c.about(e, t.Page)
		}
		if len(c.pages) > before {
			c.editions = append(c.editions, e)
		}
	}
	return c
}

// about adds what readers of a topic need.
func (c *Copy) about(e *Edition, page *Page) {
	c.below(page)
	for _, p := range e.Entries {
		if p.Entry.Emergency {
			c.add(p)
		}
	}
	for _, p := range []*Page{e.Page(":search"), e.Calendar.TermPage(Term{Topic, c.Topic})} {
		if p != nil {
			c.add(p)
		}
	}
}

func (c *Copy) below(p *Page) {
	if c.pages[p] {
		return
	}
	c.add(p)
	c.add(p.Items...)
	for _, section := range p.Sections {
		c.below(section)
	}
}

func (c *Copy) add(pages ...*Page) {
	for _, p := range pages {
		if p.Kind == NotFound || p.Kind == Offline {
			continue
		}
		c.pages[p] = true
		for n := range p.PageCount() {
			c.paths[p.PathOn(n+1)] = true
		}
	}
}

// Editions are those of which something is in the copy.
func (c *Copy) Editions() []*Edition { return c.editions }

// Has reports whether a page is in the copy.
func (c *Copy) Has(p *Page) bool { return c.pages[p] }

// Whole reports whether the copy leaves out no topic.
func (c *Copy) Whole() bool { return c.Topic == "" }

// HasPath reports whether what the site publishes at a path is in the copy: one
// of its pages, or a file that readers use and not only machines.
func (c *Copy) HasPath(at string) bool {
	if at == "" || strings.HasSuffix(at, "/") {
		return c.paths[at]
	}
	switch base := path.Base(at); {
	case base == "feed.xml", strings.HasPrefix(base, "podcast.") && path.Ext(base) == ".xml", base == "manifest.webmanifest", base == "worker.js", base == "_redirects",
		path.Dir(at) == "." && (base == "robots.txt" || path.Ext(base) == ".xml"):
		return false
	}
	return !strings.HasSuffix(c.site.Owner(at), ".md") || c.paths[strings.TrimSuffix(at, "index.html")] // else an alias
}

// Start is where a reader of a language begins.
func (c *Copy) Start(e *Edition) *Page {
	if c.Whole() {
		return e.Home
	}
	if t := e.Term(Topic, c.Topic); t != nil && t.Page != nil && c.pages[t.Page] {
		return t.Page
	}
	return nil
}

// Front is the page that the copy opens with: the first language's start. It is
// nil of an empty copy.
func (c *Copy) Front() *Page {
	if len(c.editions) == 0 {
		return nil
	}
	return c.Start(c.editions[0])
}

// Keep leaves those of some pages that are in the copy; a nil copy has all.
func (c *Copy) Keep(pages []*Page) []*Page {
	if c == nil || !slices.ContainsFunc(pages, func(p *Page) bool { return !c.pages[p] }) {
		return pages
	}
	return slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return !c.pages[p] })
}
