package render

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/calendar"
	"loa/internal/base/i18n"
)

// Rule is the repeat in words, with what it takes from the start: "Thứ Bảy hằng tuần,
// đến 30/08/2027"; "" for an event that does not repeat.
func (v *Event) Rule() string {
	when := v.of.Entry.Event.When
	if when.Repeat == nil {
		return ""
	}
	w := ruleWords{say: v.in.catalogue, rule: *when.Repeat, start: when.FirstDay()}
	text := w.text()
	if w.err != nil {
		return ""
	}
	return text
}

// ruleWords puts a rule into words. A string that the catalogue lacks is kept as err.
type ruleWords struct {
	say   *i18n.Catalogue
	rule  calendar.Rule
	start calendar.Day
	err   error
}

func (w *ruleWords) text() string {
	parts := []string{w.period()}
	if w.filtered() {
		parts = append(parts, w.t("only-on", "days", w.weekdays()))
	}
	switch {
	case w.rule.Until != 0:
		parts = append(parts, w.t("until", "date", w.date(w.rule.Until, "short")))
	case w.rule.Count > 0:
		parts = append(parts, w.t("times", "count", w.rule.Count))
	}
	return capital(strings.Join(parts, ", "))
}

// filtered tells whether the weekdays only pick from the days that the rule gives without them.
func (w *ruleWords) filtered() bool {
	r := w.rule
	return len(r.Days) > 0 && (r.Every == calendar.EveryDay && r.Step > 1 || w.monthly() && r.Day != 0)
}

func (w *ruleWords) monthly() bool {
	return w.rule.Every == calendar.EveryMonth || w.rule.Every == calendar.EveryYear
}

// period says how often, and on which days of the week, month or year.
func (w *ruleWords) period() string {
	r := w.rule
	switch {
	case r.Every == calendar.EveryWeek:
		return w.every("on-week", w.weekdays())
	case r.Every == calendar.EveryMonth && r.Day == -1 && r.Step <= 1:
		return w.t("month-end")
	case r.Every == calendar.EveryMonth && w.everyWeekday() && r.Step <= 1,
		r.Every == calendar.EveryDay && len(r.Days) > 0 && r.Step <= 1:
		return w.t("on-week", "days", w.weekdays())
	case r.Every == calendar.EveryMonth:
		return w.every("on-month", w.inMonth())
	case r.Every == calendar.EveryYear:
		return w.every("on-year", w.inYear())
	}
	return w.every("every-day", "")
}

// every says a string with the days, or the one for a step of more than one, whose key
// ends in s.
func (w *ruleWords) every(key, days string) string {
	if w.rule.Step > 1 {
		key += "s"
	}
	return w.t(key, "count", w.rule.Step, "days", days)
}

// everyWeekday tells whether the rule has all Saturdays, say, of its months.
func (w *ruleWords) everyWeekday() bool {
	return w.monthly() && len(w.rule.Days) > 0 && w.rule.Day == 0
}

// inMonth says which days of a month.
func (w *ruleWords) inMonth() string {
	switch day := w.monthDay(); {
	case len(w.rule.Nth) > 0:
		var days []string
		for _, n := range w.rule.Nth {
			days = append(days, w.nth(n))
		}
		return w.and(days)
	case w.everyWeekday():
		return w.t("all-weekdays", "days", w.weekdays())
	case day == -1:
		return w.t("last-day")
	case day < 0:
		return w.t("day-from-end", "day", -day)
	default:
		return w.t("month-day", "day", day)
	}
}

// inYear says which days of the month of the event's start.
func (w *ruleWords) inYear() string {
	_, month, _ := w.start.Date()
	name := w.t("month-" + strconv.Itoa(int(month)))
	if day := w.monthDay(); day > 0 && len(w.rule.Nth) == 0 && !w.everyWeekday() {
		return w.t("year-day", "day", day, "month", name)
	}
	return w.t("in-month", "days", w.inMonth(), "month", name)
}

// monthDay is the day of the month; by default the start's.
func (w *ruleWords) monthDay() int {
	if w.rule.Day != 0 {
		return w.rule.Day
	}
	_, _, day := w.start.Date()
	return day
}

// nth says the second Tuesday.
func (w *ruleWords) nth(n calendar.Nth) string {
	keys := []string{"weekday-first", "weekday-second", "weekday-third", "weekday-fourth", "weekday-fifth"}
	weekday := w.weekday(n.Weekday)
	switch {
	case n.N == -1:
		return w.t("weekday-last", "weekday", weekday)
	case n.N >= 1 && n.N <= len(keys):
		return w.t(keys[n.N-1], "weekday", weekday)
	default:
		return w.t("weekday-from-end", "weekday", weekday, "number", -n.N)
	}
}

// weekdays says the rule's weekdays from Monday on; by default the start's.
func (w *ruleWords) weekdays() string {
	days := slices.Clone(w.rule.Days)
	if len(days) == 0 {
		days = []time.Weekday{w.start.Weekday()}
	}
	slices.SortFunc(days, func(a, b time.Weekday) int { return int(a+6)%7 - int(b+6)%7 })
	var names []string
	for _, day := range slices.Compact(days) {
		names = append(names, w.weekday(day))
	}
	return w.and(names)
}

func (w *ruleWords) weekday(day time.Weekday) string {
	// 1 January 2024 was a Monday.
	return w.date(calendar.Date(2024, 1, int(day+6)%7+1), "weekday")
}

// and joins days: Monday, Tuesday and Friday.
func (w *ruleWords) and(days []string) string {
	last := len(days) - 1
	if last == 0 {
		return days[0]
	}
	return w.t("days-and", "days", strings.Join(days[:last], ", "), "day", days[last])
}

func (w *ruleWords) date(day calendar.Day, style string) string {
	text, err := w.say.Date(day.In(time.UTC), style)
	w.note(err)
	return text
}

func (w *ruleWords) t(key string, pairs ...any) string {
	text, err := w.say.Say(key, pairs...)
	w.note(err)
	return text
}

func (w *ruleWords) note(err error) {
	if w.err == nil {
		w.err = err
	}
}

// capital begins a text with a capital: languages differ in what they say first.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToTitle(first)) + text[size:]
}
