package content

import (
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// EventTable is [event]. Times without an offset are in the site's zone.
type EventTable struct {
	Start     tomlfile.Moment `toml:"start"`
	End       tomlfile.Moment `toml:"end"` // of a whole-day event: its last day
	Place     string          `toml:"place"`
	Organizer string          `toml:"organizer"`
	Status    string          `toml:"status"` // "", confirmed, tentative, cancelled, moved
	MovedFrom tomlfile.Moment `toml:"moved_from"`
	Repeat    *Repeat         `toml:"repeat"`
	Lunar     string          `toml:"lunar"`  // "15/8" or "15/8 nhuận"
	Length    int             `toml:"length"` // days, of a lunar event

	From *tomlfile.Clock `toml:"-"` // of a lunar event: start, as a time of day
	To   *tomlfile.Clock `toml:"-"`

	When  calendar.Event  `toml:"-"` // what the table says, as the calendar reckons with it
	State calendar.Status `toml:"-"`
}

// Repeat is event.repeat.
type Repeat struct {
	Every  string            `toml:"every"` // day, week, month, year
	Step   int               `toml:"step"`
	Days   []string          `toml:"days"` // mon … sun
	Day    int               `toml:"day"`  // of the month
	Nth    []string          `toml:"nth"`  // "2 tue", "last fri"
	Until  tomlfile.Moment   `toml:"until"`
	Count  int               `toml:"count"`
	Except []tomlfile.Moment `toml:"except"`
	Moved  []Move            `toml:"moved"`
}

// Move is one occurrence that takes place at another time.
type Move struct {
	From tomlfile.Moment `toml:"from"`
	To   tomlfile.Moment `toml:"to"`
}

// DecodeTOML reads the table; start and end of a lunar event are times of day.
func (e *EventTable) DecodeTOML(v tomlfile.Value) []problem.Problem {
	type table EventTable
	if v.At("lunar").Raw == nil {
		return v.Decode((*table)(e))
	}
	var lunar struct {
		Start *tomlfile.Clock `toml:"start"`
		End   *tomlfile.Clock `toml:"end"`
		table
	}
	problems := v.Decode(&lunar)
	*e = EventTable(lunar.table)
	e.From, e.To = lunar.Start, lunar.End
	if e.Repeat != nil {
		problems = append(problems, v.At("repeat").KeyProblem(problem.EventNotTogether, problem.Args{"key": "repeat"}))
		e.Repeat = nil
	}
	return problems
}

// event understands [event]. An event with a fault that leaves no sense in its
// repeat counts once.
func (c *checker) event(e *EventTable) {
	if e == nil {
		return
	}
	e.State = word(c, e.Status, calendar.ParseStatus, calendar.StatusWords(), "event", "status")
	e.When = calendar.Event{Zone: c.zone, Start: e.Start.In(c.zone), End: c.end(e), AllDay: !e.Start.HasTime && e.From == nil}
	switch {
	case e.Lunar != "":
		e.When.Lunar = c.lunar(e)
	case e.Start.IsZero():
		c.at(problem.EventNoStart, nil, "event")
	case e.Repeat != nil:
		var whole bool
		if e.When.Repeat, whole = c.repeat(e.Repeat); !whole {
			defer func() { e.When.Repeat = nil }() // it counts once
		}
	}
	for _, fault := range e.When.Check() {
		c.fault(e, fault)
	}
}

// end is when an event ends. A day alone says of an event that begins at a time of day that
// it goes on to the end of that day, or, of its first day, nothing.
func (c *checker) end(e *EventTable) time.Time {
	end := e.End.In(c.zone)
	switch {
	case end.IsZero(), e.Start.HasTime == e.End.HasTime:
		return end
	case e.End.HasTime:
		c.at(problem.EventEndTime, problem.Args{"start": e.Start.String(), "end": e.End.String()}, "event", "end")
		return end
	case calendar.DayOf(end) == calendar.DayOf(e.Start.In(c.zone)):
		return time.Time{}
	}
	return endOfDay(end)
}

// endOfDay is the midnight that closes a day.
func endOfDay(day time.Time) time.Time { return (calendar.DayOf(day) + 1).In(day.Location()) }

// lunar is the day of a lunar event, nil if it cannot be read.
func (c *checker) lunar(e *EventTable) *calendar.LunarDate {
	l, err := calendar.ParseLunarDate(e.Lunar)
	if err != nil {
		c.at(problem.EventLunar, problem.Args{"value": e.Lunar}, "event", "lunar")
		return nil
	}
	l.Length = e.Length
	if l.From, l.To = clockOf(e.From), clockOf(e.To); e.To != nil && l.To == 0 {
		l.To = calendar.ClockAt(24, 0) // the midnight that closes the day
	}
	return &l
}

// clockOf is a time of day, 0 for none.
func clockOf(c *tomlfile.Clock) calendar.Clock {
	if c == nil {
		return 0
	}
	return calendar.ClockAt(c.Hour, c.Minute) + calendar.Clock(c.Second)
}

// repeat is the rule that a table means, and whether all its words are known. A
// rule that does not say how often is taken for a monthly one, which may have all keys.
func (c *checker) repeat(r *Repeat) (*calendar.Rule, bool) {
	before := len(c.problems)
	rule := &calendar.Rule{Step: r.Step, Day: r.Day, Count: r.Count, Until: c.day(r.Until)}
	rule.Every = word(c, r.Every, calendar.ParseUnit, calendar.UnitWords(), "event", "repeat", "every")
	if r.Every == "" {
		c.at(problem.EventRepeatEvery, problem.Args{"known": calendar.UnitWords()}, "event", "repeat")
	}
	c.repeatDays(r, rule)
	if len(c.problems) > before {
		rule.Every, rule.Days, rule.Nth = calendar.EveryMonth, nil, nil
		return rule, false
	}
	for _, m := range r.Except {
		rule.Except = append(rule.Except, c.day(m))
	}
	for _, m := range r.Moved {
		move := calendar.Move{From: c.day(m.From), To: c.day(m.To)}
		if m.To.HasTime {
			clock := calendar.ClockOf(m.To.In(c.zone))
			move.Clock = &clock
		}
		rule.Moved = append(rule.Moved, move)
	}
	return rule, true
}

func (c *checker) repeatDays(r *Repeat, rule *calendar.Rule) {
	for i, day := range r.Days {
		rule.Days = append(rule.Days, word(c, day, calendar.ParseWeekday, calendar.WeekdayWords(), "event", "repeat", "days", i))
	}
	for i, text := range r.Nth {
		nth, err := calendar.ParseNth(text)
		if err != nil {
			c.at(problem.EventNth, problem.Args{"value": text}, "event", "repeat", "nth", i)
		}
		rule.Nth = append(rule.Nth, nth)
	}
}

// day is the day of a moment, 0 (no day that an event has) for none.
func (c *checker) day(m tomlfile.Moment) calendar.Day {
	if m.IsZero() {
		return 0
	}
	return calendar.DayOf(m.In(c.zone))
}

// word reads one word of a fixed list, or says what the list is.
func word[T any](c *checker, text string, parse func(string) (T, error), known []string, path ...any) T {
	var value T
	if text == "" {
		return value
	}
	value, err := parse(text)
	if err != nil {
		c.oneOf(text, known, path...)
	}
	return value
}

// Key is the key at which the table says when the event takes place.
func (e *EventTable) Key() string {
	if e.Lunar != "" {
		return "lunar"
	}
	return "start"
}
