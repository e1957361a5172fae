package content

import (
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

var (
	// weekdayFirst is "Thứ Hai, 8/6/2026", "T2 8/6/2026" or "Thứ 2 ngày 8/6/2026".
	weekdayFirst = pattern.New(`^(\pL[\pL\pM\s]*?[2-7]?)[\s,.:]+(?:ngày\s+)?(\d+[/-].*)$`)
	// clockFirst is "7h30 ngày 8/6/2026" or "7h30, 8/6/2026".
	clockFirst = pattern.New(`^(\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2})[\s,]+(?:ngày\s+)?(\d{1,4}[/-]\d{1,2}[/-]\d{1,4})$`)
	// shortYear is 8/6/26. Years before 20 are not read: 26-06-01 is rather 2026-06-01.
	shortYear = pattern.New(`^(\d{1,2}[/-]\d{1,2}[/-])([2-9]\d)(\s.*)?$`)
)

// sheetWeekdays are the names of weekdays, folded.
var sheetWeekdays = map[string]time.Weekday{
	"thu-hai": time.Monday, "thu-2": time.Monday, "t2": time.Monday, "mon": time.Monday, "monday": time.Monday,
	"thu-ba": time.Tuesday, "thu-3": time.Tuesday, "t3": time.Tuesday, "tue": time.Tuesday, "tuesday": time.Tuesday,
	"thu-tu": time.Wednesday, "thu-4": time.Wednesday, "t4": time.Wednesday, "wed": time.Wednesday, "wednesday": time.Wednesday,
	"thu-nam": time.Thursday, "thu-5": time.Thursday, "t5": time.Thursday, "thu": time.Thursday, "thursday": time.Thursday,
	"thu-sau": time.Friday, "thu-6": time.Friday, "t6": time.Friday, "fri": time.Friday, "friday": time.Friday,
	"thu-bay": time.Saturday, "thu-7": time.Saturday, "t7": time.Saturday, "sat": time.Saturday, "saturday": time.Saturday,
	"chu-nhat": time.Sunday, "cn": time.Sunday, "sun": time.Sunday, "sunday": time.Sunday,
}

// withoutWeekday takes the weekday off that may stand before a date. A word that is none stays,
// so that the date cannot be read.
func withoutWeekday(text string) (date string, weekday time.Weekday, named bool) {
	m := weekdayFirst.FindStringSubmatch(text)
	if m == nil {
		return text, 0, false
	}
	if weekday, named = sheetWeekdays[fold.Slug(m[1])]; !named {
		return text, 0, false
	}
	return m[2], weekday, true
}

// day is the day in a cell, also of one that has a time behind it.
func (r *sheetReader) day(column string) time.Time {
	at := r.moment(column)
	if at.IsZero() {
		return at
	}
	return calendar.DayOf(at).In(r.c.zone)
}

// moment is the day in a cell, which may have a time of day before it or behind it.
func (r *sheetReader) moment(column string) time.Time {
	at, ok := r.readMoment(column)
	if !ok {
		r.bad(column)
	}
	return at
}

func (r *sheetReader) readMoment(column string) (at time.Time, ok bool) {
	text, _, _ := withoutWeekday(r.value(column))
	if text == "" {
		return time.Time{}, true
	}
	if m := clockFirst.FindStringSubmatch(text); m != nil {
		text = m[2] + " " + m[1]
	}
	m, ok := tomlfile.ParseMoment(shortYear.ReplaceAllString(text, "${1}20$2$3"))
	return m.In(r.c.zone), ok
}

// clocksInDates takes the times that stand in the cells of the days, where no cell of its
// own has another. Other programs write midnight behind a day. It returns the column whose time
// is not the one of its day's cell.
func (r *sheetReader) clocksInDates(from, to *calendar.Clock) (start, end *calendar.Clock, bad string) {
	pick := func(own *calendar.Clock, date string) (*calendar.Clock, bool) {
		at, _ := r.readMoment(date)
		if clock := calendar.ClockOf(at); !at.IsZero() && clock != 0 {
			return &clock, own == nil || *own == clock
		}
		return own, true
	}
	var ok bool
	if start, ok = pick(from, "date"); !ok {
		return nil, nil, "from"
	}
	if end, ok = pick(to, "end"); !ok {
		return nil, nil, "to"
	}
	return start, end, ""
}

// weekday warns of a weekday that is not the one of its date.
func (r *sheetReader) weekday(column string) {
	text, cell := r.cell(column)
	date, said, named := withoutWeekday(text)
	if !named {
		return
	}
	if day := r.moment(column); day.Weekday() != said {
		line := r.table.row()
		r.at(problem.SheetWeekday, cell, problem.Args{"row": line, "name": r.names[cell], "value": text, "date": strings.TrimSpace(date), "day": problem.Term(strings.ToLower(day.Weekday().String()))})
	}
}
