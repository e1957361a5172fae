package render

import (
	"slices"

	"loa/internal/base/calendar"
	"loa/internal/generator/site"
)

// What the home page shows of each kind.
const (
	latestCount   = 6
	upcomingCount = 4
	comingCount   = 12
)

// Latest are the newest articles that are written in the reader's language.
func (v *Page) Latest() []*Card {
	articles := v.in.entries(func(p *site.Page) bool { return p.Kind == site.Article && !p.Fallback && !p.Date().IsZero() })
	slices.SortStableFunc(articles, func(a, b *site.Page) int { return b.Date().Compare(a.Date()) })
	return v.in.allCards(articles[:min(latestCount, len(articles))])
}

// Upcoming are the days of the next dates from the day of the build on: on the home page of
// all events, on the page of a topic, level or unit of its own, on the first page of a
// section of those in it, the rows of its tables and, where it is the page of a topic, those
// of the topic. Other pages have none. But on the home page each event stands once.
func (v *Page) Upcoming() []Day {
	return v.in.dates.days(v.next(), v.in.of.Calendar.Today)
}

// ThisWeek are the dates from the day of the build to Sunday.
func (v *Page) ThisWeek() []Day {
	today := v.in.of.Calendar.Today
	days := v.in.dates.coming(today, today+7-calendar.Day(today.Weekday()+6)%7)
	closeWeeks(days)
	return days
}

// ThisMonth are the dates of the month after those of ThisWeek; in a month's last
// week those of the month that comes.
func (v *Page) ThisMonth() []Day {
	today := v.in.of.Calendar.Today
	from := today + 7 - calendar.Day(today.Weekday()+6)%7
	year, month, _ := from.Date()
	return v.in.dates.coming(from, calendar.Date(year, month+1, 1))
}

// coming are the first dates from a day (included) to another (not included).
func (ds *dates) coming(from, to calendar.Day) []Day {
	c := ds.of.Calendar
	dates := c.Between(c.Activities, from, to)
	return ds.days(dates[:min(len(dates), comingCount)], from)
}

// Running are the campaigns that run on the day of the build or come next.
func (v *Page) Running() []*Card {
	today := v.in.of.Calendar.Today
	for _, p := range slices.Backward(v.in.of.Campaigns()) {
		own := p.Entry.Campaign.Own
		if end := own.End; !end.IsZero() && calendar.DayOf(end.In(v.in.zone())) >= today {
			return v.in.allCards([]*site.Page{p})
		}
	}
	return nil
}

// ForSchools are the pages made to be printed: lesson plans, checklists, quizzes and leaflets.
func (v *Page) ForSchools() []*Card {
	return v.in.allCards(v.in.entries(func(p *site.Page) bool {
		return !p.Fallback && (p.Values().Layout == "lesson" || p.Values().Layout == "leaflet")
	}))
}

// OtherSections are the sections below the home page that are no topic's page,
// which the home page shows already.
func (v *Page) OtherSections() []*Card {
	topics := map[*site.Page]bool{}
	for _, t := range v.in.of.Terms[site.Topic] {
		topics[t.Page] = true
	}
	var others []*site.Page
	for _, p := range v.in.of.Home.Sections {
		if !topics[p] {
			others = append(others, p)
		}
	}
	return v.in.allCards(others)
}

func (ps *pages) entries(want func(*site.Page) bool) []*site.Page {
	var found []*site.Page
	for _, p := range ps.of.Entries {
		if want(p) {
			found = append(found, p)
		}
	}
	return found
}
