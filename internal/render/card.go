package render

import "loa/internal/site"

// card is a page as lists show it; made once.
func (e *edition) card(p *site.Page) *Card {
	if done := e.cards[p.Index].Load(); done != nil {
		return done
	}
	c := &Card{Kind: string(p.Kind), Title: p.Title, Summary: p.Summary(), URL: e.r.url(p.Path), Date: p.Date()}
	if p.Fallback {
		c.Language = e.r.editions[p.Source().Edition].language
	}
	if p.Entry != nil {
		c.Emergency = p.Entry.Emergency
		c.Topics = e.terms(site.Topic, p.Values().Topics...)
		c.Event, c.Document = e.event(p), e.document(p)
	}
	e.cards[p.Index].CompareAndSwap(nil, c)
	return e.cards[p.Index].Load()
}

func (e *edition) allCards(pages []*site.Page) []*Card {
	cards := make([]*Card, 0, len(pages))
	for _, p := range pages {
		cards = append(cards, e.card(p))
	}
	return cards
}
