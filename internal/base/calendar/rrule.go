package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var icsWeekdays = [7]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

var icsUnits = map[Unit]string{EveryDay: "DAILY", EveryWeek: "WEEKLY", EveryMonth: "MONTHLY", EveryYear: "YEARLY"}

// RRule returns the event's repeat as the value of an RRULE (RFC 5545 section 3.3.10), empty if
// it has none or is lunar. What the rule takes from the start (weekday, day of the month) is written out.
func (e Event) RRule() string {
	if e.Repeat == nil || e.Lunar != nil {
		return ""
	}
	r := e.Repeat
	parts := []string{"FREQ=" + icsUnits[r.Every]}
	if r.step() > 1 {
		parts = append(parts, "INTERVAL="+strconv.Itoa(r.step()))
	}
	if r.Until != 0 {
		parts = append(parts, "UNTIL="+e.until())
	} else if r.Count > 0 {
		parts = append(parts, "COUNT="+strconv.Itoa(r.Count))
	}
	return strings.Join(append(parts, r.byParts(e.FirstDay())...), ";")
}

// until returns the end of the rule's last day: a date for an all-day event, else in UTC, as RFC 5545
// asks where DTSTART names a time zone.
func (e Event) until() string {
	if e.AllDay {
		return icsDate(e.Repeat.Until)
	}
	return icsUTC((e.Repeat.Until + 1).In(e.zone()).Add(-time.Second))
}

// byParts returns the BY… parts.
func (r *Rule) byParts(start Day) []string {
	_, month, day := start.Date()
	var parts []string
	if r.Every == EveryYear {
		parts = append(parts, fmt.Sprintf("BYMONTH=%d", month))
	}
	monthly := r.Every == EveryMonth || r.Every == EveryYear
	switch {
	case monthly && r.Day != 0:
		parts = append(parts, fmt.Sprintf("BYMONTHDAY=%d", r.Day))
	case monthly && len(r.Nth) == 0 && len(r.Days) == 0:
		parts = append(parts, fmt.Sprintf("BYMONTHDAY=%d", day))
	}
	if by := r.byDay(start); len(by) > 0 {
		parts = append(parts, "BYDAY="+strings.Join(by, ","))
	}
	return parts
}

func (r *Rule) byDay(start Day) []string {
	var days []string
	if len(r.Nth) > 0 {
		for _, n := range r.Nth {
			days = append(days, strconv.Itoa(n.N)+icsWeekdays[n.Weekday])
		}
		return days
	}
	for _, w := range r.Days {
		days = append(days, icsWeekdays[w])
	}
	if len(days) == 0 && r.Every == EveryWeek {
		days = append(days, icsWeekdays[start.Weekday()])
	}
	return days
}

// icsDate returns a DATE value: 20260601.
func icsDate(d Day) string { return d.In(time.UTC).Format("20060102") }

// icsUTC returns a DATE-TIME value in UTC: 20260601T010000Z.
func icsUTC(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// icsLocal returns a DATE-TIME value by the clocks of t's own zone: 20260601T080000.
func icsLocal(t time.Time) string { return t.Format("20060102T150405") }
