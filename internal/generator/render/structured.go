package render

import (
	"encoding/json"
	"html/template"
	"slices"
	"time"

	"loa/internal/generator/site"
)

// graph is a page as JSON-LD, by the vocabulary of schema.org.
type graph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type thing struct {
	Type      string `json:"@type"`
	Name      string `json:"name,omitempty"`
	URL       string `json:"url,omitempty"`
	Telephone string `json:"telephone,omitempty"`
	Email     string `json:"email,omitempty"`
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

type activity struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url"`
	Start       string `json:"startDate,omitempty"`
	Previous    string `json:"previousStartDate,omitempty"`
	End         string `json:"endDate,omitempty"`
	Status      string `json:"eventStatus"`
	Attendance  string `json:"eventAttendanceMode"`
	Location    *thing `json:"location,omitempty"`
	Organizer   *thing `json:"organizer,omitempty"`
}

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

// Structured is the page as JSON-LD, for search engines: an Article, an Event
// or the organisation behind the site, with its breadcrumbs.
func (v *Page) Structured() (template.JS, error) {
	data, err := v.structured()
	return template.JS(data), err
}

func (v *Page) structured() ([]byte, error) {
	if !v.Index {
		return nil, nil
	}
	g := graph{Context: "https://schema.org", Graph: make([]any, 0, 2)}
	switch v.of.Kind {
	case site.Article:
		g.Graph = append(g.Graph, v.article())
	case site.Event:
		g.Graph = append(g.Graph, v.activity())
	case site.Document:
		g.Graph = append(g.Graph, v.paper())
	case site.Home:
		g.Graph = append(g.Graph, v.publisher())
	}
	if v.of.Parent != nil {
		g.Graph = append(g.Graph, v.trail())
	}
	if len(g.Graph) == 0 {
		return nil, nil
	}
	// Marshal escapes <, > and & in strings, so the script element cannot be
	// left from inside.
	return json.Marshal(&g)
}

func (v *Page) article() *article {
	a := &article{Type: "Article", Headline: v.Title, Description: v.Summary, Page: v.Canonical, Language: v.TextLanguage.Tag,
		Published: stamp(v.Date), Modified: stamp(v.Updated)}
	if v.Image != nil && !v.Image.Withheld {
		a.Image = v.Image.Absolute
	}
	var authors []thing
	for _, author := range v.Authors {
		authors = append(authors, thing{Type: "Person", Name: author.Name})
	}
	if a.Author = authors; authors == nil {
		a.Author = v.publisher()
	}
	return a
}

// statuses are those of schema.org by ours; all others take place as planned.
var statuses = map[string]string{"cancelled": "EventCancelled", "moved": "EventRescheduled"}

func (v *Page) activity() *activity {
	a := &activity{Type: "Event", Name: v.Title, Description: v.Summary, URL: v.Canonical, Status: "https://schema.org/EventScheduled",
		Attendance: "https://schema.org/OfflineEventAttendanceMode", Start: stamp(v.Event.Start), End: stamp(v.Event.End)}
	if !v.Event.MovedFrom.IsZero() {
		a.Previous = stamp(v.Event.MovedFrom)
	}
	if v.Event.AllDay {
		a.Start, a.End = day(v.Event.Start), day(v.Event.End)
	}
	if status, ok := statuses[v.Event.Status]; ok {
		a.Status = "https://schema.org/" + status
	}
	if v.Event.Place != "" {
		a.Location = &thing{Type: "Place", Name: v.Event.Place}
	}
	if v.Event.Organizer != "" {
		a.Organizer = &thing{Type: "Organization", Name: v.Event.Organizer}
	}
	return a
}

func (v *Page) publisher() *thing {
	o := v.Site.Organization
	if o.Name == nil {
		return &thing{Type: "Organization", Name: v.Site.Title, URL: v.Site.Base}
	}
	return &thing{Type: "GovernmentOrganization", Name: o.Name.Text, URL: v.Site.Base, Telephone: o.Phone, Email: o.Email}
}

func (v *Page) trail() *breadcrumbs {
	above := v.in.trail(v.of.Parent).crumbs
	own := crumb{Type: "ListItem", Position: len(above) + 1, Name: v.Title, Item: v.Canonical}
	if len(v.Canonical) != len(v.in.r.origin)+len(v.of.Path) { // that of a page further on in a list
		own.Item = v.in.r.absolute(v.of.Path)
	}
	return &breadcrumbs{Type: "BreadcrumbList", Items: append(slices.Clip(above), own)}
}

// stamp is a time as RFC 3339 writes it; "" for none.
func stamp(t time.Time) string {
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
