package scaffold

import (
	"strconv"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/tomlfile"
)

// Repetition is how an event comes again: by a rule, on a lunar day, or, with
// neither, not at all.
type Repetition struct {
	Rule  *calendar.Rule
	Lunar string // "15/8"
}

var (
	untilWords = pattern.New(`\b(?:den het|den|until|till|to) ((?:ngay )?[\d/.-]+)`)
	countWords = pattern.New(`\b(\d{1,3}) (?:lan|buoi|times|sessions)\b`)
	stepWords  = pattern.New(`\b(?:moi |every )?(\d{1,2}|second|other|third) (ngay|tuan|thang|nam|days?|weeks?|months?|years?)(?: (?:mot|1) lan)?\b`)
	unitOfWord = pattern.New(`\b(?:hang|moi|every|each) (ngay|tuan|thang|nam|day|week|month|year)\b|\b(daily|weekly|monthly|yearly|annually)\b`)
	lunarWords = pattern.New(`^(?:ngay )?(\d{1,2}/\d{1,2}( nhuan)?) (?:am lich|am|al|lunar)(?: (?:hang|moi|every) (?:nam|year))?$`)
	fullMoon   = pattern.New(`^(?:hang nam )?(?:ngay )?ram thang (\S+)(?: (?:am lich|hang nam))*$`)
	monthDay   = pattern.New(`\b(?:ngay|day|on the) (\d{1,2})(?:st|nd|rd|th)?\b`)
	// The second Tuesday: "thứ ba tuần thứ hai", "thứ ba tuần 2", "2nd tue".
	nthWeekday = pattern.New(`\b(?:tuan (?:thu )?(\w+)|(first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)|(cuoi|tuan cuoi)(?: cung)?)\b`)
	weekdays   = pattern.New(`\b(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|t([2-7])|(chu nhat|cn)|(mon|tue|wed|thu|fri|sat|sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?)?)\b`)
)

var unitNames = map[string]calendar.Unit{
	"ngay": calendar.EveryDay, "day": calendar.EveryDay, "daily": calendar.EveryDay,
	"tuan": calendar.EveryWeek, "week": calendar.EveryWeek, "weekly": calendar.EveryWeek,
	"thang": calendar.EveryMonth, "month": calendar.EveryMonth, "monthly": calendar.EveryMonth,
	"nam": calendar.EveryYear, "year": calendar.EveryYear, "yearly": calendar.EveryYear, "annually": calendar.EveryYear,
}

var numberNames = map[string]int{
	"nhat": 1, "dau": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "cuoi": -1,
	"first": 1, "second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
	"gieng": 1, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "chap": 12,
}

