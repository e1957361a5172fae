package render

import (
	"cmp"
	"slices"
	"time"

	"loa/internal/calendar"
	"loa/internal/site"
)

// Calendar is what a page of the calendar shows: a month, or the coming events of
// one word.
type Calendar struct {
	Month    time.Time // its first day; zero on the page of one word
	Weeks    [][]Cell  // whole weeks from Monday; empty on the page of one word
	Days     []Day     // the agenda
	Previous *Link     // the nearest month before that has a page, or nil
	Next     *Link
	Months   []MonthLink
	Filters  []Filter
	All      string     // address of the calendar with everything
	Feed     *Subscribe // the feed with the same events; nil while there is none
}

// Cell is one day of a month's grid.
type Cell struct {
	Date    time.Time
	Number  int
	Outside bool    // of the month before or after
	Lunar   string  // as wall calendars print it: "15", on the first of a month "1/8"
	Events  []*Date // the first few
	More    int     // how many others there are
}

// Day is one day with what happens on it.
type Day struct {
	Date   time.Time
	Lunar  string // "15/8"
	Events []*Date
}

// MonthLink leads to a month.
type MonthLink struct {
	Month   time.Time
	URL     string
	Current bool
}

// Filter is a vocabulary by which events can be chosen.
type Filter struct {
	Kind  string // topic, level, unit
	Terms []FilterTerm
}

// FilterTerm is one choice.
type FilterTerm struct {
	Key     string // "" of a type or issuer of documents
	Name    string
	URL     string
	Current bool
}

// Subscribe is the addresses at which events can be had.
type Subscribe struct {
	ICS    string // absolute
	Webcal string // the same without its scheme, to be put behind "webcal:"
	Google string // at which Google Calendar subscribes to a feed, or takes a copy of one event
}

const (
	cellCount    = 3   // events named in a cell of the grid
	crowdedAfter = 300 // dates in one agenda: above it, repeats are named once
	termMonths   = 19  // the months of a word's agenda, the current one included
)

// calendar is what a page of the calendar shows.
func (e *edition) calendar(p *site.Page) *Calendar {
	c := e.of.Calendar
	v := &Calendar{}
	if home := e.of.CalendarHome(); home != nil {
		v.All = e.r.url(home.Path)
	}
	term, one := c.Term(p)
	v.Filters = e.filters(term)
	v.Months = e.months(p)
	if len(c.Activities) > 0 {
		v.Feed = e.subscribe(e.of.ICSPath(term))
	}
	year, month, _ := c.Today.Date()
	if one {
		v.Days = e.days(c.Between(c.Of(term), calendar.Date(year, month, 1), calendar.Date(year, month+termMonths, 1)), 0)
		return v
	}
	first := c.Shown(p)
	grid := monthOf(first)
	v.Month = first.In(e.zone())
	from, to := grid.Shown()
	dates := c.Between(c.Activities, from, to+1)
	v.Weeks = e.weeks(grid, dates)
	v.Days = e.days(touching(dates, grid.First(), grid.Last()), grid.First())
	v.Previous, v.Next = e.around(first)
	return v
}

func (e *edition) zone() *time.Location { return e.r.site.Settings.Zone }

// touching keeps the dates that touch the days from first to last.
func touching(dates []site.Date, first, last calendar.Day) []site.Date {
	return slices.DeleteFunc(slices.Clone(dates), func(d site.Date) bool { return d.Last() < first || d.First() > last })
}

// months lists all months with a page; that of the calendar's own page counts as
// the one that it shows.
func (e *edition) months(p *site.Page) []MonthLink {
	c := e.of.Calendar
	_, one := c.Term(p)
	var list []MonthLink
	for _, m := range c.Months {
		list = append(list, MonthLink{Month: m.First.In(e.zone()), URL: e.r.url(m.Page.Path), Current: !one && m.First == c.Shown(p)})
	}
	return list
}

// around links the months with a page before and after one.
func (e *edition) around(first calendar.Day) (previous, next *Link) {
	for _, m := range e.of.Calendar.Months {
		switch {
		case m.First < first:
			previous = &Link{Title: e.monthName(m.First), URL: e.r.url(m.Page.Path)}
		case m.First > first && next == nil:
			next = &Link{Title: e.monthName(m.First), URL: e.r.url(m.Page.Path)}
		}
	}
	return previous, next
}

func (e *edition) monthName(first calendar.Day) string {
	name, err := e.catalogue.Date(first.In(e.zone()), "monthyear")
	if err != nil {
		return first.String()[:7]
	}
	return name
}

func (e *edition) filters(current site.Term) []Filter {
	var all []Filter
	for _, kind := range []site.Kind{site.Topic, site.Level, site.Unit} {
		f := Filter{Kind: string(kind)}
		for _, t := range e.of.Terms[kind] {
			term := site.Term{Kind: kind, Key: t.Term.Key}
			if p := e.of.Calendar.TermPage(term); p != nil {
				f.Terms = append(f.Terms, FilterTerm{Key: t.Term.Key, Name: t.Name, URL: e.r.url(p.Path), Current: term == current})
			}
		}
		if len(f.Terms) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// weeks fills the grid. A cell names short events first: what lasts for weeks is
// in every cell.
func (e *edition) weeks(m calendar.Month, dates []site.Date) [][]Cell {
	byDay := map[calendar.Day][]site.Date{}
	from, to := m.Shown()
	for _, d := range dates {
		for day := max(from, d.First()); day <= min(to, d.Last()); day++ {
			byDay[day] = append(byDay[day], d)
		}
	}
	weeks := make([][]Cell, 0, len(m.Weeks))
	for _, week := range m.Weeks {
		cells := make([]Cell, 0, len(week))
		for _, c := range week {
			on := byDay[c.Day]
			slices.SortStableFunc(on, func(a, b site.Date) int { return cmp.Compare(a.Last()-a.First(), b.Last()-b.First()) })
			cell := Cell{Date: c.Day.In(e.zone()), Number: c.Number(), Outside: c.Outside, Lunar: c.LunarLabel()}
			shown := min(len(on), cellCount)
			cell.Events, cell.More = e.dates(on[:shown]), len(on)-shown
			cells = append(cells, cell)
		}
		weeks = append(weeks, cells)
	}
	return weeks
}

// days groups dates by the day on which they begin; what began before the first
// day stands at that.
func (e *edition) days(dates []site.Date, first calendar.Day) []Day {
	crowded := len(dates) > crowdedAfter
	once := map[*site.Activity]*Date{}
	byDay := map[calendar.Day]*Day{}
	var order []calendar.Day
	for _, d := range dates {
		on := max(first, d.First())
		if before := once[d.Activity]; crowded && before != nil && !d.Moved() {
			before.Also = append(before.Also, d.Start)
			continue
		}
		view := e.date(d)
		once[d.Activity] = view
		if byDay[on] == nil {
			day := on.In(e.zone())
			byDay[on] = &Day{Date: day, Lunar: lunar(day)}
			order = append(order, on)
		}
		byDay[on].Events = append(byDay[on].Events, view)
	}
	slices.Sort(order)
	days := make([]Day, 0, len(order))
	for _, on := range order {
		days = append(days, *byDay[on])
	}
	return days
}

func monthOf(first calendar.Day) calendar.Month {
	year, month, _ := first.Date()
	return calendar.MonthOf(year, month)
}
