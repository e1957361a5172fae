// Package calendar holds events, their repeats, the Vietnamese lunar calendar, month grids and
// iCalendar (.ics) writing; it knows no pages.
//
// An Event says when something happens: once, by a Rule, or each year on a LunarDate. Its
// Between lists the occurrences that touch a span of time:
//
//	e := calendar.Event{Zone: zone, Start: start, End: end, Repeat: &rule}
//	for _, o := range e.Between(from, to) { … }
//
// FromSolar and LunarDay.ToSolar convert days, MonthOf lays a month out from Monday, and
// Entry.Component with Feed.AppendICS write feeds. Faults of what an author wrote come from
// Event.Check as data, not as words.
//
// The package reads no clock and no time zone of the machine: the caller passes both.
package calendar

import (
	"cmp"
	"iter"
	"slices"
	"time"
)

// Event is an activity: when it happens, and how it repeats. At most one of Repeat and Lunar is set.
type Event struct {
	Zone   *time.Location // whose clocks count; nil is UTC
	Start  time.Time      // an all-day event's date is the one that Start shows where it stands
	End    time.Time      // zero: no end given; of an all-day event its last day, included
	AllDay bool
	Repeat *Rule
	Lunar  *LunarDate
}

// Occurrence is one date on which an event happens.
type Occurrence struct {
	Start  time.Time // of an all-day event the midnight that begins it in the event's zone
	End    time.Time // not included: of an all-day event the midnight after its last day
	AllDay bool
	Was    time.Time // the start it would have by the rule if this date was moved; else zero
	Year   int       // the lunar year of a lunar event's occurrence; else 0
	Off    bool      // the rule has it, but it is left out: it does not take place
}

// First returns the day on which the occurrence begins.
func (o Occurrence) First() Day { return DayOf(o.Start) }

// Last returns the last day that the occurrence touches; ending at midnight does not touch the
// day that begins.
func (o Occurrence) Last() Day {
	if !o.End.After(o.Start) {
		return DayOf(o.Start)
	}
	return DayOf(o.End.Add(-time.Nanosecond))
}

// Moved tells whether this date was moved from where the rule puts it.
func (o Occurrence) Moved() bool { return !o.Was.IsZero() }

// touches tells whether the occurrence and the span from (included) to (not included) overlap.
func (o Occurrence) touches(from, to time.Time) bool {
	return o.Start.Before(to) && (o.End.After(from) || !o.Start.Before(from))
}

// Between returns the occurrences that overlap the span from (included) to (not included), in
// order of their start.
func (e Event) Between(from, to time.Time) []Occurrence {
	found := slices.Collect(e.Each(from, to))
	slices.SortStableFunc(found, func(a, b Occurrence) int {
		return cmp.Or(a.Start.Compare(b.Start), a.Was.Compare(b.Was))
	})
	return found
}

// Each yields what Between returns in no particular order, and keeps nothing.
func (e Event) Each(from, to time.Time) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		for o := range e.candidates(from, to) {
			if o.touches(from, to) && !yield(o) {
				return
			}
		}
	}
}

// happens tells whether an occurrence overlaps the span.
func (e Event) happens(from, to time.Time) bool {
	for range e.Each(from, to) {
		return true
	}
	return false
}

func (e Event) zone() *time.Location {
	if e.Zone == nil {
		return time.UTC
	}
	return e.Zone
}
