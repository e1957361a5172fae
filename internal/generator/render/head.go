package render

import (
	"html/template"

	"loa/internal/generator/metadata"
)

// Head is what machines read of a page, for the head of the document. It is not
// written in a theme because it is the same for every theme, and because it would
// be the dearest part of a template. No machine reads a disk: there it is the
// description and the address on the web.
func (v *Page) Head() (template.HTML, error) {
	if !v.in.carrier.served() {
		var t metadata.Tags
		t.Named(v.Summary, v.Canonical)
		return template.HTML(t.String()), nil
	}
	head, err := metadataOf(v).Head()
	return template.HTML(head), err
}

// Structured is the page as JSON-LD, for search engines.
func (v *Page) Structured() (template.JS, error) {
	data, err := metadataOf(v).JSONLD()
	return template.JS(data), err
}

// Outline is the table of contents as a list.
func (v *Page) Outline() template.HTML {
	var t metadata.Tags
	outline(&t, v.Contents)
	return template.HTML(t.String())
}

func outline(t *metadata.Tags, headings []Heading) {
	if len(headings) == 0 {
		return
	}
	t.WriteString("<ol>")
	for _, h := range headings {
		t.WriteString("<li>")
		t.Tag("a", "href", "#"+h.ID)
		t.WriteString(template.HTMLEscapeString(h.Text))
		t.WriteString("</a>")
		outline(t, h.Children)
	}
	t.WriteString("</ol>")
}

// Tags are the words that a page carries and that have a page of their own:
// topics, audiences, level, unit.
func (v *Page) Tags() []Term {
	all := make([]Term, 0, len(v.Topics)+len(v.Audience)+2)
	add := func(t Term) {
		if t.URL != "" {
			all = append(all, t)
		}
	}
	for _, t := range v.Topics {
		add(t)
	}
	for _, t := range v.Audience {
		add(t)
	}
	if v.Level != nil {
		add(*v.Level)
	}
	if v.Unit != nil {
		add(*v.Unit)
	}
	return all
}
