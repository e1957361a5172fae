package calendar

import (
	"slices"
	"testing"
	"time"
)

func TestCheck(t *testing.T) {
	monday := at("2026-06-01T08:00")
	rule := func(r Rule) Event { return Event{Zone: hanoi, Start: monday, Repeat: &r} }
	saturday, sunday := Date(2026, 6, 6), Date(2026, 6, 7)
	weekly := Rule{Every: EveryWeek, Days: []time.Weekday{time.Monday, time.Saturday}}
	excepted, moved := weekly, weekly
	excepted.Except = []Day{saturday, sunday, saturday}
	moved.Except = []Day{saturday}
	moved.Moved = []Move{{From: saturday, To: sunday}, {From: sunday, To: saturday}}

	for name, test := range map[string]struct {
		event Event
		want  []Fault
	}{
		"nothing":               {rule(weekly), nil},
		"once":                  {Event{Start: monday}, nil},
		"end before start":      {Event{Start: monday, End: monday.Add(-time.Hour)}, []Fault{{"end", BeforeStart, 0}}},
		"last day before":       {Event{AllDay: true, Start: monday, End: monday.AddDate(0, 0, -1)}, []Fault{{"end", BeforeStart, 0}}},
		"same day":              {Event{AllDay: true, Start: monday, End: monday.Add(-time.Hour)}, nil},
		"a repeat of ages":      {Event{AllDay: true, Start: Date(1, 1, 1).In(time.UTC), End: Date(9999, 12, 31).In(time.UTC), Repeat: &Rule{Every: EveryDay}}, []Fault{{"end", OutOfRange, 0}}},
		"a repeat of a year":    {Event{AllDay: true, Start: Date(2026, 1, 1).In(time.UTC), End: Date(2027, 1, 1).In(time.UTC), Repeat: &Rule{Every: EveryDay}}, nil},
		"ages without a repeat": {Event{AllDay: true, Start: Date(1, 1, 1).In(time.UTC), End: Date(9999, 12, 31).In(time.UTC)}, nil},
		"no unit":               {rule(Rule{}), []Fault{{"every", OutOfRange, 0}}},
		"step":                  {rule(Rule{Every: EveryDay, Step: 1001}), []Fault{{"step", OutOfRange, 0}}},
		"count":                 {rule(Rule{Every: EveryDay, Count: -1}), []Fault{{"count", OutOfRange, 0}}},
		"count and until":       {rule(Rule{Every: EveryDay, Count: 1, Until: saturday}), []Fault{{"count", NotTogether, 0}}},
		"until before":          {rule(Rule{Every: EveryDay, Until: saturday - 10}), []Fault{{"until", BeforeStart, 0}}},
		"day":                   {rule(Rule{Every: EveryMonth, Day: 32}), []Fault{{"day", OutOfRange, 0}}},
		"day of a week":         {rule(Rule{Every: EveryWeek, Day: 1}), []Fault{{"day", NotTogether, 0}}},
		"nth":                   {rule(Rule{Every: EveryMonth, Nth: []Nth{{6, 1}}}), []Fault{{"nth", OutOfRange, 0}}},
		"nth of a week":         {rule(Rule{Every: EveryWeek, Nth: []Nth{{1, 1}}}), []Fault{{"nth", NotTogether, 0}}},
		"nth and day":           {rule(Rule{Every: EveryMonth, Day: 1, Nth: []Nth{{1, 1}}}), []Fault{{"nth", NotTogether, 0}}},
		"never":                 {rule(Rule{Every: EveryYear, Day: 31}), []Fault{{"every", Never, 0}}},
		"never, until":          {rule(Rule{Every: EveryWeek, Days: []time.Weekday{time.Saturday}, Until: Date(2026, 6, 3)}), []Fault{{"every", Never, 0}}},
		"start is off":          {rule(Rule{Every: EveryMonth, Day: 15}), []Fault{{"start", NoOccurrence, Date(2026, 6, 1)}}},
		"except":                {rule(excepted), []Fault{{"except", NoOccurrence, sunday}, {"except", Twice, saturday}}},
		"moved":                 {rule(moved), []Fault{{"moved", Twice, saturday}, {"moved", NoOccurrence, sunday}}},
		"lunar":                 {Event{Lunar: &LunarDate{Month: 8, Day: 15}}, nil},
		"lunar month":           {Event{Lunar: &LunarDate{Month: 13, Day: 15}}, []Fault{{"lunar", OutOfRange, 0}}},
		"lunar length":          {Event{Lunar: &LunarDate{Month: 8, Day: 15, Length: -1}}, []Fault{{"length", OutOfRange, 0}}},
		"lunar and a rule":      {Event{Lunar: &LunarDate{Month: 8, Day: 15}, Repeat: &weekly}, []Fault{{"lunar", NotTogether, 0}}},
		"29 February by centuries": {
			Event{Start: Date(2100, 2, 1).In(time.UTC), Repeat: &Rule{Every: EveryYear, Step: 100, Day: 29}},
			[]Fault{{"start", NoOccurrence, Date(2100, 2, 1)}}, // but not never: 2400 has it
		},
	} {
		if got := test.event.Check(); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

// An event that repeats daily and never ends must not have a day in which all its
// occurrences since the beginning still go on.
func TestRepeatOfAges(t *testing.T) {
	first, last := Date(1, 1, 1).In(time.UTC), Date(9999, 12, 31).In(time.UTC)
	day := Date(2026, 6, 1)
	for _, allDay := range []bool{true, false} {
		e := Event{AllDay: allDay, Start: first, End: last, Repeat: &Rule{Every: EveryDay}}
		if n := len(e.Between(day.In(time.UTC), (day + 1).In(time.UTC))); n == 0 || n > mostDays+1 {
			t.Errorf("%d occurrences on one day, all-day %v", n, allDay)
		}
	}
}
