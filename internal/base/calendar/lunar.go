package calendar

import (
	"slices"
	"sync"
)

// The lunar calendar is given for these years: FromSolar for each of their days, ToSolar for each
// day of the lunar years of that number. Before 1968 other clocks were in use in Viet Nam; after
// 2100 the turning of the Earth is too uncertain.
const (
	FirstLunarYear = 1968
	LastLunarYear  = 2100
)

// LunarDay is a day of the Vietnamese lunar calendar.
type LunarDay struct {
	Year  int // named by the Gregorian year in which it begins
	Month int // 1 to 12
	Day   int // 1 to 29 or 30
	Leap  bool
}

// lunarMonths is every month that the range touches, in order: about 1,650, made when first
// asked for (some milliseconds) and never changed.
var lunarMonths = sync.OnceValue(func() []LunarMonth {
	months := make([]LunarMonth, 0, 1670)
	for y := FirstLunarYear; y <= LastLunarYear+1; y++ {
		months = append(months, solsticeYear(y)...)
	}
	return months
})

// FromSolar returns the lunar day of d; false if d is not in the years FirstLunarYear to
// LastLunarYear.
func FromSolar(d Day) (LunarDay, bool) {
	if d < Date(FirstLunarYear, 1, 1) || d >= Date(LastLunarYear+1, 1, 1) {
		return LunarDay{}, false
	}
	months := lunarMonths()
	i, exact := slices.BinarySearchFunc(months, d, func(m LunarMonth, d Day) int { return int(m.First - d) })
	if !exact {
		i--
	}
	m := months[i]
	return LunarDay{m.Year, m.Month, int(d-m.First) + 1, m.Leap}, true
}

// ToSolar returns the Gregorian day; false if there is no such lunar day: the 30th of a short
// month, a leap month that the year does not have, a year out of range.
func (l LunarDay) ToSolar() (Day, bool) {
	m, ok := l.month()
	if !ok || l.Day < 1 || l.Day > m.Days {
		return 0, false
	}
	return m.First + Day(l.Day-1), true
}

func (l LunarDay) month() (LunarMonth, bool) {
	months := LunarYear(l.Year)
	i := slices.IndexFunc(months, func(m LunarMonth) bool { return m.Month == l.Month && m.Leap == l.Leap })
	if i < 0 {
		return LunarMonth{}, false
	}
	return months[i], true
}

// LunarYear returns the 12 or 13 months of a lunar year from Tết on, nil for a year out of range.
// The caller must not change them.
func LunarYear(year int) []LunarMonth {
	if year < FirstLunarYear || year > LastLunarYear {
		return nil
	}
	months := lunarMonths()
	from, _ := slices.BinarySearchFunc(months, year, func(m LunarMonth, y int) int { return m.Year - y })
	to, _ := slices.BinarySearchFunc(months, year+1, func(m LunarMonth, y int) int { return m.Year - y })
	return slices.Clip(months[from:to])
}

// LeapMonth returns the number of the year's leap month, 0 if it has none.
func LeapMonth(year int) int {
	for _, m := range LunarYear(year) {
		if m.Leap {
			return m.Month
		}
	}
	return 0
}
