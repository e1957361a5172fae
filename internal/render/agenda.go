package render

import (
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"loa/internal/calendar"
	"loa/internal/site"
)

// Day is one day with what happens on it.
type Day struct {
	Date   time.Time
	Lunar  string // "15/8"
	Events []*Date
	Opens  bool // the first of its month, on the page of one word
}

// pastCount is how many of the dates that are over the page of one word has; the
// months of the calendar have all.
const pastCount = 60

// fillTerm fills the page of one word: what is to come, month by month.
func (e *edition) fillTerm(v *Calendar, p *site.Page, term site.Term, number int) {
	if number == 1 {
		past := slices.Collect(e.of.Calendar.Past(term))
		v.Past = e.days(past[max(0, len(past)-pastCount):], 0)
	}
	lines := e.agenda(p, func() []line { return named(e.of.Calendar.Coming(term)) })
	v.Days = e.byDay(site.LinesOn(lines, number), 0)
	month := time.Time{}
	for i, day := range v.Days {
		v.Days[i].Opens = i == 0 || !sameMonth(day.Date, month)
		month = day.Date
	}
	month = time.Time{}
	for i, l := range lines {
		if sameMonth(l.Start, month) {
			continue
		}
		month = l.Start
		link := MonthLink{Month: firstOfMonth(month), URL: "#" + monthID(month)}
		if on := site.PageOf(i); on != number {
			link.URL = e.r.url(p.PathOn(on)) + link.URL
		}
		v.Months = append(v.Months, link)
	}
}

func sameMonth(a, b time.Time) bool { return a.Month() == b.Month() && a.Year() == b.Year() }

func firstOfMonth(t time.Time) time.Time {
	year, month, _ := t.Date()
	return calendar.Date(year, month, 1).In(t.Location())
}

func monthID(t time.Time) string { return t.Format("2006-01") }

// ID is where the month of a day begins on the page.
func (d Day) ID() string { return monthID(d.Date) }

// agendaOf is the page whose later pages go on with the agenda that a page begins:
// the calendar's own page shows a month that has a page, too.
func (e *edition) agendaOf(p *site.Page) *site.Page {
	c := e.of.Calendar
	if p == c.Home {
		for _, m := range c.Months {
			if m.First == c.Shown(p) {
				return m.Page
			}
		}
	}
	return p
}

// line is a date in an agenda.
type line struct {
	site.Date
	also []time.Time // in a crowded agenda: the activity's other days, named here once
}

// named makes the lines of an agenda. Where there are very many dates, an activity
// that repeats is named once; those of its dates that were moved stand alone.
func named(dates iter.Seq[site.Date], count int) []line {
	crowded := site.Crowded(count)
	var lines []line
	once := map[*site.Activity]int{}
	for d := range dates {
		if crowded && !d.Moved() {
			if i, ok := once[d.Activity]; ok {
				lines[i].also = append(lines[i].also, d.Start)
				continue
			}
			once[d.Activity] = len(lines)
		}
		lines = append(lines, line{Date: d})
	}
	return lines
}

// days is an agenda on one page.
func (e *edition) days(dates []site.Date, first calendar.Day) []Day {
	return e.byDay(named(slices.Values(dates), len(dates)), first)
}

// byDay groups lines by the day on which they begin; what began before the first
// day stands at that.
func (e *edition) byDay(lines []line, first calendar.Day) []Day {
	var days []Day
	last := calendar.Day(-1)
	for _, l := range lines { // in order of their start
		on := max(first, calendar.DayOf(l.Start))
		if len(days) == 0 || on != last {
			date := on.In(l.Start.Location())
			days = append(days, Day{Date: date, Lunar: lunar(date)})
			last = on
		}
		view := e.date(l.Date)
		view.Also = l.also
		days[len(days)-1].Events = append(days[len(days)-1].Events, view)
	}
	return days
}

// openAgenda is the lines of a page whose agenda takes several, kept until all of
// these were made.
type openAgenda struct {
	once  sync.Once
	lines []line
	left  atomic.Int32
}

// agenda returns the lines of a page of the calendar.
func (e *edition) agenda(p *site.Page, lines func() []line) []line {
	count := p.PageCount()
	if count < 2 {
		return lines()
	}
	fresh := &openAgenda{}
	fresh.left.Store(int32(count))
	known, _ := e.agendas.LoadOrStore(p, fresh)
	a := known.(*openAgenda)
	a.once.Do(func() { a.lines = lines() })
	if a.left.Add(-1) == 0 {
		e.agendas.Delete(p)
	}
	return a.lines
}