// weekdayNames are the days by their Vietnamese number and their English name.
var weekdayNames = map[string]time.Weekday{
	"hai": time.Monday, "ba": time.Tuesday, "tu": time.Wednesday, "nam": time.Thursday, "sau": time.Friday, "bay": time.Saturday,
	"2": time.Monday, "3": time.Tuesday, "4": time.Wednesday, "5": time.Thursday, "6": time.Friday, "7": time.Saturday,
	"chu nhat": time.Sunday, "cn": time.Sunday,
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

// ParseRepeat reads how an event comes again, in plain words: "không", "hằng
// tuần", "thứ bảy hằng tuần đến 31/8/2026", "ngày 15 hằng tháng", "thứ ba tuần
// thứ hai hằng tháng, 6 lần", "2 tuần một lần", "hằng năm", "15/8 âm lịch", "rằm
// tháng tám"; and the same in English.
func ParseRepeat(text string, today time.Time) (Repetition, bool) {
	words := strings.Join(strings.FieldsFunc(fold.Text(text), func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\u00a0' }), " ")
	switch words {
	case "", "khong", "no", "once", "mot lan", "khong lap", "-":
		return Repetition{}, true
	}
	if lunar, ok := parseLunar(words); ok {
		return Repetition{Lunar: lunar}, true
	}
	rule := &calendar.Rule{}
	words, ok := parseLimit(rule, words, today)
	if !ok || !parseDays(rule, &words) || rule.Every == 0 {
		return Repetition{}, false
	}
	// A word that nothing understood may have meant anything.
	for _, word := range strings.Fields(words) {
		switch word {
		case "vao", "moi", "hang", "mot", "lan", "va", "cac", "and", "on", "the", "every", "each", "of", "lap", "lai", "trong", "in", "month", "thang", "tuan", "week", "a":
		default:
			return Repetition{}, false
		}
	}
	return Repetition{Rule: rule}, true
}

func parseLunar(words string) (string, bool) {
	if m := fullMoon.FindStringSubmatch(words); m != nil {
		month, err := strconv.Atoi(m[1])
		if err != nil {
			month = numberNames[m[1]]
		}
		_, err = calendar.ParseLunarDate("15/" + strconv.Itoa(month))
		return "15/" + strconv.Itoa(month), err == nil
	}
	m := lunarWords.FindStringSubmatch(words)
	if m == nil {
		return "", false
	}
	date, err := calendar.ParseLunarDate(strings.Replace(m[1], "nhuan", "nhuận", 1))
	return date.String(), err == nil
}

// parseLimit takes until and count out of the words.
func parseLimit(rule *calendar.Rule, words string, today time.Time) (rest string, ok bool) {
	if m := untilWords.FindStringSubmatch(words); m != nil {
		until, ok := ParseWhen(m[1], today)
		if !ok {
			return words, false
		}
		rule.Until = calendar.DayOf(until.In(time.UTC))
		words = strings.Replace(words, m[0], " ", 1)
	}
	if m := countWords.FindStringSubmatch(words); m != nil {
		rule.Count, _ = strconv.Atoi(m[1])
		words = strings.Replace(words, m[0], " ", 1)
	}
	return words, rule.Count == 0 || rule.Until == 0
}

// parseDays takes the period and the days out of the words. Days alone mean
// every week; a number of the month, or of a weekday in it, every month.
func parseDays(rule *calendar.Rule, words *string) bool {
	take := func(form *pattern.Pattern) []string {
		m := form.FindStringSubmatch(*words)
		if m != nil {
			*words = strings.Replace(*words, m[0], " ", 1)
		}
		return m
	}
	if m := take(unitOfWord); m != nil {
		rule.Every = unitNames[m[1]+m[2]]
	} else if m := take(stepWords); m != nil {
		rule.Every = unitNames[strings.TrimSuffix(m[2], "s")]
		if rule.Step = numberNames[m[1]]; rule.Step == 0 {
			rule.Step, _ = strconv.Atoi(m[1])
		}
	}
	if m := take(monthDay); m != nil {
		rule.Day, _ = strconv.Atoi(m[1])
	}
	nth := take(nthWeekday) // before the days: the second week is also written like a Monday
	var days []time.Weekday
	for m := take(weekdays); m != nil; m = take(weekdays) {
		days = append(days, weekdayNames[m[1]+m[2]+m[3]+m[4]])
	}
	if nth != nil && len(days) == 1 && rule.Every != calendar.EveryWeek {
		n, err := strconv.Atoi(nth[1])
		if err != nil {
			n = numberNames[strings.TrimPrefix(nth[1]+nth[2]+nth[3], "tuan ")]
		}
		rule.Nth = []calendar.Nth{{N: n, Weekday: days[0]}}
	} else if nth != nil {
		return false
	} else {
		rule.Days = days
	}
	if rule.Every == 0 && (rule.Day > 0 || rule.Nth != nil) {
		rule.Every = calendar.EveryMonth
	} else if rule.Every == 0 && days != nil {
		rule.Every = calendar.EveryWeek
	}
	return true
}

// table writes a rule as front matter does.
func table(r *calendar.Rule) string {
	parts := []string{"every = " + tomlfile.Quote(calendar.UnitWords()[r.Every-calendar.EveryDay])}
	if r.Step > 1 {
		parts = append(parts, "step = "+strconv.Itoa(r.Step))
	}
	if len(r.Days) > 0 {
		var days []string
		for _, d := range r.Days {
			days = append(days, calendar.WeekdayWords()[d])
		}
		parts = append(parts, "days = "+tomlfile.QuoteAll(days))
	}
	if r.Day != 0 {
		parts = append(parts, "day = "+strconv.Itoa(r.Day))
	}
	for _, n := range r.Nth {
		number := strconv.Itoa(n.N)
		if n.N == -1 {
			number = "last"
		}
		parts = append(parts, "nth = "+tomlfile.QuoteAll([]string{number + " " + calendar.WeekdayWords()[n.Weekday]}))
	}
	if r.Until != 0 {
		parts = append(parts, "until = "+r.Until.String())
	}
	if r.Count > 0 {
		parts = append(parts, "count = "+strconv.Itoa(r.Count))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}
