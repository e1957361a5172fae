package render

import (
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/pattern"
	"loa/internal/generator/site"
)

// campaign is what templates see of [campaign], with all that belongs to it.
func (ps *pages) campaign(p *site.Page) *Campaign {
	from := p.Entry.Campaign.Own
	if from == nil {
		return nil
	}
	v := &Campaign{Slogan: from.Slogan, Start: from.Start.In(ps.zone()), End: from.End.In(ps.zone()), of: p, in: ps}
	v.State, v.Day, v.Days = ps.dates.running(v.Start, v.End)
	if from.Document != "" {
		v.Document = ps.documentLink(from.Document)
	}
	members := ps.held(p.Members())
	for i, card := range ps.allCards(members) {
		switch members[i].Kind {
		case site.Event:
			v.Events = append(v.Events, card)
		case site.Document:
			v.Documents = append(v.Documents, card)
		default:
			v.Articles = append(v.Articles, card)
		}
	}
	return v
}

// running says where the day of the build stands to a period; without an end it is
// one day long.
func (ds *dates) running(start, end time.Time) (state string, day, days int) {
	if start.IsZero() {
		return "", 0, 0
	}
	first, today := calendar.DayOf(start), ds.of.Calendar.Today
	last := first
	if !end.IsZero() {
		last = calendar.DayOf(end)
	}
	switch days = int(last-first) + 1; {
	case today < first:
		return "upcoming", 0, days
	case today > last:
		return "over", 0, days
	}
	return "running", int(today-first) + 1, days
}

// Groups are the dates of the campaign's events by level, in the order of
// site.toml; those of no level come last.
func (v *Campaign) Groups() []Group {
	c := v.in.of.Calendar
	byLevel := map[string][]site.Date{}
	for _, d := range v.dates() {
		byLevel[d.Values().Level] = append(byLevel[d.Values().Level], d)
	}
	var groups []Group
	add := func(level *Term, key string) {
		if dates := byLevel[key]; len(dates) > 0 {
			groups = append(groups, v.in.dates.group(level, dates))
		}
	}
	for _, t := range v.in.of.Terms[site.Level] {
		level := v.in.term(t)
		if p := c.TermPage(site.Term{Kind: site.Level, Key: t.Term.Key}); p != nil && v.in.holds(p) {
			level.URL = v.in.url(p.Path)
		}
		add(&level, t.Term.Key)
	}
	add(nil, "")
	return groups
}

// dates are those of the campaign's events within its period; of events that lie
// wholly outside it, and where it has no period, the first.
func (v *Campaign) dates() []site.Date {
	c := v.in.of.Calendar
	var all []site.Date
	for _, a := range c.Members(v.of.Key) {
		var found []calendar.Occurrence
		if !v.Start.IsZero() && !v.End.IsZero() {
			to := (calendar.DayOf(v.End) + 1).In(v.in.zone())
			if found = a.When().Between(v.Start, to); len(found) > 0 {
				found = append(found, a.When().LeftOut(v.Start, to)...)
			}
		}
		if len(found) == 0 && !a.When().Start.IsZero() {
			from := calendar.DayOf(a.When().Start).In(v.in.zone())
			if found = a.When().Between(from, from.AddDate(1, 0, 0)); len(found) > 1 {
				found = found[:1]
			}
		}
		for _, o := range found {
			all = append(all, site.Date{Activity: a, Occurrence: o})
		}
	}
	site.SortDates(all)
	return all
}

// Subscribe is the feed of the campaign's events; nil without any.
func (v *Campaign) Subscribe() *Subscribe {
	if len(v.in.of.Calendar.Members(v.of.Key)) == 0 {
		return nil
	}
	return v.in.dates.subscribe(site.CampaignICS(v.of))
}

var yearInKey = pattern.New(`(19|20)\d\d`)

// Editions are the same campaign in other years, the newest first: campaigns whose
// paths differ in the year alone.
func (v *Campaign) Editions() []Link {
	series := yearInKey.ReplaceAllString(v.of.Key, "")
	if series == v.of.Key {
		return nil
	}
	var links []Link
	for _, p := range v.in.of.Campaigns() {
		if p != v.of && yearInKey.ReplaceAllString(p.Key, "") == series {
			links = append(links, v.in.link(p))
		}
	}
	return links
}
