package metadata

import (
	"encoding/json"
	"time"
)

// graph is a page as JSON-LD, by the vocabulary of schema.org.
type graph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

// thing is a person, a place or an organization.
type thing struct {
	Type      string `json:"@type"`
	Name      string `json:"name,omitempty"`
	URL       string `json:"url,omitempty"`
	Telephone string `json:"telephone,omitempty"`
	Email     string `json:"email,omitempty"`
	Logo      string `json:"logo,omitempty"`
	SameAs    string `json:"sameAs,omitempty"`
}

// Crumb is a step on the way from the home page.
type Crumb struct{ Name, Address string }

type breadcrumbs struct {
	Type  string  `json:"@type"`
	Items []crumb `json:"itemListElement"`
}

type crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// item is what a page is.
type item interface{ schema(p Page) any }

// JSONLD is the page for search engines: an Article, an Event, a document or the
// organization behind the site, with its breadcrumbs; empty for a page that they
// leave out. It can stand in a script element: Marshal escapes <, > and &.
func (p Page) JSONLD() ([]byte, error) {
	if !p.Index {
		return nil, nil
	}
	g := graph{Context: "https://schema.org", Graph: make([]any, 0, 2)}
	if it, ok := p.Item.(item); ok {
		g.Graph = append(g.Graph, it.schema(p))
	}
	if len(p.Crumbs) > 0 {
		way := breadcrumbs{Type: "BreadcrumbList", Items: make([]crumb, len(p.Crumbs))}
		for i, c := range p.Crumbs {
			way.Items[i] = crumb{Type: "ListItem", Position: i + 1, Name: c.Name, Item: c.Address}
		}
		g.Graph = append(g.Graph, &way)
	}
	if len(g.Graph) == 0 {
		return nil, nil
	}
	return json.Marshal(&g)
}

// Organization is who answers for the site.
type Organization struct {
	Name, URL    string
	Own          string // its own site, where that is another; "" for none
	Logo         string // absolute address; "" for none
	Phone, Email string
	Official     bool // a body of the state
}

func (o Organization) schema(Page) any {
	if !o.Official {
		return &thing{Type: "Organization", Name: o.Name, URL: o.URL}
	}
	return &thing{Type: "GovernmentOrganization", Name: o.Name, URL: o.URL, Telephone: o.Phone, Email: o.Email, Logo: o.Logo, SameAs: o.Own}
}

// Article is a text.
type Article struct {
	Language           string // BCP 47
	Published, Updated time.Time
	Picture            string   // absolute address; "" for none
	Authors            []string // persons; the organization if there are none
	Publisher          Organization
}

type article struct {
	Type        string `json:"@type"`
	Headline    string `json:"headline"`
	Description string `json:"description,omitempty"`
	Page        string `json:"mainEntityOfPage"`
	Language    string `json:"inLanguage"`
	Published   string `json:"datePublished,omitempty"`
	Modified    string `json:"dateModified,omitempty"`
	Image       string `json:"image,omitempty"`
	Author      any    `json:"author"`
}

func (a Article) schema(p Page) any {
	s := &article{Type: "Article", Headline: p.Title, Description: p.Summary, Page: p.Canonical, Language: a.Language,
		Published: moment(a.Published), Modified: moment(a.Updated), Image: a.Picture}
	var authors []thing
	for _, name := range a.Authors {
		authors = append(authors, thing{Type: "Person", Name: name})
	}
	if s.Author = authors; authors == nil {
		s.Author = a.Publisher.schema(p)
	}
	return s
}

// moment is a time as RFC 3339 writes it; "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
