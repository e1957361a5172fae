package calendar

import (
	"fmt"
	"time"
)

// Day is a civil day, counted from 1970-01-01 = 0. It belongs to no time zone, so days can be
// compared, subtracted and used as keys without an hour or a zone getting in the way.
type Day int

// DayOf returns the day that t shows in its own location.
func DayOf(t time.Time) Day {
	_, east := t.Zone()
	seconds := t.Unix() + int64(east)
	if seconds < 0 {
		seconds -= secondsADay - 1 // division rounds towards zero
	}
	return Day(seconds / secondsADay)
}

// Date returns the day with the given Gregorian date; like time.Date it accepts values outside
// their range (month 13, day 0) and normalises them.
func Date(year int, month time.Month, day int) Day {
	seconds := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Day(seconds / secondsADay)
}

const secondsADay = 24 * 60 * 60

// ParseDay reads "2026-06-01".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("day %q is not of the form 2026-06-01", s)
	}
	return DayOf(t), nil
}

// Date returns the Gregorian year, month and day.
func (d Day) Date() (int, time.Month, int) {
	return d.In(time.UTC).Date()
}

// Weekday returns the day of the week; day 0 was a Thursday.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(floorMod(int(d)+int(time.Thursday), 7))
}

// In returns the first moment of the day in a zone. Where the clocks skip midnight it is the
// hour to which they jump; time.Date would give one of the day before.
func (d Day) In(zone *time.Location) time.Time {
	if zone == time.UTC {
		return time.Unix(int64(d)*secondsADay, 0).UTC()
	}
	t := d.At(0, zone)
	if DayOf(t) != d {
		_, t = t.ZoneBounds()
	}
	return t
}

// At returns the moment at which the zone's clocks show the given time on this day; an hour that
// the clocks skip is read as time.Date reads it.
func (d Day) At(clock Clock, zone *time.Location) time.Time {
	return time.Date(1970, time.January, 1+int(d), 0, 0, int(clock), 0, zone)
}

// String returns the day as "2026-06-01".
func (d Day) String() string {
	return d.In(time.UTC).Format(time.DateOnly)
}

// Monday returns the Monday of the day's week: weeks start on Monday in Viet Nam, as in ISO 8601.
func (d Day) Monday() Day {
	return d - Day((d.Weekday()+6)%7)
}

// Clock is a time of day in seconds after midnight.
type Clock int

// ClockAt returns the time of day of an hour and a minute.
func ClockAt(hour, minute int) Clock { return Clock(hour*3600 + minute*60) }

// ClockOf returns the time of day that t shows in its own location, whole seconds.
func ClockOf(t time.Time) Clock {
	hour, minute, second := t.Clock()
	return ClockAt(hour, minute) + Clock(second)
}
