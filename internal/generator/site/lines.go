package site

import (
	"iter"
	"slices"
	"time"

	"loa/internal/base/calendar"
)

// Agenda is dates one below the other, on one page or on several. It keeps what is
// shown small: the dates of a page are made when it is.
type Agenda struct {
	of    *Calendar
	lines []line
}

// line is a date in an agenda.
type line struct {
	slot
	also []int64 // Unix seconds: the other days, of an activity that is named once
}

// Line is a line of an agenda as a page shows it.
type Line struct {
	Date
	Also []time.Time // in a crowded agenda: the activity's other days, named here once
}

// Opening is where the dates of a month begin.
type Opening struct {
	Month calendar.Day // its first day
	Page  int          // on which page of the agenda, counted from 1
}

// Coming lists the dates of a word's page, from the current month to the end of
// the window.
func (c *Calendar) Coming(t Term) Agenda {
	return c.agenda(c.slotsOf(c.Of(t), c.month(), c.Window.To), c.coming[t])
}

// OfMonth lists the dates of a month.
func (c *Calendar) OfMonth(first calendar.Day) Agenda {
	i := c.monthIndex(first)
	return c.agenda(c.slotsOf(c.Activities, first, c.starts[i+1]), c.monthly[i])
}

// AgendaOf lists given dates, which are in order.
func (c *Calendar) AgendaOf(dates []Date) Agenda {
	return c.agenda(func(yield func(slot) bool) {
		for _, d := range dates {
			if !yield(slotOf(d.Activity, d.Occurrence)) {
				return
			}
		}
	}, tally{dates: len(dates), named: len(dates)})
}

// agenda makes the lines. Where there are very many dates, an activity that repeats
// is named once; those of its dates that were moved or left out stand alone.
func (c *Calendar) agenda(dates iter.Seq[slot], n tally) Agenda {
	crowded := n.crowded()
	var named []int32 // by the activity's index: its line, counted from 1
	if crowded {
		named = make([]int32, len(c.Activities))
	}
	lines := make([]line, 0, n.lines())
	for s := range dates {
		if crowded && !s.moved && !s.off {
			if n := named[s.of]; n > 0 {
				lines[n-1].also = append(lines[n-1].also, s.start)
				continue
			}
			named[s.of] = int32(len(lines) + 1)
		}
		lines = append(lines, line{slot: s})
	}
	return Agenda{c, lines}
}

// Page lists the lines of one page of the agenda, counted from 1.
func (a Agenda) Page(number int) []Line {
	from := min((number-1)*linesOnPage, len(a.lines))
	return a.show(a.lines[from:min(from+linesOnPage, len(a.lines))])
}

// All lists the lines of an agenda that is on one page.
func (a Agenda) All() []Line { return a.show(a.lines) }

func (a Agenda) show(lines []line) []Line {
	shown := make([]Line, len(lines))
	for i, l := range lines {
		shown[i].Date = a.of.date(l.slot)
		if len(l.also) == 0 {
			continue
		}
		days := make([]time.Time, len(l.also))
		for j, s := range l.also {
			days[j] = a.of.at(s)
		}
		shown[i].Also = days
	}
	return shown
}

// Openings lists the months in which lines begin.
func (a Agenda) Openings() []Opening {
	var all []Opening
	next := int64(0) // when the month after the last opening begins
	for i, l := range a.lines {
		if len(all) > 0 && l.start < next {
			continue
		}
		year, month, _ := a.of.at(l.start).Date()
		all = append(all, Opening{calendar.Date(year, month, 1), i/linesOnPage + 1})
		next = calendar.Date(year, month+1, 1).In(a.of.zone).Unix()
	}
	return all
}

// Standing is where the lines of a day begin.
type Standing struct {
	Day  calendar.Day
	Page int // of the agenda, counted from 1
}

// Standings lists the days that the lines stand at, in order: what began before
// the first day stands at that.
func (a Agenda) Standings(first calendar.Day) []Standing {
	var all []Standing
	for i, l := range a.lines {
		on := max(first, calendar.DayOf(a.of.at(l.start)))
		if n := len(all); n == 0 || all[n-1].Day != on {
			all = append(all, Standing{on, i/linesOnPage + 1})
		}
	}
	return all
}

// Past lists the last n of a word's dates that ended before the current month.
func (c *Calendar) Past(t Term, n int) []Date {
	month := c.month()
	before := month.In(c.zone).Unix()
	chosen := c.chosen(c.Of(t))
	at := c.slotFrom(before)
	var dates []Date
	for i := at - 1; i >= 0 && len(dates) < n; i-- {
		s := c.slots[i]
		if chosen != nil && !chosen[s.of] {
			continue
		}
		if d := c.date(s); d.Last() < month {
			dates = append(dates, d)
		}
	}
	slices.Reverse(dates)
	return dates
}

// GridDay is what a day of a month's grid names: the first few of its dates, those
// that take the fewest days first, since what lasts for weeks is on every day, and those
// that a repeat leaves out last.
type GridDay struct {
	Dates []Date
	Count int // of all its dates that take place
	All   int // with those that do not

	spans []calendar.Day
}

// Grid lists what the days from one (included) to another (not included) name,
// each n dates at most.
func (c *Calendar) Grid(from, to calendar.Day, n int) []GridDay {
	days := make([]GridDay, to-from)
	for s := range c.slotsOf(c.Activities, from, to) {
		d := c.date(s)
		first, last := d.First(), d.Last()
		for day := max(from, first); day <= min(to-1, last); day++ {
			days[day-from].add(d, last-first, n)
		}
	}
	return days
}

func (s *GridDay) add(d Date, span calendar.Day, n int) {
	s.All++
	if d.Off {
		span += windowMonths * 31
	} else {
		s.Count++
	}
	at := len(s.Dates)
	for at > 0 && s.spans[at-1] > span {
		at--
	}
	if at == n {
		return
	}
	s.Dates, s.spans = slices.Insert(s.Dates, at, d), slices.Insert(s.spans, at, span)
	s.Dates, s.spans = s.Dates[:min(n, len(s.Dates))], s.spans[:min(n, len(s.spans))]
}
