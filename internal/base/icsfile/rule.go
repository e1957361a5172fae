package icsfile

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/calendar"
)

var (
	units    = map[string]calendar.Unit{"DAILY": calendar.EveryDay, "WEEKLY": calendar.EveryWeek, "MONTHLY": calendar.EveryMonth, "YEARLY": calendar.EveryYear}
	weekdays = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
)

// rule reads an RRULE (§3.3.10); ok is false for one that our rules cannot say.
func (r *reader) rule(text string, e calendar.Event, start moment) (rule *calendar.Rule, ok bool) {
	parts := map[string]string{}
	for part := range strings.SplitSeq(strings.ToUpper(text), ";") {
		key, value, _ := strings.Cut(part, "=")
		parts[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	rule = &calendar.Rule{Every: units[parts["FREQ"]], Step: 1}
	if rule.Every == 0 || !r.sameClocks(e, start) {
		return nil, false
	}
	number := func(key string) int {
		n, err := strconv.Atoi(parts[key])
		if parts[key] != "" && (err != nil || n < 1) {
			ok = false
		}
		return n
	}
	ok = true
	if parts["INTERVAL"] != "" {
		rule.Step = number("INTERVAL")
	}
	rule.Count = number("COUNT")
	if until := parts["UNTIL"]; until != "" {
		last, fine := r.moment(property{}, until)
		rule.Until, ok = lastDay(last, e, r.zone), ok && fine
	}
	for key, value := range parts {
		switch key {
		case "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "":
		case "BYHOUR":
			ok = ok && value == strconv.Itoa(start.at.Hour())
		case "BYMINUTE":
			ok = ok && value == strconv.Itoa(start.at.Minute())
		case "BYSECOND":
			ok = ok && value == strconv.Itoa(start.at.Second())
		default: // BYYEARDAY, BYWEEKNO and what nobody knows
			ok = false
		}
	}
	return rule, ok && byDays(rule, parts, e)
}

// sameClocks reports whether a repeat falls on the same day and hour all the year in the zone of the
// site, too: the clocks of both zones change together or never.
func (r *reader) sameClocks(e calendar.Event, start moment) bool {
	if e.AllDay {
		return true
	}
	_, theirs := start.at.Zone()
	_, ours := start.at.In(r.zone).Zone()
	for month := range 12 {
		at := start.at.AddDate(0, month, 0)
		_, t := at.Zone()
		_, o := at.In(r.zone).Zone()
		if t-o != theirs-ours {
			return false
		}
	}
	return calendar.DayOf(start.at) == calendar.DayOf(start.at.In(r.zone))
}

// lastDay is the last day on which an event may begin: UNTIL is the last moment.
func lastDay(until moment, e calendar.Event, zone *time.Location) calendar.Day {
	at := until.at.In(zone)
	day := calendar.DayOf(at)
	if !until.allDay && !e.AllDay && calendar.ClockOf(at) < calendar.ClockOf(e.Start) {
		day--
	}
	return day
}

// byDays reads the BY… parts that say which days.
func byDays(rule *calendar.Rule, parts map[string]string, e calendar.Event) bool {
	_, month, _ := e.FirstDay().Date()
	monthly := rule.Every == calendar.EveryMonth || rule.Every == calendar.EveryYear
	if by := parts["BYMONTH"]; by != "" && (rule.Every != calendar.EveryYear || by != strconv.Itoa(int(month))) {
		return false
	}
	if by := parts["BYMONTHDAY"]; by != "" {
		day, err := strconv.Atoi(by)
		if err != nil || day == 0 || day < -31 || day > 31 || !monthly || parts["BYDAY"] != "" || parts["BYSETPOS"] != "" {
			return false
		}
		rule.Day = day
	}
	var nth []int
	for word := range strings.SplitSeq(parts["BYDAY"], ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		weekday := -1
		if len(word) >= 2 {
			weekday = slices.Index(weekdays, word[len(word)-2:])
		}
		if weekday < 0 {
			return false
		}
		n := 0
		if sign := word[:len(word)-2]; sign != "" {
			var err error
			if n, err = strconv.Atoi(sign); err != nil || n == 0 || n < -5 || n > 5 || !monthly {
				return false
			}
		}
		rule.Days, nth = append(rule.Days, time.Weekday(weekday)), append(nth, n)
	}
	if position := parts["BYSETPOS"]; position != "" {
		n, err := strconv.Atoi(position)
		if err != nil || n == 0 || n < -5 || n > 5 || len(rule.Days) != 1 || nth[0] != 0 || rule.Every != calendar.EveryMonth {
			return false
		}
		nth[0] = n
	}
	numbered := slices.ContainsFunc(nth, func(n int) bool { return n != 0 })
	switch {
	case numbered && slices.Contains(nth, 0):
		return false
	case numbered:
		for i, n := range nth {
			rule.Nth = append(rule.Nth, calendar.Nth{N: n, Weekday: rule.Days[i]})
		}
		rule.Days = nil
	}
	if rule.Every == calendar.EveryYear && len(rule.Days)+len(rule.Nth) > 0 && parts["BYMONTH"] == "" {
		return false // of the whole year
	}
	weekStart := parts["WKST"]
	return rule.Every != calendar.EveryWeek || rule.Step < 2 || len(rule.Days) < 2 || weekStart == "" || weekStart == "MO"
}
