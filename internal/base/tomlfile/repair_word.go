package tomlfile

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/pattern"
)

var (
	dayFirst  = pattern.New(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$`)
	yearFirst = pattern.New(`^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$`)
	clockForm = pattern.New(`^(\d{1,2})(?::(\d{2})(?::(\d{2}))?|[hg](\d{2})?)$`)
	zoneForm  = pattern.New(`(?:Z|[+-]\d{2}:\d{2})$`)
)

// repairWord turns a value without quotes into the form that TOML wants, or
// leaves it.
func repairWord(word string) string {
	switch word {
	case "True", "TRUE":
		return "true"
	case "False", "FALSE":
		return "false"
	}
	if word == "" || word[0] < '0' || word[0] > '9' {
		return word
	}
	if m, ok := readMoment(word); ok {
		return m.String()
	}
	if c, ok := readClock(word); ok {
		return c.String()
	}
	return word
}

// readMoment reads a date as people in Vietnam write it (1/6/2026, 1-6-2026)
// or nearly as TOML wants it (2026-6-1), alone or with a time of day and
// perhaps an offset.
func readMoment(text string) (Moment, bool) {
	day, clock, both := strings.Cut(strings.ReplaceAll(text, "T", " "), " ")
	date, ok := readDate(day)
	if !ok || !both {
		return momentOf(date, false, false), ok
	}
	clock = strings.TrimSpace(clock)
	zone := zoneForm.FindString(clock)
	c, ok := readClock(strings.TrimSuffix(clock, zone))
	if !ok {
		return Moment{}, false
	}
	m := momentOf(c.On(date), true, false)
	if zone == "" {
		return m, true
	}
	t, err := time.Parse(time.RFC3339, m.String()+zone)
	return momentOf(t, true, true), err == nil
}

func readDate(text string) (time.Time, bool) {
	var year, month, day string
	if m := dayFirst.FindStringSubmatch(text); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else if m := yearFirst.FindStringSubmatch(text); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else {
		return time.Time{}, false
	}
	date, err := time.Parse("2006-1-2", fmt.Sprintf("%s-%d-%d", year, number(month), number(day)))
	return date, err == nil
}

// readClock reads 8:00, 08:00:30, 8h and 8h30 (8g30 in the south).
func readClock(text string) (Clock, bool) {
	m := clockForm.FindStringSubmatch(text)
	if m == nil {
		return Clock{}, false
	}
	c := Clock{Hour: number(m[1]), Minute: number(m[2] + m[4]), Second: number(m[3])}
	return c, c.Hour < 24 && c.Minute < 60 && c.Second < 60
}

// number reads digits that an expression has matched; none are 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
