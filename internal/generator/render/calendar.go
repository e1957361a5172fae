package render

import (
	"cmp"
	"slices"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/site"
)

// Calendar is what a page of the calendar shows: a month, or the coming events of
// one word.
type Calendar struct {
	Of       string      // topic, level, unit: what the one word is; "" of a month
	Month    time.Time   // its first day; zero on the page of one word
	Awaited  time.Time   // the current month, where another is shown because that is the nearest with events; else zero
	Weeks    [][]Cell    // whole weeks from Monday; empty on the page of one word and where an agenda goes on
	Days     []Day       // the agenda
	Past     []Day       // on the page of one word: what is over
	ByWeek   bool        // whether weeks are offered to be copied: of a month and of a unit
	Previous *Link       // the nearest month before that has a page, or nil
	Next     *Link       // likewise after it
	Months   []MonthLink // with events; on the page of one word those with its events, as parts of the page
	Filters  []Filter    // the vocabularies by which events can be chosen
	All      string      // address of the calendar with everything
	Feed     *Subscribe  // the feed with the same events; nil while there is none
	Warnings []*Warning  // of a month: those that hold on a day of it
}

// Cell is one day of a month's grid.
type Cell struct {
	Date    time.Time
	Number  int
	Outside bool    // of the month before or after
	Lunar   string  // as wall calendars print it: "15", on the first of a month "1/8"
	Events  []*Date // the first few
	More    int     // how many others there are
	Count   int     // of all
	URL     string  // where its events stand in the list below, or on the page of their month; "" without events
}

// MonthLink leads to a month.
type MonthLink struct {
	Month   time.Time // its first day
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
	Key      string // "" of a type or issuer of documents
	Name     string
	Language *Language // of the name, when it is not the reader's; else nil
	URL      string
	Current  bool
}

// Subscribe is the addresses at which events can be had.
type Subscribe struct {
	ICS    string // of the file, on this host, on a mirror and on a disk alike
	Webcal string // its absolute address without the scheme, to be put behind "webcal:"
	Google string // at which Google Calendar subscribes to a feed, or takes a copy of one event

	Elsewhere *Link // the feed in the language of the events that this one leaves out; nil if it has all that the page shows
}

// cellCount is how many events a cell of the grid names.
const cellCount = 3

// calendar is what a page of the calendar shows; number counts the pages of a long
// agenda.
func (cs *calendars) calendar(p *site.Page, number int) *Calendar {
	c := cs.of.Calendar
	v := &Calendar{}
	if home := cs.of.CalendarHome(); home != nil {
		v.All = cs.url(home.Path)
	}
	term, one := c.Term(p)
	v.ByWeek = !one || term.Kind == site.Unit
	v.Filters = cs.filters(term)
	if len(c.Activities) > 0 {
		v.Feed = cs.subscribe(cs.of.ICSPath(term))
		v.Feed.Elsewhere = cs.elsewhere(term)
	}
	if one {
		v.Of = string(term.Kind)
		cs.fillTerm(v, p, term, number)
		if v.ByWeek {
			closeWeeks(v.Days)
		}
		return v
	}
	first := c.Shown(p)
	grid := monthOf(first)
	v.Month, v.Months = first.In(cs.zone()), cs.months(first)
	if current, ok := c.Awaits(p); ok {
		v.Awaited = current.In(cs.zone())
	}
	pages := cs.agendaOf(p)
	agenda := cs.agenda(pages, func() site.Agenda { return c.OfMonth(first) })
	if number == 1 {
		v.Weeks = cs.weeks(grid, standings{cs.linker, pages, agenda.Standings(first)})
	}
	v.Days = cs.byDay(agenda.Page(number), grid.First())
	for i, day := range v.Days {
		v.Days[i].Anchor = anchorOf(calendar.DayOf(day.Date))
	}
	closeWeeks(v.Days)
	v.Previous, v.Next = cs.around(first)
	return v
}

func (ln *linker) zone() *time.Location { return ln.placed.Settings.Zone }

// warned are the warnings that hold on a day of a month, from the day of the build on.
func (cs *calendars) warned(of []*Warning, month time.Time) []*Warning {
	var all []*Warning
	for _, w := range of {
		begins := w.From
		if begins.IsZero() {
			begins = cs.placed.Now
		}
		if w.Until.After(month) && begins.Before(month.AddDate(0, 1, 0)) {
			all = append(all, w)
		}
	}
	return all
}

