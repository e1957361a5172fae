package calendar

import (
	"slices"
	"time"
)

// Rule says on which days an event repeats. The first occurrence is the first day from the event's
// start on that fits; a start that does not fit is none itself (Event.Check tells).
type Rule struct {
	Every Unit
	Step  int            // every Step units; 0 is 1
	Days  []time.Weekday // only these; by default, of a week, the start's
	Day   int            // of the month: 1 to 31, or -1 for the last; months without it are skipped
	Nth   []Nth          // of the month: the second Tuesday
	Until Day            // the last day that may still count; 0 is none
	Count int            // how many, those left out or moved among them; 0 is no limit

	Except   []Day  // left out: they do not take place
	Replaced []Day  // left out, because events of their own stand for them
	Moved    []Move // happen at another time
}

// Unit is the period by which a Rule counts.
type Unit int

// The units. A year means the month of the event's start in each year.
const (
	EveryDay Unit = iota + 1
	EveryWeek
	EveryMonth
	EveryYear
)

// Nth is the Nth such weekday of a month, from the end if N is negative: {-1, time.Friday} is the
// last Friday. N is 1 to 5 or -1 to -5; months without it are skipped.
type Nth struct {
	N       int
	Weekday time.Weekday
}

// Move takes the occurrence of one day to another.
type Move struct {
	From, To Day
	Clock    *Clock // the time of day at which it then begins; nil as always
}

func (r *Rule) leavesOut(d Day) bool {
	return slices.Contains(r.Except, d) || slices.Contains(r.Replaced, d)
}

// dropped tells whether a day that fits the rule is left out or happens at another time.
func (r *Rule) dropped(d Day) bool {
	return r.leavesOut(d) ||
		slices.ContainsFunc(r.Moved, func(m Move) bool { return m.From == d })
}
