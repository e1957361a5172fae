package calendar

import (
	"iter"
	"slices"
	"time"
)

// candidates yields occurrences of which some may lie outside the span, in no particular order.
func (e Event) candidates(from, to time.Time) iter.Seq[Occurrence] {
	first, last := DayOf(from.In(e.zone())), DayOf(to.In(e.zone()))
	switch {
	case e.Lunar != nil:
		return e.lunarCandidates(first, last)
	case e.Repeat != nil:
		return e.ruleCandidates(first-e.length(), last)
	default:
		return func(yield func(Occurrence) bool) { yield(e.on(e.FirstDay(), e.clock())) }
	}
}

// ruleCandidates yields what the rule gives from first to last, without the dates that are left
// out, and each moved date wherever it went.
func (e Event) ruleCandidates(first, last Day) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		clock := e.clock()
		for day := range e.Repeat.days(e.FirstDay(), first, last) {
			if e.Repeat.dropped(day) {
				continue
			}
			if !yield(e.on(day, clock)) {
				return
			}
		}
		for _, o := range e.moved() {
			if !yield(o) {
				return
			}
		}
	}
}

// moved returns the occurrences that a Move puts elsewhere; a Move of a day on which the event
// does not happen, or which is also left out, moves nothing.
func (e Event) moved() []Occurrence {
	var all []Occurrence
	for i, m := range e.Repeat.Moved {
		if e.Repeat.leavesOut(m.From) || e.movedBefore(i) || !e.ruleHas(m.From) {
			continue
		}
		clock := e.clock()
		if m.Clock != nil {
			clock = *m.Clock
		}
		o := e.on(m.To, clock)
		o.Was = e.on(m.From, e.clock()).Start
		all = append(all, o)
	}
	return all
}

// movedBefore tells whether an earlier Move already took the day of the i-th: the first counts.
func (e Event) movedBefore(i int) bool {
	moves := e.Repeat.Moved
	return slices.ContainsFunc(moves[:i], func(m Move) bool { return m.From == moves[i].From })
}

// LeftOut returns the occurrences that the rule has and Except leaves out, as far as they
// would overlap the span from (included) to (not included), in order. They do not take
// place: a reader who knows the rule has to be told.
func (e Event) LeftOut(from, to time.Time) []Occurrence {
	if e.Repeat == nil {
		return nil
	}
	days := slices.Clone(e.Repeat.Except)
	slices.Sort(days)
	var all []Occurrence
	for _, d := range slices.Compact(days) {
		if o := e.on(d, e.clock()); e.ruleHas(d) && o.touches(from, to) {
			o.Off = true
			all = append(all, o)
		}
	}
	return all
}

// ruleHas tells whether the rule gives this day, before dates are left out or moved.
func (e Event) ruleHas(d Day) bool {
	for range e.Repeat.days(e.FirstDay(), d, d) {
		return true
	}
	return false
}

// on returns the occurrence that begins on a day; a timed event keeps its length in hours, as
// RFC 5545 section 3.8.5.3 has it, an all-day event its length in days.
func (e Event) on(d Day, clock Clock) Occurrence {
	if e.AllDay {
		return Occurrence{Start: d.In(e.zone()), End: (d + e.length()).In(e.zone()), AllDay: true}
	}
	start := d.At(clock, e.zone())
	return Occurrence{Start: start, End: start.Add(e.duration())}
}

// FirstDay is the day of Start: as written for an all-day event, in the zone for a timed one.
func (e Event) FirstDay() Day {
	if e.AllDay {
		return DayOf(e.Start)
	}
	return DayOf(e.Start.In(e.zone()))
}

func (e Event) clock() Clock { return ClockOf(e.Start.In(e.zone())) }

// An occurrence of an event that repeats lasts at most a year: the number of those
// that go on at the same time has a bound, however far its End is from its Start.
const (
	mostDays      = 366
	longestRepeat = mostDays * 24 * time.Hour
)

// duration is the length of a timed event, 0 without an end or with one before the start.
func (e Event) duration() time.Duration {
	if e.End.IsZero() {
		return 0
	}
	length := max(0, e.End.Sub(e.Start))
	if e.Repeat != nil {
		length = min(length, longestRepeat)
	}
	return length
}

// length is the number of days that an occurrence takes at most, at least 1.
func (e Event) length() Day {
	switch {
	case !e.AllDay:
		return Day(e.duration()/(24*time.Hour)) + 1
	case e.End.IsZero():
		return 1
	case e.Repeat != nil:
		return max(1, min(DayOf(e.End)-DayOf(e.Start)+1, mostDays))
	default:
		return max(1, DayOf(e.End)-DayOf(e.Start)+1)
	}
}
