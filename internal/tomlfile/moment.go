package tomlfile

import (
	"time"

	"loa/internal/problem"
)

// Moment is a date, or a date and a time, with or without an offset, as an
// author wrote it.
type Moment struct {
	Time    time.Time // without an offset: the same reading in UTC
	HasTime bool      // false: a whole day
	HasZone bool      // the author gave an offset
}

// Date returns the moment of a whole day.
func Date(year int, month time.Month, day int) Moment {
	return Moment{Time: time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// IsZero reports whether the author gave none.
func (m Moment) IsZero() bool { return m.Time.IsZero() }

// In returns the point in time: what the author wrote, read in the zone unless
// it has an offset of its own. The result is in the zone either way. The zero
// Moment gives the zero time.
func (m Moment) In(zone *time.Location) time.Time {
	if m.IsZero() {
		return time.Time{}
	}
	if m.HasZone {
		return m.Time.In(zone)
	}
	t := m.Time
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// String returns the moment as TOML writes it, "" for none.
func (m Moment) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.HasZone:
		return m.Time.Format("2006-01-02T15:04:05Z07:00")
	case m.HasTime:
		return m.Time.Format("2006-01-02T15:04:05")
	}
	return m.Time.Format("2006-01-02")
}

// DecodeTOML takes a date, and a text in quotes that is one.
func (m *Moment) DecodeTOML(v Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case Moment:
		*m = raw
		return nil
	case string:
		if read, ok := readMoment(raw); ok {
			*m = read
			return nil
		}
	}
	return v.WrongType("date")
}
