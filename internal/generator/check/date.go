package check

import (
	"strconv"
	"strings"
	"time"

	"loa/internal/base/pattern"
)

// The forms of a date in a sentence in small letters, with the numbers of the
// groups that hold day, month and year; 0 where there is none.
var dateForms = []struct {
	form             *pattern.Pattern
	day, month, year int
}{
	{pattern.New(`(\d{1,2}) tháng (\d{1,2})(?:,? năm (\d{4}))?`), 1, 2, 3},
	{pattern.New(`(\d{1,2})[/-](\d{1,2})[/-](\d{4})`), 1, 2, 3},
	{pattern.New(`ngày (\d{1,2})/(\d{1,2})(?:[^/\d]|$)`), 1, 2, 0},
	{pattern.New(`(\d{4})-(\d{2})-(\d{2})`), 3, 2, 1},
	{pattern.New(`(\d{1,2}) (` + months + `),? (\d{4})`), 1, 2, 3},
	{pattern.New(`(` + months + `) (\d{1,2}),? (\d{4})`), 2, 1, 3},
}

const months = "january|february|march|april|may|june|july|august|september|october|november|december"

// datesIn finds the days that a sentence in small letters names. A date without
// a year is the next such day after the text was written; nothing if nobody
// knows when that was.
func datesIn(s string, written time.Time, zone *time.Location) []time.Time {
	var days []time.Time
	for _, f := range dateForms {
		for _, m := range f.form.FindAllStringSubmatch(s, -1) {
			day, _ := strconv.Atoi(m[f.day])
			month := monthOf(m[f.month])
			year := 0
			if f.year > 0 {
				year, _ = strconv.Atoi(m[f.year])
			}
			if t, ok := dateOf(year, month, day, written, zone); ok {
				days = append(days, t)
			}
		}
	}
	return days
}

func monthOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	for i, name := range strings.Split(months, "|") {
		if s == name {
			return i + 1
		}
	}
	return 0
}

func dateOf(year, month, day int, written time.Time, zone *time.Location) (time.Time, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || year == 0 && written.IsZero() {
		return time.Time{}, false
	}
	if year > 0 {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone), true
	}
	t := time.Date(written.Year(), time.Month(month), day, 0, 0, 0, 0, zone)
	if t.Before(time.Date(written.Year(), written.Month(), written.Day(), 0, 0, 0, 0, zone)) {
		t = t.AddDate(1, 0, 0)
	}
	return t, true
}
