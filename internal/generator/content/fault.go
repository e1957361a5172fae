package content

import (
	"slices"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
)

// faultCodes are what a fault is called at a key; others go by their reason.
var faultCodes = map[string]problem.Code{
	"end/before-start":   problem.EventEndsBeforeStart,
	"until/before-start": problem.EventUntilBeforeStart,
	"day/out-of-range":   problem.EventMonthDay,
}

var reasonCodes = map[calendar.Reason]problem.Code{
	calendar.OutOfRange:   problem.EventOutOfRange,
	calendar.NotTogether:  problem.EventNotTogether,
	calendar.BeforeStart:  problem.EventEndsBeforeStart,
	calendar.NoOccurrence: problem.EventNoOccurrence,
	calendar.Never:        problem.EventNever,
	calendar.Twice:        problem.EventTwice,
}

// fault tells what the calendar found wrong, at the key where it stands.
func (c *checker) fault(e *EventTable, f calendar.Fault) {
	code, ok := faultCodes[f.Key+"/"+string(f.Reason)]
	if !ok {
		code = reasonCodes[f.Reason]
	}
	args := problem.Args{"key": f.Key, "start": e.Start.String()}
	if f.Day != 0 {
		args["day"] = f.Day.String()
	}
	path := []any{"event", f.Key}
	if inRepeat(f.Key) {
		path = []any{"event", "repeat", f.Key}
	}
	switch f.Key {
	case "end":
		args["end"], args["value"] = e.End.String(), e.End.String()
	case "length":
		args["value"] = e.Length
	case "until":
		args["until"] = e.Repeat.Until.String()
	case "day", "step", "count":
		args["value"] = map[string]int{"day": e.Repeat.Day, "step": e.Repeat.Step, "count": e.Repeat.Count}[f.Key]
	case "except":
		path = append(path, last(e.When.Repeat.Except, f.Day))
	case "moved":
		path = append(path, slices.IndexFunc(e.When.Repeat.Moved, func(m calendar.Move) bool { return m.From == f.Day }), "from")
	}
	c.at(code, args, path...)
}

func inRepeat(key string) bool {
	return key != "start" && key != "end" && key != "lunar" && key != "length"
}

// last is the last place of a day in a list: of a day named twice, the one too
// many.
func last(days []calendar.Day, d calendar.Day) int {
	for i := len(days) - 1; i >= 0; i-- {
		if days[i] == d {
			return i
		}
	}
	return 0
}
