package tomlfile

import (
	"fmt"
	"time"

	"loa/internal/base/problem"
)

// Clock is a time of day.
type Clock struct {
	Hour, Minute, Second int
}

// String returns the time as TOML writes it: 08:00:00.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d:%02d", c.Hour, c.Minute, c.Second) }

// On returns the time of day on a day, in the day's zone.
func (c Clock) On(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), c.Hour, c.Minute, c.Second, 0, day.Location())
}

// DecodeTOML takes 08:00:00 and the strings that people write: "8:00", "8h30",
// "8h".
func (c *Clock) DecodeTOML(v Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case Clock:
		*c = raw
		return nil
	case string:
		if read, ok := readClock(raw); ok {
			*c = read
			return nil
		}
	}
	return v.WrongType("clock")
}

// ParseClock reads a time of day as people write it: "8:00", "8h30", "8h".
func ParseClock(text string) (Clock, bool) { return readClock(text) }
