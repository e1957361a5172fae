package render

import (
	"time"

	"loa/internal/base/calendar"
)

// Last is the day on which the date ends: of an end at midnight the day that this closes.
func (d *Date) Last() time.Time { return lastDay(d.Start, d.End, d.AllDay) }

// Midnight is yes if it ends at the midnight that closes a day, which is said as 24:00 of
// that day, or, of several days, not at all.
func (d *Date) Midnight() bool { return closesDay(d.Start, d.End, d.AllDay) }

// Last is the day on which the next date ends, as of a Date.
func (v *Event) Last() time.Time { return lastDay(v.Start, v.End, v.AllDay) }

// Midnight is yes if the next date ends at midnight, as of a Date.
func (v *Event) Midnight() bool { return closesDay(v.Start, v.End, v.AllDay) }

func closesDay(start, end time.Time, allDay bool) bool {
	return !allDay && end.After(start) && calendar.ClockOf(end) == 0
}

func lastDay(start, end time.Time, allDay bool) time.Time {
	if !closesDay(start, end, allDay) {
		return end
	}
	return (calendar.DayOf(end) - 1).In(end.Location())
}
