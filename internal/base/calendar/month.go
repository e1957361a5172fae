package calendar

import (
	"strconv"
	"time"
)

// Month is one month as a wall calendar shows it: whole weeks from Monday to Sunday.
type Month struct {
	Year  int
	Month time.Month
	Weeks [][7]Cell
}

// Cell is one day in a Month.
type Cell struct {
	Day      Day
	Outside  bool     // of the month before or after
	Lunar    LunarDay // zero if HasLunar is false: years out of the lunar calendar's range
	HasLunar bool
}

// MonthOf lays out a month; it has four to six weeks.
func MonthOf(year int, month time.Month) Month {
	first := Date(year, month, 1)
	year, month, _ = first.Date()
	next := first + Day(monthLength(first))
	m := Month{Year: year, Month: month}
	for monday := first.Monday(); monday < next; monday += 7 {
		var week [7]Cell
		for i := range week {
			day := monday + Day(i)
			lunar, ok := FromSolar(day)
			week[i] = Cell{Day: day, Outside: day < first || day >= next, Lunar: lunar, HasLunar: ok}
		}
		m.Weeks = append(m.Weeks, week)
	}
	return m
}

// First returns the first day of the month.
func (m Month) First() Day { return Date(m.Year, m.Month, 1) }

// Last returns the last day of the month.
func (m Month) Last() Day { return Date(m.Year, m.Month+1, 0) }

// Shown returns the first and the last day in the grid, those outside the month included.
func (m Month) Shown() (Day, Day) {
	return m.Weeks[0][0].Day, m.Weeks[len(m.Weeks)-1][6].Day
}

// Number returns the day of the month.
func (c Cell) Number() int {
	_, _, day := c.Day.Date()
	return day
}

// LunarLabel returns what Vietnamese wall calendars print in the corner: "15", on the first of a
// lunar month "1/8", of a leap month "1/6N"; nothing out of range.
func (c Cell) LunarLabel() string {
	if !c.HasLunar {
		return ""
	}
	label := strconv.Itoa(c.Lunar.Day)
	if c.Lunar.Day != 1 {
		return label
	}
	label += "/" + strconv.Itoa(c.Lunar.Month)
	if c.Lunar.Leap {
		label += "N"
	}
	return label
}
