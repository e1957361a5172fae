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
	First, Last time.Time // Monday and Sunday
	Count       int       // of what it lists
	Days        []Day
	Open        bool // the week of the day of the build, else the first after it
}

// longGroup is how many lines a group may have without being cut into weeks.
const longGroup = 100

// group lists the dates of one level.
func (e *edition) group(level *Term, dates []site.Date) Group {
	lines := e.of.Calendar.AgendaOf(dates).All()
	if len(lines) <= longGroup {
		return Group{Level: level, Days: e.byDay(lines, 0)}
	}
	return Group{Level: level, Weeks: e.byWeek(lines)}
}

// byWeek groups lines by the week in which they begin.
func (e *edition) byWeek(lines []site.Line) []Week {
	var weeks []Week
	opened := false
	for len(lines) > 0 {
		monday := lines[0].First().Monday()
		n := 1
		for n < len(lines) && lines[n].First() < monday+7 {
			n++
		}
		open := !opened && e.of.Calendar.Today < monday+7
		opened = opened || open
		weeks = append(weeks, Week{First: monday.In(e.zone()), Last: (monday + 6).In(e.zone()), Count: n, Days: e.byDay(lines[:n], 0), Open: open})
		lines = lines[n:]
	}
	return weeks
}
