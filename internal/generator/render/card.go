package render

import (
	"html/template"
	"sync/atomic"

	"loa/internal/generator/site"
)

// card is a page as lists show it.
func (e *edition) card(p *site.Page) Card {
	c := Card{Kind: string(p.Kind), Title: p.Title, Summary: p.Summary(), URL: e.r.url(p.Path), Date: p.Date(), Language: e.foreign(p), of: p, in: e}
	if p.Entry != nil {
		c.Emergency = p.Entry.Emergency
		c.Event, c.Document = e.event(p), e.document(p)
	}
	return c
}

// allCards are the cards of those pages that readers have.
func (e *edition) allCards(pages []*site.Page) []*Card {
	pages = e.held(pages)
	cards, all := make([]*Card, len(pages)), make([]Card, len(pages))
	for i, p := range pages {
		all[i] = e.card(p)
		cards[i] = &all[i]
	}
	return cards
}

// Topics are the topics that the page carries.
func (c *Card) Topics() []Term {
	if c.of.Entry == nil {
		return nil
	}
	return c.in.terms(site.Topic, c.of.Values().Topics...)
}

// Image is the picture that stands for the page; nil if it has none that may be
// shown.
func (c *Card) Image() *Picture {
	if c.of.Entry == nil {
		return nil
	}
	if v := c.in.picture(c.of); v != nil && !v.Withheld {
		return v
	}
	return nil
}

// shelf keeps what parts made of the cards of an edition, by the page's index, or
// of its dates, by the activity's: of a large site that is most of what a build
// remembers, so each has one pointer here and nothing but the bytes behind it.
type shelf []atomic.Pointer[made]

// made is what one part made; other parts follow.
type made struct {
	part string
	html template.HTML
	next *made
}

func (s shelf) find(index int, part string) (template.HTML, bool) {
	for m := s[index].Load(); m != nil; m = m.next {
		if m.part == part {
			return m.html, true
		}
	}
	return "", false
}

func (s shelf) keep(index int, part string, html template.HTML) {
	m := &made{part: part, html: html}
	for {
		m.next = s[index].Load()
		if s[index].CompareAndSwap(m.next, m) {
			return
		}
	}
}

// ForgetCards lets go of what parts made of cards. They are made again when they
// are asked for. It must not be called while pages are being rendered.
func (r *Renderer) ForgetCards() {
	r.each(func(r *Renderer) {
		for _, e := range r.editions {
			clear(e.cards)
		}
	})
}
