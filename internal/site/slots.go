package site

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"loa/internal/calendar"
)

// slot is a date in the window, small, since a large site has a hundred thousand:
// every page of the calendar and of its words is a choice of them.
type slot struct {
	start  int64 // Unix seconds
	length int32 // seconds; the window and what lasts longer are shorter than 68 years
	was    int32 // of a moved date: seconds from start to where the rule has it
	of     int32 // index in Activities
	moved  bool
}

func (c *Calendar) keep(a *Activity, o calendar.Occurrence) {
	s := slot{start: o.Start.Unix(), length: int32(o.End.Sub(o.Start) / time.Second), of: int32(a.Index), moved: o.Moved()}
	if s.moved {
		s.was = int32(o.Was.Unix() - s.start)
	}
	c.slots = append(c.slots, s)
	c.longest = max(c.longest, o.End.Sub(o.Start))
}

func (c *Calendar) sortSlots() {
	c.slots = slices.Clip(c.slots)
	slices.SortFunc(c.slots, func(a, b slot) int {
		if a.start != b.start {
			return cmp.Compare(a.start, b.start)
		}
		return c.Activities[a.of].compare(c.Activities[b.of])
	})
}

// date is what a slot stands for.
func (c *Calendar) date(s slot) Date {
	a := c.Activities[s.of]
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0).In(c.zone) }
	d := Date{Activity: a, Occurrence: calendar.Occurrence{Start: at(s.start), End: at(s.start + int64(s.length)), AllDay: a.allDay()}}
	if s.moved {
		d.Was = at(s.start + int64(s.was))
	}
	return d
}

// Between lists the dates of activities that touch the days from one (included) to
// another (not included), both in the calendar's window, in order.
func (c *Calendar) Between(all []*Activity, from, to calendar.Day) []Date {
	return slices.Collect(c.Each(all, from, to))
}

// few is how many activities are asked themselves rather than looked for among all
// dates.
const few = 8

// Each yields what Between lists.
func (c *Calendar) Each(all []*Activity, from, to calendar.Day) iter.Seq[Date] {
	from, to = max(from, c.Window.From), min(to, c.Window.To)
	start, end := from.In(c.zone), to.In(c.zone)
	if len(all) <= few {
		return c.ask(all, start, end)
	}
	var chosen []bool // by index; nil: all
	if len(all) < len(c.Activities) {
		chosen = make([]bool, len(c.Activities))
		for _, a := range all {
			chosen[a.Index] = true
		}
	}
	return func(yield func(Date) bool) {
		first, last := start.Unix(), end.Unix()
		earliest := start.Add(-c.longest).Unix()
		at, _ := slices.BinarySearchFunc(c.slots, earliest, func(s slot, t int64) int { return cmp.Compare(s.start, t) })
		for _, s := range c.slots[at:] {
			if s.start >= last {
				return
			}
			over := s.start < first && s.start+int64(s.length) <= first
			if !over && (chosen == nil || chosen[s.of]) && !yield(c.date(s)) {
				return
			}
		}
	}
}

// ask expands the activities themselves.
func (c *Calendar) ask(all []*Activity, start, end time.Time) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		if !start.Before(end) {
			return
		}
		var dates []Date
		for _, a := range all {
			for o := range a.When().Each(start, end) {
				dates = append(dates, Date{a, o})
			}
		}
		SortDates(dates)
		for _, d := range dates {
			if !yield(d) {
				return
			}
		}
	}
}
