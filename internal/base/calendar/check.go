package calendar

import "slices"

// Fault is something wrong in an event as its author wrote it.
type Fault struct {
	Key    string // the front matter key that it stands at: start, end, lunar, length, every, step …
	Reason Reason
	Day    Day // the day that the reason speaks of, if any
}

// Reason says what is wrong at a Fault's key.
type Reason string

// The reasons.
const (
	OutOfRange   Reason = "out-of-range"  // the value itself cannot be
	NotTogether  Reason = "not-together"  // with another key, or with this Every, it has no meaning
	BeforeStart  Reason = "before-start"  // an end before the start
	NoOccurrence Reason = "no-occurrence" // Day is none of the event's days
	Never        Reason = "never"         // the event never happens
	Twice        Reason = "twice"         // Day is left out or moved more than once
)

// Check returns what is wrong with an event, in a fixed order; an event with faults still has
// occurrences, the best that can be made of it.
func (e Event) Check() []Fault {
	faults := e.checkEnd()
	if e.Lunar != nil {
		faults = append(faults, e.Lunar.check()...)
		if e.Repeat != nil {
			faults = append(faults, Fault{Key: "lunar", Reason: NotTogether})
		}
		return faults
	}
	if e.Repeat == nil {
		return faults
	}
	if found := e.Repeat.check(e.FirstDay()); len(found) > 0 {
		return append(faults, found...)
	}
	return append(faults, e.checkDays()...)
}

func (e Event) checkEnd() []Fault {
	if e.End.IsZero() || e.Lunar != nil {
		return nil
	}
	if e.AllDay && DayOf(e.End) < DayOf(e.Start) || !e.AllDay && e.End.Before(e.Start) {
		return []Fault{{Key: "end", Reason: BeforeStart}}
	}
	if e.Repeat != nil && e.End.Sub(e.Start) > longestRepeat {
		return []Fault{{Key: "end", Reason: OutOfRange}}
	}
	return nil
}

func (l LunarDate) check() []Fault {
	var faults []Fault
	if l.Month < 1 || l.Month > 12 || l.Day < 1 || l.Day > 30 {
		faults = append(faults, Fault{Key: "lunar", Reason: OutOfRange})
	}
	if l.Length < 0 || l.Length > mostDays {
		faults = append(faults, Fault{Key: "length", Reason: OutOfRange})
	}
	return faults
}

// check looks at the rule alone.
func (r *Rule) check(start Day) []Fault {
	var faults []Fault
	add := func(wrong bool, key string, reason Reason) {
		if wrong {
			faults = append(faults, Fault{Key: key, Reason: reason})
		}
	}
	monthly := r.Every == EveryMonth || r.Every == EveryYear
	add(r.Every < EveryDay || r.Every > EveryYear, "every", OutOfRange)
	add(r.Step < 0 || r.Step > maxStep, "step", OutOfRange)
	add(r.Count < 0, "count", OutOfRange)
	add(r.Count > 0 && r.Until != 0, "count", NotTogether)
	add(r.Until != 0 && r.Until < start, "until", BeforeStart)
	add(r.Day < -31 || r.Day > 31, "day", OutOfRange)
	add(r.Day != 0 && !monthly, "day", NotTogether)
	add(slices.ContainsFunc(r.Nth, func(n Nth) bool { return n.N == 0 || n.N < -5 || n.N > 5 }), "nth", OutOfRange)
	add(len(r.Nth) > 0 && (!monthly || r.Day != 0 || len(r.Days) > 0), "nth", NotTogether)
	return faults
}

// checkDays holds the dates that the author named against those that the rule gives.
func (e Event) checkDays() []Fault {
	start := e.FirstDay()
	first, ok := e.firstByRule()
	if !ok {
		return []Fault{{Key: "every", Reason: Never}}
	}
	var faults []Fault
	if first != start {
		faults = append(faults, Fault{"start", NoOccurrence, start})
	}
	seen := map[Day]bool{}
	look := func(key string, d Day) {
		switch {
		case seen[d]:
			faults = append(faults, Fault{key, Twice, d})
		case !e.ruleHas(d):
			faults = append(faults, Fault{key, NoOccurrence, d})
		}
		seen[d] = true
	}
	for _, d := range e.Repeat.Except {
		look("except", d)
	}
	for _, m := range e.Repeat.Moved {
		look("moved", m.From)
	}
	return faults
}

// firstByRule returns the first day that the rule gives. If none of the first hundred periods has
// one, none has: the rarest, 29 February by steps of a century, comes within four.
func (e Event) firstByRule() (Day, bool) {
	start := e.FirstDay()
	horizon := Day(100 * e.Repeat.step() * e.Repeat.Every.longest())
	for d := range e.Repeat.days(start, start, start+horizon) {
		return d, true
	}
	return 0, false
}
