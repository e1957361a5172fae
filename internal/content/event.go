package content

import (
	"regexp"

	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// EventTable is [event]. Times without an offset are in the site's zone.
type EventTable struct {
	Start     tomlfile.Moment `toml:"start"`
	End       tomlfile.Moment `toml:"end"` // of a whole-day event: its last day
	From      tomlfile.Clock  `toml:"-"`   // of a lunar event: start, as a time of day
	To        tomlfile.Clock  `toml:"-"`
	Place     string          `toml:"place"`
	Organizer string          `toml:"organizer"`
	Status    string          `toml:"status"` // "", confirmed, tentative, cancelled, moved
	MovedFrom tomlfile.Moment `toml:"moved_from"`
	Repeat    *Repeat         `toml:"repeat"`
	Lunar     string          `toml:"lunar"`  // "15/8" or "15/8 nhuận"
	Length    int             `toml:"length"` // days, of a lunar event
	Timed     bool            `toml:"-"`      // From and To were given
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
		lunarTable
	}
	problems := v.Decode(&lunar)
	*e = EventTable{Place: lunar.Place, Organizer: lunar.Organizer, Status: lunar.Status, Lunar: lunar.Lunar, Length: lunar.Length, MovedFrom: lunar.MovedFrom}
	if lunar.Start != nil {
		e.Timed, e.From, e.To = true, *lunar.Start, *lunar.Start
	}
	if lunar.End != nil {
		e.To = *lunar.End
	}
	return problems
}

type lunarTable struct {
	Place     string          `toml:"place"`
	Organizer string          `toml:"organizer"`
	Status    string          `toml:"status"`
	MovedFrom tomlfile.Moment `toml:"moved_from"`
	Lunar     string          `toml:"lunar"`
	Length    int             `toml:"length"`
}

var (
	lunarDay = regexp.MustCompile(`^([1-9]|[12][0-9]|30)/([1-9]|1[0-2])( nhuận)?$`)
	nthDay   = regexp.MustCompile(`^(1|2|3|4|5|last) (mon|tue|wed|thu|fri|sat|sun)$`)
)

var (
	statuses  = []string{"confirmed", "tentative", "cancelled", "moved"}
	intervals = []string{"day", "week", "month", "year"}
	weekdays  = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)

func (c *checker) event(e *EventTable) {
	if e == nil {
		return
	}
	c.oneOf(e.Status, statuses, "event", "status")
	switch {
	case e.Lunar != "" && !lunarDay.MatchString(e.Lunar):
		c.at(problem.EventLunar, problem.Args{"value": e.Lunar}, "event", "lunar")
	case e.Lunar == "" && e.Start.IsZero():
		c.at(problem.EventNoStart, nil, "event")
	case !e.End.IsZero() && e.End.In(c.zone).Before(e.Start.In(c.zone)):
		c.at(problem.EventEndsBeforeStart, problem.Args{"start": e.Start.String(), "end": e.End.String()}, "event", "end")
	}
	if e.Repeat != nil {
		c.repeat(e)
	}
}

func (c *checker) repeat(e *EventTable) {
	r := e.Repeat
	if r.Every == "" {
		c.at(problem.EventRepeatEvery, problem.Args{"known": intervals}, "event", "repeat")
	}
	c.oneOf(r.Every, intervals, "event", "repeat", "every")
	for i, day := range r.Days {
		c.oneOf(day, weekdays, "event", "repeat", "days", i)
	}
	for i, nth := range r.Nth {
		if !nthDay.MatchString(nth) {
			c.at(problem.EventNth, problem.Args{"value": nth}, "event", "repeat", "nth", i)
		}
	}
	if r.Day < 0 || r.Day > 31 {
		c.at(problem.EventMonthDay, problem.Args{"value": r.Day}, "event", "repeat", "day")
	}
	if !r.Until.IsZero() && !e.Start.IsZero() && r.Until.In(c.zone).AddDate(0, 0, 1).Before(e.Start.In(c.zone)) {
		c.at(problem.EventUntilBeforeStart, problem.Args{"until": r.Until.String()}, "event", "repeat", "until")
	}
}
