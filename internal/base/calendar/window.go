package calendar

import "time"

// Window is the span of days that a feed shows: From is included, To is not.
type Window struct{ From, To Day }

// WindowAround returns the window of feeds and calendar pages: from twelve months before today's
// month to eighteen after it, cut at whole months so that it moves once a month, not daily.
func WindowAround(today Day) Window {
	year, month, _ := today.Date()
	return Window{Date(year, month-12, 1), Date(year, month+19, 1)}
}

// In returns the window's first moment and the moment after its last in a zone, for Event.Between.
func (w Window) In(zone *time.Location) (from, to time.Time) {
	return w.From.In(zone), w.To.In(zone)
}
