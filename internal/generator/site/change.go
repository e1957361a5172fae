package site

import "time"

// Change is the next day on which the site changes by itself.
type Change struct {
	Day  time.Time // zero: never
	Up   int       // entries that go up
	Down int       // entries that come down
	Ends int       // pictures that may not be shown any more
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