// months lists all months with a page.
func (cs *calendars) months(shown calendar.Day) []MonthLink {
	var list []MonthLink
	for _, m := range cs.of.Calendar.Months {
		if !cs.holds(m.Page) {
			continue
		}
		list = append(list, MonthLink{Month: m.First.In(cs.zone()), URL: cs.url(m.Page.Path), Current: m.First == shown})
	}
	return list
}

// around links the months with a page before and after one.
func (cs *calendars) around(first calendar.Day) (previous, next *Link) {
	for _, m := range cs.of.Calendar.Months {
		switch {
		case m.First < first:
			previous = &Link{Title: cs.monthName(m.First), URL: cs.url(m.Page.Path)}
		case m.First > first && next == nil:
			next = &Link{Title: cs.monthName(m.First), URL: cs.url(m.Page.Path)}
		}
	}
	return previous, next
}

func (ln *linker) monthName(first calendar.Day) string {
	name, err := ln.catalogue.Date(first.In(ln.zone()), "monthyear")
	if err != nil {
		return first.String()[:7]
	}
	return name
}

func (cs *calendars) filters(current site.Term) []Filter {
	var all []Filter
	for _, kind := range []site.Kind{site.Topic, site.Level, site.Unit} {
		f := Filter{Kind: string(kind)}
		for _, t := range cs.of.Terms[kind] {
			term := site.Term{Kind: kind, Key: t.Term.Key}
			if p := cs.of.Calendar.TermPage(term); p != nil && cs.holds(p) {
				f.Terms = append(f.Terms, FilterTerm{Key: t.Term.Key, Name: t.Name, Language: cs.other(t.NameLanguage), URL: cs.url(p.Path), Current: term == current})
			}
		}
		if len(f.Terms) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// standings says where the days of a month stand: on which page of its agenda.
type standings struct {
	*linker
	of   *site.Page
	days []site.Standing
}

// anchorOf is the id of a day in an agenda.
func anchorOf(day calendar.Day) string { return "d" + day.String() }

// url is where the events of a day stand: at the day itself or, of events that
// began before, at the last day before it.
func (s standings) url(day calendar.Day) string {
	i, found := slices.BinarySearchFunc(s.days, day, func(at site.Standing, day calendar.Day) int { return cmp.Compare(at.Day, day) })
	if !found {
		i--
	}
	if i < 0 {
		return ""
	}
	anchor := "#" + anchorOf(s.days[i].Day)
	if page := s.days[i].Page; page > 1 {
		return s.linker.url(s.of.PathOn(page)) + anchor
	}
	return anchor
}

// beyond is the page of another month with the events of a day, "" if there is none.
func (s standings) beyond(day calendar.Day) string {
	for _, m := range s.linker.of.Calendar.Months {
		if sameMonth(m.First.In(time.UTC), day.In(time.UTC)) && s.holds(m.Page) {
			return s.linker.url(m.Page.Path)
		}
	}
	return ""
}

// weeks fills the grid.
func (cs *calendars) weeks(m calendar.Month, at standings) [][]Cell {
	from, to := m.Shown()
	days := cs.of.Calendar.Grid(from, to+1, cellCount)
	weeks := make([][]Cell, 0, len(m.Weeks))
	for _, week := range m.Weeks {
		cells := make([]Cell, 0, len(week))
		for _, c := range week {
			on := days[c.Day-from]
			cell := Cell{Date: c.Day.In(cs.zone()), Number: c.Number(), Outside: c.Outside, Lunar: c.LunarLabel(),
				Events: cs.each(on.Dates), More: on.All - len(on.Dates), Count: on.Count}
			switch {
			case on.All == 0:
			case c.Outside:
				cell.URL = at.beyond(c.Day)
			default:
				cell.URL = at.url(c.Day)
			}
			cells = append(cells, cell)
		}
		weeks = append(weeks, cells)
	}
	return weeks
}

func monthOf(first calendar.Day) calendar.Month {
	year, month, _ := first.Date()
	return calendar.MonthOf(year, month)
}
