package calendar

import (
	"iter"
	"slices"
	"time"
)

// maxStep keeps a wrong Step from running over the range of days; Check refuses larger ones.
const maxStep = 1000

// days yields, in order, the days from first to last (both included) on which an event that
// begins on start repeats, before days are left out or moved.
func (r *Rule) days(start, first, last Day) iter.Seq[Day] {
	if r.Until != 0 {
		last = min(last, r.Until)
	}
	return func(yield func(Day) bool) {
		count := 0
		var period []Day
		for i := r.firstPeriod(start, first); r.periodStart(start, i) <= last; i++ {
			period = r.inPeriod(period[:0], start, i)
			for _, d := range period {
				if d < start {
					continue
				}
				count++
				if d > last || r.Count > 0 && count > r.Count || d >= first && !yield(d) {
					return
				}
			}
		}
	}
}

// firstPeriod returns a period, counted from the start's, before which none has a day from first
// on. With a Count all must be gone through.
func (r *Rule) firstPeriod(start, first Day) int {
	if r.Count > 0 || first <= start {
		return 0
	}
	return int(first-start) / (r.Every.longest() * r.step())
}

// longest returns how many days the unit has at most.
func (u Unit) longest() int {
	switch u {
	case EveryWeek:
		return 7
	case EveryMonth:
		return 31
	case EveryYear:
		return 366
	default:
		return 1
	}
}

func (r *Rule) step() int { return min(max(1, r.Step), maxStep) }

// periodStart returns the first day of the i-th period after that of start, i times Step units on.
func (r *Rule) periodStart(start Day, i int) Day {
	n := i * r.step()
	switch r.Every {
	case EveryWeek:
		return start.Monday() + Day(7*n)
	case EveryMonth:
		year, month, _ := start.Date()
		return Date(year, month+time.Month(n), 1)
	case EveryYear:
		year, month, _ := start.Date()
		return Date(year+n, month, 1)
	default:
		return start + Day(n)
	}
}

// inPeriod appends the days of the i-th period that fit, in order.
func (r *Rule) inPeriod(days []Day, start Day, i int) []Day {
	first := r.periodStart(start, i)
	switch r.Every {
	case EveryWeek:
		return r.inWeek(days, start, first)
	case EveryMonth, EveryYear:
		return r.inMonth(days, start, first)
	}
	if !r.onWeekday(first) {
		return days
	}
	return append(days, first)
}

func (r *Rule) inWeek(days []Day, start, monday Day) []Day {
	if len(r.Days) == 0 {
		return append(days, monday+start-start.Monday())
	}
	return r.weekdays(days, monday, 7)
}

// inMonth appends the fitting days of the month that begins on first.
func (r *Rule) inMonth(days []Day, start, first Day) []Day {
	length := monthLength(first)
	switch {
	case len(r.Nth) > 0:
		return r.nthDays(days, first, length)
	case r.Day == 0 && len(r.Days) > 0:
		return r.weekdays(days, first, length)
	}
	day := r.Day
	if day == 0 {
		_, _, day = start.Date()
	}
	if day < 0 {
		day += length + 1
	}
	d := first + Day(day-1)
	if day < 1 || day > length || !r.onWeekday(d) {
		return days
	}
	return append(days, d)
}

// weekdays appends which of n days from first on have one of the rule's weekdays.
func (r *Rule) weekdays(days []Day, first Day, n int) []Day {
	for d := first; d < first+Day(n); d++ {
		if r.onWeekday(d) {
			days = append(days, d)
		}
	}
	return days
}

func (r *Rule) onWeekday(d Day) bool {
	return len(r.Days) == 0 || slices.Contains(r.Days, d.Weekday())
}

// nthDays appends to what is empty.
func (r *Rule) nthDays(days []Day, first Day, length int) []Day {
	for _, n := range r.Nth {
		if d, ok := n.in(first, length); ok {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// in returns the day in the month that begins on first.
func (n Nth) in(first Day, length int) (Day, bool) {
	ahead := Day(floorMod(int(n.Weekday-first.Weekday()), 7))
	d := first + ahead + Day(7*(n.N-1))
	if n.N < 0 {
		last := first + Day(length-1)
		back := Day(floorMod(int(last.Weekday()-n.Weekday), 7))
		d = last - back + Day(7*(n.N+1))
	}
	return d, n.N != 0 && d >= first && d < first+Day(length)
}

// monthLength returns the number of days of the month that begins on first.
func monthLength(first Day) int {
	year, month, _ := first.Date()
	return int(Date(year, month+1, 1) - first)
}
