package portal

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
)

// Text is what a page says, without furniture, facts and links to other pages.
func (r *reader) Text(p *foreign.Page) (foreign.Text, error) {
	s := r.byPage[p]
	if s == nil {
		return foreign.Text{}, nil // a section that no page of the folder is
	}
	document, err := r.parsed(s)
	if err != nil {
		return foreign.Text{}, err
	}
	c := r.contentOf(s, document)
	if p.Kind == foreign.Home && c.isList() {
		return foreign.Text{}, nil
	}
	var out strings.Builder
	paragraphs := func(parts []string) {
		for _, text := range parts {
			out.WriteString("<p>" + html.EscapeString(text) + "</p>\n")
		}
	}
	var lead []string
	for _, text := range c.lead {
		if text != p.Summary {
			lead = append(lead, text)
		}
	}
	paragraphs(lead)
	if err := html.Render(&out, c.main); err != nil {
		return foreign.Text{}, fmt.Errorf("reading %s: %w", s.file, err)
	}
	paragraphs(c.tail)
	text := foreign.Text{HTML: out.String(), Before: c.before}
	for _, one := range c.apart {
		text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Navigation, Text: one})
	}
	return text, nil
}
