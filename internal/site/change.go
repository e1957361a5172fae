package site

import "time"

// Change is the next day on which the site changes by itself.
type Change struct {
	Day  time.Time // zero: never
	Up   int       // entries that go up
	Down int       // entries that come down
}

func nextChange(in Input) Change {
	var next Change
	for _, e := range in.Entries {
		on, up := e.NextChange(in.Now)
		if on.IsZero() || (!next.Day.IsZero() && on.After(next.Day)) {
			continue
		}
		if next.Day.IsZero() || on.Before(next.Day) {
			next = Change{Day: on}
		}
		if up {
			next.Up++
		} else {
			next.Down++
		}
	}
	return next
}
