package render

import (
	"sync"
	"sync/atomic"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/site"
)

// Day is one day with what happens on it.
type Day struct {
	Date   time.Time
	Lunar  string // "15/8"
	Events []*Date
	Opens  bool   // the first of its month, on the page of one word
	Closes bool   // the last of its week in a list whose weeks can be copied
	Anchor string // its id on the page of a month; else ""
}

// pastCount is how many of the dates that are over the page of one word has; the
// months of the calendar have all.
const pastCount = 60

// fillTerm fills the page of one word: what is to come, month by month.
func (cs *calendars) fillTerm(v *Calendar, p *site.Page, term site.Term, number int) {
	if number == 1 {
		v.Past = cs.days(cs.of.Calendar.Past(term, pastCount), 0)
	}
	agenda := cs.agenda(p, func() site.Agenda { return cs.of.Calendar.Coming(term) })
	v.Days = cs.byDay(agenda.Page(number), 0)
	month := time.Time{}
	for i, day := range v.Days {
		v.Days[i].Opens = i == 0 || !sameMonth(day.Date, month)
		month = day.Date
	}
	for _, o := range agenda.Openings() {
		link := MonthLink{Month: o.Month.In(cs.zone())}
		link.URL = "#" + monthID(link.Month)
		if o.Page != number {
			link.URL = cs.url(p.PathOn(o.Page)) + link.URL
		}
		v.Months = append(v.Months, link)
	}
}

func sameMonth(a, b time.Time) bool { return a.Month() == b.Month() && a.Year() == b.Year() }

func monthID(t time.Time) string { return t.Format("2006-01") }

// ID is where the month of a day begins on the page.
func (d Day) ID() string { return monthID(d.Date) }

// agendaOf is the page whose later pages go on with the agenda that a page begins:
// the calendar's own page shows a month that has a page, too.
func (ds *dates) agendaOf(p *site.Page) *site.Page {
	c := ds.of.Calendar
	if p == c.Home {
		for _, m := range c.Months {
			if m.First == c.Shown(p) {
				return m.Page
			}
		}
	}
	return p
}

// days is an agenda on one page.
func (ds *dates) days(dates []site.Date, first calendar.Day) []Day {
	return ds.byDay(ds.of.Calendar.AgendaOf(dates).All(), first)
}

// byDay groups lines by the day on which they begin; what began before the first
// day stands at that.
func (ds *dates) byDay(lines []site.Line, first calendar.Day) []Day {
	var days []Day
	last := calendar.Day(-1)
	for _, l := range lines { // in order of their start
		on := max(first, calendar.DayOf(l.Start))
		if len(days) == 0 || on != last {
			date := on.In(l.Start.Location())
			days = append(days, Day{Date: date, Lunar: lunar(date)})
			last = on
		}
		view := ds.date(l.Date)
		view.Also = l.Also
		days[len(days)-1].Events = append(days[len(days)-1].Events, view)
	}
	return days
}

// closeWeeks marks the days of an agenda after which another week begins, and the last.
func closeWeeks(days []Day) {
	for i := range days {
		days[i].Closes = i+1 == len(days) || calendar.DayOf(days[i].Date).Monday() != calendar.DayOf(days[i+1].Date).Monday()
	}
}

// openAgenda is an agenda that takes several pages, kept until all of these were
// made.
type openAgenda struct {
	once sync.Once
	of   site.Agenda
	left atomic.Int32
}

// agenda returns the agenda of a page of the calendar.
func (ds *dates) agenda(p *site.Page, find func() site.Agenda) site.Agenda {
	count := p.PageCount()
	if count < 2 {
		return find()
	}
	fresh := &openAgenda{}
	fresh.left.Store(int32(count))
	known, _ := ds.agendas.LoadOrStore(p, fresh)
	a := known.(*openAgenda)
	a.once.Do(func() { a.of = find() })
	if a.left.Add(-1) == 0 {
		ds.agendas.Delete(p)
	}
	return a.of
}
