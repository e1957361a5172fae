package render

import (
	"time"

	"loa/internal/generator/site"
)

// Group is the dates of a campaign's events at one level.
type Group struct {
	Level *Term // nil: of no level
	Days  []Day
	Weeks []Week // of very many dates, instead of Days
}

// Week is one week of a group.
type Week struct {
	First time.Time // its Monday
	Last  time.Time // its Sunday
	Count int       // of what it lists
	Days  []Day
	Open  bool // the week of the day of the build, else the first after it
}

// longGroup is how many lines a group may have without being cut into weeks.
const longGroup = 100

// group lists the dates of one level.
func (ds *dates) group(level *Term, dates []site.Date) Group {
	lines := ds.of.Calendar.AgendaOf(dates).All()
	if len(lines) <= longGroup {
		return Group{Level: level, Days: ds.byDay(lines, 0)}
	}
	return Group{Level: level, Weeks: ds.byWeek(lines)}
}

// byWeek groups lines by the week in which they begin.
func (ds *dates) byWeek(lines []site.Line) []Week {
	var weeks []Week
	opened := false
	for len(lines) > 0 {
		monday := lines[0].First().Monday()
		n := 1
		for n < len(lines) && lines[n].First() < monday+7 {
			n++
		}
		open := !opened && ds.of.Calendar.Today < monday+7
		opened = opened || open
		weeks = append(weeks, Week{First: monday.In(ds.zone()), Last: (monday + 6).In(ds.zone()), Count: n, Days: ds.byDay(lines[:n], 0), Open: open})
		lines = lines[n:]
	}
	return weeks
}
