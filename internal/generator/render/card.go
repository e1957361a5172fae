package render

import "loa/internal/generator/site"

// card is a page as lists show it. The lists of an edition share it, and the
// fragments made of it.
func (ps *pages) card(p *site.Page) *Card {
	if c, ok := ps.cards.Load(p); ok {
		return c.(*Card)
	}
	c, _ := ps.cards.LoadOrStore(p, ps.newCard(p))
	return c.(*Card)
}

func (ps *pages) newCard(p *site.Page) *Card {
	c := &Card{Kind: string(p.Kind), Title: p.Title, Summary: p.Summary(), URL: ps.url(p.Path), Date: p.Date(), Language: ps.foreign(p), of: p, in: ps}
	if p.Entry != nil {
		c.Emergency = p.Entry.Emergency
		c.Event, c.Document = ps.dates.event(p), ps.document(p)
	}
	return c
}

// allCards are the cards of those pages that readers have.
func (ps *pages) allCards(pages []*site.Page) []*Card {
	pages = ps.held(pages)
	cards := make([]*Card, len(pages))
	for i, p := range pages {
		cards[i] = ps.card(p)
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
	if v := c.in.pictures.picture(c.of); v != nil && !v.Withheld {
		return v
	}
	return nil
}
