package tomlfile

import (
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
)

// Moment is a date, or a date and a time to the second, with or without an
// offset, as an author wrote it. It is small, since every entry has several.
type Moment struct {
	seconds int64 // what a clock on the wall shows, counted as if it hung in UTC
	offset  int16 // minutes east of UTC, with HasZone
	given   bool
	HasTime bool // false: a whole day
	HasZone bool // the author gave an offset
}

// momentOf returns the reading of a time in its own zone.
func momentOf(t time.Time, hasTime, hasZone bool) Moment {
	_, offset := t.Zone()
	return Moment{seconds: t.Unix() + int64(offset), offset: int16(offset / 60), given: true, HasTime: hasTime, HasZone: hasZone}
}

// Date returns the moment of a whole day.
func Date(year int, month time.Month, day int) Moment {
	return momentOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC), false, false)
}

// IsZero reports whether the author gave none.
func (m Moment) IsZero() bool { return !m.given }

// In returns the point in time: what the author wrote, read in the zone unless
// it has an offset of its own. The result is in the zone either way. The zero
// Moment gives the zero time.
func (m Moment) In(zone *time.Location) time.Time {
	switch {
	case !m.given:
		return time.Time{}
	case m.HasZone:
		return time.Unix(m.seconds-int64(m.offset)*60, 0).In(zone)
	case !m.HasTime:
		return calendar.Day(m.seconds / (24 * 60 * 60)).In(zone)
	}
	t := m.reading()
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
}

func (m Moment) reading() time.Time { return time.Unix(m.seconds, 0).UTC() }

// String returns the moment as TOML writes it, "" for none.
func (m Moment) String() string {
	switch {
	case !m.given:
		return ""
	case m.HasZone:
		zone := time.FixedZone("", int(m.offset)*60)
		return m.In(zone).Format("2006-01-02T15:04:05Z07:00")
	case m.HasTime:
		return m.reading().Format("2006-01-02T15:04:05")
	}
	return m.reading().Format("2006-01-02")
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

// ParseMoment reads a date, with or without a time, as people write it:
// "2026-06-01", "01/6/2026", "1-6-2026 8h30".
func ParseMoment(text string) (Moment, bool) { return readMoment(text) }
