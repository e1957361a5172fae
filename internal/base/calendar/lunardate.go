package calendar

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// LunarDate is a day of every lunar year on which an event happens.
type LunarDate struct {
	Month  int  // 1 to 12
	Day    int  // 1 to 30; 30 in a month of 29 days is its last day
	Leap   bool // in the leap month of that number: only in years that have it
	Length int  // days, counting the first; 0 is 1

	// Of an event that is not all-day: the times of day at which it begins on its first day and
	// ends on its last. To is 0 without an end; before From on a single day it is in the next.
	From, To Clock
}

// leapWord marks a leap month, as in "15/8 nhuận".
const leapWord = "nhuận"

// ParseLunarDate reads "15/8" or "15/8 nhuận".
func ParseLunarDate(s string) (LunarDate, error) {
	bad := fmt.Errorf("lunar date %q is not of the form 15/8 or 15/8 nhuận", s)
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 2 || len(words) == 2 && !strings.EqualFold(words[1], leapWord) {
		return LunarDate{}, bad
	}
	before, after, _ := strings.Cut(words[0], "/")
	day, err1 := strconv.Atoi(before)
	month, err2 := strconv.Atoi(after)
	if err1 != nil || err2 != nil || day < 1 || day > 30 || month < 1 || month > 12 {
		return LunarDate{}, bad
	}
	return LunarDate{Month: month, Day: day, Leap: len(words) == 2}, nil
}

// String returns "15/8" or "15/8 nhuận", as ParseLunarDate reads it.
func (l LunarDate) String() string { return lunarText(l.Day, l.Month, l.Leap) }

// String returns "15/8" or "15/8 nhuận", without the year.
func (l LunarDay) String() string { return lunarText(l.Day, l.Month, l.Leap) }

func lunarText(day, month int, leap bool) string {
	s := strconv.Itoa(day) + "/" + strconv.Itoa(month)
	if leap {
		s += " " + leapWord
	}
	return s
}

// In returns the first day in a lunar year; false in a year without it.
func (l LunarDate) In(year int) (Day, bool) {
	m, ok := LunarDay{Year: year, Month: l.Month, Leap: l.Leap}.month()
	if !ok || l.Day < 1 || l.Day > 30 {
		return 0, false
	}
	return m.First + Day(min(l.Day, m.Days)-1), true
}

// lunarCandidates yields an occurrence for each lunar year that the days first to last may touch.
func (e Event) lunarCandidates(first, last Day) iter.Seq[Occurrence] {
	length := Day(max(1, e.Lunar.Length))
	from, _, _ := (first - length).Date()
	to, _, _ := last.Date()
	return func(yield func(Occurrence) bool) {
		// Month 12 of a lunar year lies in the Gregorian year after it.
		for year := max(from-1, FirstLunarYear); year <= min(to, LastLunarYear); year++ {
			day, ok := e.Lunar.In(year)
			if ok && !yield(e.lunarOn(day, length, year)) {
				return
			}
		}
	}
}

func (e Event) lunarOn(d, length Day, year int) Occurrence {
	if e.AllDay {
		return Occurrence{Start: d.In(e.zone()), End: (d + length).In(e.zone()), AllDay: true, Year: year}
	}
	start := d.At(e.Lunar.From, e.zone())
	end := (d + length - 1).At(e.Lunar.To, e.zone())
	switch {
	case e.Lunar.To == 0:
		end = start
	case !end.After(start):
		end = (d + length).At(e.Lunar.To, e.zone())
	}
	return Occurrence{Start: start, End: end, Year: year}
}
