package workbook

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"loa/internal/base/pattern"
)

// isoMoment writes 2026-06-01T08:30:00 with the parts that a cell shows of it, whatever its form: a year alone, a month
// with its year, a day, a day with its time.
func isoMoment(text, shown string) string {
	text = strings.TrimSuffix(text, "Z")
	if at, err := time.Parse("15:04:05", text); err == nil {
		return at.Format("15:04")
	}
	at, err := time.Parse("2006-01-02", text)
	if err == nil {
		return at.Format(dayShown(at, shown))
	}
	if at, err = time.Parse("2006-01-02T15:04:05", text); err != nil {
		return text
	}
	if onlyDay(at, shown) {
		return at.Format(dayShown(at, shown))
	}
	return at.Format("02/01/2006 15:04")
}

var digitRuns = pattern.New(`\d+`)

func digitsOf(shown string) []string { return digitRuns.FindAllString(shown, 8) }

// hour is what shows that a number is one of an hour or a minute: 7:15, 14h30, 8 giờ, 6 PM, 6 SA.
var hour = pattern.New(`(?i):|\d\s*(?:h|giờ|g\d|g\b|[ap]\.?m\b|sa\b|ch\b)`)

// onlyDay reports whether a cell shows nothing of a moment but its day: each of its numbers is the day, the month or
// the year, and none comes twice. Where that is not sure the time is kept.
func onlyDay(at time.Time, shown string) bool {
	numbers := digitsOf(shown)
	if len(numbers) == 0 || hour.MatchString(shown) {
		return false
	}
	parts := []int{at.Day(), int(at.Month()), at.Year()}
	for _, number := range numbers {
		n, _ := strconv.Atoi(number)
		i := slices.Index(parts, n)
		if i < 0 && len(number) == 2 {
			i = slices.Index(parts, at.Year()/100*100+n)
		}
		if i < 0 {
			return false
		}
		parts = slices.Delete(parts, i, i+1)
	}
	return true
}

// dayShown is the form of a day of which a cell shows a year, or a month and a year, or all.
func dayShown(at time.Time, shown string) string {
	const all, month, year = "02/01/2006", "01/2006", "2006"
	numbers := digitsOf(shown)
	switch {
	case len(numbers) == 0 || !slices.Contains(numbers, strconv.Itoa(at.Year())):
		return all
	case len(numbers) == 2:
		other := numbers[0]
		if other == strconv.Itoa(at.Year()) {
			other = numbers[1]
		}
		if n, _ := strconv.Atoi(other); n == int(at.Month()) && !named(shown) {
			return month
		}
	case len(numbers) == 1 && named(shown):
		return month
	case len(numbers) == 1:
		return year
	}
	return all
}

// named reports whether a date has a word that may be the name of a month.
func named(shown string) bool {
	for _, word := range strings.FieldsFunc(strings.ToLower(shown), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word != "năm" && word != "year" && word != "tháng" && word != "month" && word != "t" {
			return true
		}
	}
	return false
}

// isoClock writes PT08H30M00S as a time of day.
func isoClock(text, shown string) string {
	length, err := parseDuration(text)
	if err != nil {
		return shown
	}
	return clock(int64(length/time.Second), true)
}

func parseDuration(text string) (time.Duration, error) {
	rest, ok := strings.CutPrefix(text, "PT")
	if !ok {
		return 0, errors.New("no duration")
	}
	return time.ParseDuration(strings.ToLower(rest))
}
