package site

import "time"

// Change is the next day on which the site changes by itself.
type Change struct {
	Day  time.Time // zero: never
	Up   int       // entries that go up
	Down int       // entries that come down
	Ends int       // pictures that may not be shown any more

	Warnings int // warnings that begin or are over
}

func nextChange(in Input) Change {
	var next Change
	for _, e := range in.Entries {
		on, up := e.NextChange(in.Now)
		switch {
		case !next.on(on):
		case up:
			next.Up++
		default:
			next.Down++
		}
	}
	for _, day := range in.Ends {
		if next.on(day) {
			next.Ends++
		}
	}
	for _, w := range in.Warnings {
		begins, ends := midnight(w.From), midnight(w.Until)
		if ends.Before(w.Until) {
			ends = ends.AddDate(0, 0, 1)
		}
		for _, day := range []time.Time{begins.AddDate(0, 0, -ahead), begins, ends} {
			if day.After(in.Now) && next.on(day) {
				next.Warnings++
			}
		}
	}
	return next
}

// on reports whether something that happens on a day belongs to the change, which
// becomes that day's if it is the earliest so far.
func (c *Change) on(day time.Time) bool {
	if day.IsZero() || !c.Day.IsZero() && day.After(c.Day) {
		return false
	}
	if c.Day.IsZero() || day.Before(c.Day) {
		*c = Change{Day: day}
	}
	return true
}

// midnight is the beginning of a moment's day; zero for none.
func midnight(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
