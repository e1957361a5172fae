package scaffold

import (
	"strconv"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/tomlfile"
)

var (
	spokenHour = pattern.New(`(\d{1,2})\s*(?:gio|g|h)\s*(\d{2})?\b`)
	dayMonth   = pattern.New(`^(\d{1,2})[/.-](\d{1,2})$`)
)

// aroundDates are words that people put around a date and a time of day.
var aroundDates = map[string]bool{
	"ngay": true, "luc": true, "vao": true, "tu": true, "den": true, "het": true, "on": true, "at": true, "from": true, "until": true,
	"thu": true, "hai": true, "ba": true, "nam": true, "sau": true, "bay": true, "chu": true, "nhat": true, "sang": true, "am": true,
}

// afternoon are words that make 2 o'clock 14:00.
var afternoon = map[string]bool{"chieu": true, "toi": true, "pm": true}

// ParseWhen reads a date, with or without a time of day, as staff write it:
// "01/6/2026", "8h30 ngày 01/6/2026", "2 giờ chiều 01/6". A date without a year
// is the next such day from today on.
func ParseWhen(text string, today time.Time) (tomlfile.Moment, bool) {
	if m, ok := tomlfile.ParseMoment(strings.TrimSpace(text)); ok {
		return m, true
	}
	clock, rest, timed := cutClock(text)
	day, ok := parseDay(strings.Join(rest, " "), today)
	if !ok || !timed {
		return day, ok
	}
	return tomlfile.ParseMoment(day.String() + " " + clock.String())
}

// ParseTimeOfDay reads a time of day alone: "8h30", "2 giờ chiều".
func ParseTimeOfDay(text string) (tomlfile.Clock, bool) {
	clock, rest, ok := cutClock(text)
	return clock, ok && len(rest) == 0
}

// cutClock takes the time of day, and the words that only stand around dates,
// out of a text.
func cutClock(text string) (clock tomlfile.Clock, rest []string, ok bool) {
	folded := spokenHour.ReplaceAllString(fold.Text(text), "${1}h$2 ")
	later := false
	for _, word := range strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '\u00a0' }) {
		if c, is := tomlfile.ParseClock(word); is && !ok && strings.ContainsAny(word, "h:g") {
			clock, ok = c, true
		} else if afternoon[word] {
			later = true
		} else if !aroundDates[word] {
			rest = append(rest, word)
		}
	}
	if later && clock.Hour > 0 && clock.Hour < 12 {
		clock.Hour += 12
	}
	return clock, rest, ok
}

func parseDay(text string, today time.Time) (tomlfile.Moment, bool) {
	m := dayMonth.FindStringSubmatch(text)
	if m == nil {
		day, ok := tomlfile.ParseMoment(text)
		return day, ok && !day.HasTime
	}
	now := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	for year := today.Year(); year <= today.Year()+8; year++ { // 29/2 comes within eight years
		day, ok := tomlfile.ParseMoment(m[1] + "/" + m[2] + "/" + strconv.Itoa(year))
		if ok && !day.In(time.UTC).Before(now) {
			return day, true
		}
	}
	return tomlfile.Moment{}, false
}
