package site

import (
	"time"

	"loa/internal/base/calendar"
)

// A page of the calendar is as long as a page may be: some forty bytes a line
// when compressed.
const (
	linesOnPage  = 200
	crowdedAfter = 300 // dates; above it, an activity that repeats is named once
)

// tally counts what an agenda has: dates, and lines when an activity that repeats
// is named once.
type tally struct{ dates, named int }

// add counts the dates of one activity: those that are as always and those that
// were moved or left out.
func (t *tally) add(usual, changed int) {
	t.dates += usual + changed
	t.named += min(usual, 1) + changed
}

func (t tally) crowded() bool { return t.dates > crowdedAfter }

func (t tally) lines() int {
	if t.crowded() {
		return t.named
	}
	return t.dates
}

func (t tally) pages() int { return (t.lines() + linesOnPage - 1) / linesOnPage }

// counts are the dates of an activity in each month of the window, and of all from
// the current month on. Changed are those that were moved or left out.
type counts struct {
	usual, changed  [windowMonths]int
	coming, shifted int
}

// windowMonths is how many months a window has at most.
const windowMonths = 31

// count expands an activity once over the whole window.
func (c *Calendar) count(a *Activity) counts {
	var n counts
	from, to := c.Window.In(c.zone)
	for o := range a.When().Each(from, to) {
		c.countDate(&n, a, o)
	}
	for _, o := range a.When().LeftOut(from, to) {
		c.countDate(&n, a, o)
	}
	return n
}

func (c *Calendar) countDate(n *counts, a *Activity, o calendar.Occurrence) {
	c.keep(a, o)
	changed := o.Moved() || o.Off
	first, last := c.monthIndex(max(o.First(), c.Window.From)), c.monthIndex(min(o.Last(), c.Window.To-1))
	for i := first; i <= last; i++ {
		if changed {
			n.changed[i]++
		} else {
			n.usual[i]++
		}
	}
	switch {
	case last < c.monthIndex(c.month()):
	case changed:
		n.shifted++
	default:
		n.coming++
	}
}

// month is the first day of the current month.
func (c *Calendar) month() calendar.Day {
	year, month, _ := c.Today.Date()
	return calendar.Date(year, month, 1)
}

// monthsOf lists the first days of a window's months, and the day behind its last.
func monthsOf(w calendar.Window) []calendar.Day {
	year, month, _ := w.From.Date()
	var all []calendar.Day
	for i := range windowMonths + 1 {
		all = append(all, calendar.Date(year, month+time.Month(i), 1))
	}
	return all
}

// monthIndex counts months from the window's first, in which the day lies or later.
func (c *Calendar) monthIndex(d calendar.Day) int {
	i := max(0, int(d-c.Window.From)/31)
	for i+1 < len(c.starts) && c.starts[i+1] <= d {
		i++
	}
	return i
}
