package site

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"loa/internal/base/calendar"
)

// slot is a date in the window. Pages of the calendar each show some of them. It takes
// 24 bytes and holds no pointer, where a Date takes 120: a large site has a hundred
// thousand.
type slot struct {
	start  int64 // Unix seconds
	length int32 // seconds; the window and what lasts longer are shorter than 68 years
	was    int32 // of a moved date: seconds from start to where the rule has it
	of     int32 // index in Activities
	moved  bool
	allDay bool
	off    bool
}

func (c *Calendar) keep(a *Activity, o calendar.Occurrence) {
	c.slots = append(c.slots, slotOf(a, o))
	c.longest = max(c.longest, o.End.Sub(o.Start))
}

func slotOf(a *Activity, o calendar.Occurrence) slot {
	s := slot{start: o.Start.Unix(), length: int32(o.End.Sub(o.Start) / time.Second), of: int32(a.Index), moved: o.Moved(), allDay: o.AllDay, off: o.Off}
	if s.moved {
		s.was = int32(o.Was.Unix() - s.start)
	}
	return s
}

// sortSlots puts the dates in order. Those that begin at the same time are in the
// order of compare, which is computed once for each activity.
func (c *Calendar) sortSlots() {
	sorted := slices.SortedFunc(slices.Values(c.Activities), (*Activity).compare)
	ranks := make([]int32, len(sorted))
	for i, a := range sorted {
		ranks[a.Index] = int32(i)
	}
	slices.SortFunc(c.slots, func(a, b slot) int {
		if a.start != b.start {
			return cmp.Compare(a.start, b.start)
		}
		return cmp.Compare(ranks[a.of], ranks[b.of])
	})
}

// at is a moment by the clocks of the site.
func (c *Calendar) at(seconds int64) time.Time { return time.Unix(seconds, 0).In(c.zone) }

// date is what a slot stands for.
func (c *Calendar) date(s slot) Date {
	d := Date{Activity: c.Activities[s.of], Occurrence: calendar.Occurrence{Start: c.at(s.start), End: c.at(s.start + int64(s.length)), AllDay: s.allDay, Off: s.off}}
	if s.moved {
		d.Was = c.at(s.start + int64(s.was))
	}
	return d
}

// Between lists the dates of activities that touch the days from one (included) to
// another (not included), both in the calendar's window, in order. Those that a repeat
// leaves out are among them: readers who know the day of the week have to be told.
func (c *Calendar) Between(all []*Activity, from, to calendar.Day) []Date {
	return slices.Collect(c.Each(all, from, to))
}

// Each yields what Between lists.
func (c *Calendar) Each(all []*Activity, from, to calendar.Day) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		for s := range c.slotsOf(all, from, to) {
			if !yield(c.date(s)) {
				return
			}
		}
	}
}

// few is up to how many activities are expanded anew rather than looked for among all
// dates.
const few = 8

// slotsOf yields what Between lists.
func (c *Calendar) slotsOf(all []*Activity, from, to calendar.Day) iter.Seq[slot] {
	from, to = max(from, c.Window.From), min(to, c.Window.To)
	start, end := from.In(c.zone), to.In(c.zone)
	if len(all) <= few {
		return c.expand(all, start, end)
	}
	chosen := c.chosen(all)
	return func(yield func(slot) bool) {
		first, last := start.Unix(), end.Unix()
		for _, s := range c.slots[c.slotFrom(start.Add(-c.longest).Unix()):] {
			if s.start >= last {
				return
			}
			over := s.start < first && s.start+int64(s.length) <= first
			if !over && (chosen == nil || chosen[s.of]) && !yield(s) {
				return
			}
		}
	}
}

// chosen marks activities by their index; nil stands for all.
func (c *Calendar) chosen(all []*Activity) []bool {
	if len(all) == len(c.Activities) {
		return nil
	}
	marks := make([]bool, len(c.Activities))
	for _, a := range all {
		marks[a.Index] = true
	}
	return marks
}

// slotFrom is the index of the first slot that begins at a moment or later.
func (c *Calendar) slotFrom(seconds int64) int {
	i, _ := slices.BinarySearchFunc(c.slots, seconds, func(s slot, t int64) int { return cmp.Compare(s.start, t) })
	return i
}

// expand computes the dates of some activities.
func (c *Calendar) expand(all []*Activity, start, end time.Time) iter.Seq[slot] {
	return func(yield func(slot) bool) {
		if !start.Before(end) {
			return
		}
		var dates []Date
		for _, a := range all {
			for o := range a.When().Each(start, end) {
				dates = append(dates, Date{a, o})
			}
			for _, o := range a.When().LeftOut(start, end) {
				dates = append(dates, Date{a, o})
			}
		}
		SortDates(dates)
		for _, d := range dates {
			if !yield(slotOf(d.Activity, d.Occurrence)) {
				return
			}
		}
	}
}
