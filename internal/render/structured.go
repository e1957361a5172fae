package render

import (
	"encoding/json"
	"html/template"
	"time"

	"loa/internal/site"
)

// Structured is the page as JSON-LD, for search engines: an Article, an Event
// or the organisation behind the site, with its breadcrumbs.
func (v *Page) Structured() (template.JS, error) {
	if !v.Index {
		return "", nil
	}
	graph := []any{}
	switch v.of.Kind {
	case site.Article:
		graph = append(graph, v.article())
	case site.Event:
		graph = append(graph, v.activity())
	case site.Home:
		graph = append(graph, v.publisher())
	}
	if crumbs := v.trail(); crumbs != nil {
		graph = append(graph, crumbs)
	}
	if len(graph) == 0 {
		return "", nil
	}
	// Marshal escapes <, > and & in strings, so the script element cannot be
	// left from inside.
	data, err := json.Marshal(map[string]any{"@context": "https://schema.org", "@graph": graph})
	return template.JS(data), err
}

func (v *Page) article() map[string]any {
	a := map[string]any{"@type": "Article", "headline": v.Title, "mainEntityOfPage": v.Canonical, "inLanguage": v.TextLanguage.Tag}
	set(a, "description", v.Summary)
	setTime(a, "datePublished", v.Date)
	setTime(a, "dateModified", v.Updated)
	var authors []map[string]any
	for _, author := range v.Authors {
		authors = append(authors, map[string]any{"@type": "Person", "name": author.Name})
	}
	if authors != nil {
		a["author"] = authors
	} else {
		a["author"] = v.publisher()
	}
	if v.Image != nil {
		a["image"] = v.Image.Absolute
	}
	return a
}

func (v *Page) activity() map[string]any {
	e := map[string]any{"@type": "Event", "name": v.Title, "url": v.Canonical, "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode"}
	set(e, "description", v.Summary)
	if v.Event.AllDay {
		set(e, "startDate", dayOrNothing(v.Event.Start))
		set(e, "endDate", dayOrNothing(v.Event.End))
	} else {
		setTime(e, "startDate", v.Event.Start)
		setTime(e, "endDate", v.Event.End)
	}
	e["eventStatus"] = "https://schema.org/" + map[string]string{"cancelled": "EventCancelled", "moved": "EventRescheduled"}[v.Event.Status]
	if v.Event.Status != "cancelled" && v.Event.Status != "moved" {
		e["eventStatus"] = "https://schema.org/EventScheduled"
	}
	if v.Event.Place != "" {
		e["location"] = map[string]any{"@type": "Place", "name": v.Event.Place}
	}
	if v.Event.Organizer != "" {
		e["organizer"] = map[string]any{"@type": "Organization", "name": v.Event.Organizer}
	}
	return e
}

func (v *Page) publisher() map[string]any {
	o := map[string]any{"@type": "GovernmentOrganization", "name": v.Site.Organization.Name, "url": v.Site.Base}
	if v.Site.Organization.Name == "" {
		o["@type"], o["name"] = "Organization", v.Site.Title
	}
	set(o, "telephone", v.Site.Organization.Phone)
	set(o, "email", v.Site.Organization.Email)
	return o
}

func (v *Page) trail() map[string]any {
	ancestors := v.of.Ancestors()
	if len(ancestors) == 0 {
		return nil
	}
	var items []map[string]any
	for i, a := range append(ancestors, v.of) {
		name := a.Title
		if a == v.of {
			name = v.Title
		}
		items = append(items, map[string]any{"@type": "ListItem", "position": i + 1, "name": name, "item": v.in.r.absolute(a.Path)})
	}
	return map[string]any{"@type": "BreadcrumbList", "itemListElement": items}
}

func set(m map[string]any, key, value string) {
	if value != "" {
		m[key] = value
	}
}

func setTime(m map[string]any, key string, t time.Time) {
	if !t.IsZero() {
		m[key] = t.Format(time.RFC3339)
	}
}

func dayOrNothing(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
