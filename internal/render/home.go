package render

import (
	"slices"
	"time"

	"loa/internal/site"
)

// What the home page shows of each kind.
const (
	latestCount   = 6
	upcomingCount = 4
)

// Latest are the newest articles that are written in the reader's language.
func (v *Page) Latest() []*Card {
	articles := v.in.entries(func(p *site.Page) bool { return p.Kind == site.Article && !p.Fallback && !p.Date().IsZero() })
	slices.SortStableFunc(articles, func(a, b *site.Page) int { return b.Date().Compare(a.Date()) })
	return v.in.allCards(articles[:min(latestCount, len(articles))])
}

// Upcoming are the next events from the day of the build on.
func (v *Page) Upcoming() []*Card {
	zone, today := v.in.r.site.Settings.Zone, v.in.r.site.Now
	events := v.in.entries(func(p *site.Page) bool {
		return p.Kind == site.Event && !lastDay(p, zone).Before(today)
	})
	slices.SortStableFunc(events, func(a, b *site.Page) int { return a.Entry.On(zone).Compare(b.Entry.On(zone)) })
	return v.in.allCards(events[:min(upcomingCount, len(events))])
}

// lastDay is the last moment at which an event takes place, as far as it is
// known without its repeats.
func lastDay(p *site.Page, zone *time.Location) time.Time {
	e := p.Entry.Event
	last := e.Start.In(zone)
	if end := e.End.In(zone); end.After(last) {
		last = end
	}
	if e.Repeat != nil && e.Repeat.Until.In(zone).After(last) {
		last = e.Repeat.Until.In(zone)
	}
	return last
}

// Running are the campaigns that run on the day of the build or come next.
func (v *Page) Running() []*Card {
	zone, today := v.in.r.site.Settings.Zone, v.in.r.site.Now
	campaigns := v.in.entries(func(p *site.Page) bool {
		own := p.Entry.Campaign.Own
		return own != nil && !own.End.In(zone).Before(today)
	})
	slices.SortStableFunc(campaigns, func(a, b *site.Page) int {
		return a.Entry.Campaign.Own.Start.In(zone).Compare(b.Entry.Campaign.Own.Start.In(zone))
	})
	return v.in.allCards(campaigns[:min(1, len(campaigns))])
}

func (e *edition) entries(want func(*site.Page) bool) []*site.Page {
	var found []*site.Page
	for _, p := range e.of.Entries {
		if want(p) {
			found = append(found, p)
		}
	}
	return found
}
