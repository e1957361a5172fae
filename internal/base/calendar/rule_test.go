package calendar

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestRules(t *testing.T) {
	raw, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(raw), "\n## ")[1:]
	if len(cases) < 30 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, text := range cases {
		name, body, _ := strings.Cut(text, "\n")
		t.Run(name, func(t *testing.T) {
			c := readRuleCase(t, body)
			var got []string
			for _, o := range c.event.Between(c.from.In(c.event.Zone), c.to.In(c.event.Zone)) {
				got = append(got, occurrenceText(o))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			c.checkFeed(t)
		})
	}
}

type ruleCase struct {
	event    Event
	from, to Day
	want     []string
}

// checkFeed fails if other programs find other dates in the case's feed than we do.
func (c ruleCase) checkFeed(t *testing.T) {
	zone, window := c.event.Zone, Window{c.from, c.to}
	entry := Entry{UID: "case", Title: "x", Event: c.event}
	file := Feed{Zone: zone, Window: window}.AppendICS(nil, entry.Component(window))
	checkLines(t, file)
	from, to := window.In(zone)
	var want []string
	for _, o := range c.event.Between(from, to) {
		want = append(want, spanText(o.Start, o.End)+" x")
	}
	slices.Sort(want)
	if got := readBack(t, file, zone, from, to); !slices.Equal(got, want) {
		t.Errorf("others read\n%s\nwe mean\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), file)
	}
}

func readRuleCase(t *testing.T, body string) ruleCase {
	c := ruleCase{event: Event{Zone: hanoi}}
	for line := range strings.Lines(body) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch key {
		case "", "#":
		case "=":
			c.want = append(c.want, value)
		case "zone":
			c.event.Zone = mustZone(value)
		case "from":
			c.from = mustDay(t, value)
		case "to":
			c.to = mustDay(t, value)
		case "start", "end", "lunar", "length", "clock":
			c.readTime(t, key, value)
		default:
			c.readRepeat(t, key, value)
		}
	}
	return c
}

func (c *ruleCase) readTime(t *testing.T, key, value string) {
	e := &c.event
	switch key {
	case "start":
		e.Start, e.AllDay = parseMoment(t, value, e.Zone)
	case "end":
		e.End, _ = parseMoment(t, value, e.Zone)
	case "lunar":
		date, err := ParseLunarDate(value)
		must(t, err)
		e.Lunar, e.AllDay = &date, true
	case "length":
		e.Lunar.Length = mustInt(t, value)
	case "clock":
		from, to, _ := strings.Cut(value, " ")
		e.Lunar.From, e.Lunar.To, e.AllDay = mustClock(t, from), mustClock(t, to), false
	}
}

func (c *ruleCase) readRepeat(t *testing.T, key, value string) {
	if c.event.Repeat == nil {
		c.event.Repeat = &Rule{}
	}
	r := c.event.Repeat
	var err error
	switch key {
	case "every":
		r.Every, err = ParseUnit(value)
	case "step":
		r.Step = mustInt(t, value)
	case "day":
		r.Day = mustInt(t, value)
	case "count":
		r.Count = mustInt(t, value)
	case "until":
		r.Until = mustDay(t, value)
	case "except":
		r.Except = append(r.Except, mustDay(t, value))
	case "moved":
		r.Moved = append(r.Moved, parseMove(t, value))
	case "days":
		for word := range strings.SplitSeq(value, ",") {
			day, err := ParseWeekday(word)
			must(t, err)
			r.Days = append(r.Days, day)
		}
	case "nth":
		for word := range strings.SplitSeq(value, ",") {
			n, err := ParseNth(word)
			must(t, err)
			r.Nth = append(r.Nth, n)
		}
	default:
		t.Fatalf("unknown key %q", key)
	}
	must(t, err)
}

func parseMove(t *testing.T, value string) Move {
	from, to, _ := strings.Cut(value, " to ")
	at, wholeDay := parseMoment(t, to, time.UTC)
	m := Move{From: mustDay(t, from), To: DayOf(at)}
	if !wholeDay {
		clock := ClockOf(at)
		m.Clock = &clock
	}
	return m
}

func parseMoment(t *testing.T, s string, zone *time.Location) (moment time.Time, wholeDay bool) {
	if day, err := ParseDay(s); err == nil {
		return day.In(zone), true
	}
	moment, err := time.ParseInLocation("2006-01-02T15:04", s, zone)
	must(t, err)
	return moment, false
}

// occurrenceText writes an occurrence as testdata/rules.txt does.
func occurrenceText(o Occurrence) string {
	text := o.First().String()
	switch {
	case o.AllDay && o.Last() > o.First():
		text += " – " + o.Last().String()
	case o.AllDay:
	case o.End.Equal(o.Start):
		text += o.Start.Format(" 15:04")
	case o.First() == o.Last():
		text += o.Start.Format(" 15:04 – ") + o.End.Format("15:04")
	default:
		text += o.Start.Format(" 15:04 – ") + o.End.Format("2006-01-02 15:04")
	}
	if o.Moved() {
		text += fmt.Sprintf(" (was %s)", o.Was.Format("2006-01-02 15:04"))
	}
	return text
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustInt(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	must(t, err)
	return n
}

func mustClock(t *testing.T, s string) Clock {
	t.Helper()
	at, err := time.Parse("15:04", s)
	must(t, err)
	return ClockOf(at)
}

// What a rule leaves out is told as long as the rule has it, once, and only in the span.
func TestLeftOut(t *testing.T) {
	start := time.Date(2026, 6, 6, 7, 30, 0, 0, time.UTC) // a Saturday
	e := Event{Start: start, End: start.Add(time.Hour), Repeat: &Rule{Every: EveryWeek, Until: Date(2026, 7, 31),
		Except: []Day{Date(2026, 7, 4), Date(2026, 6, 13), Date(2026, 6, 13), Date(2026, 6, 14), Date(2026, 8, 1)}}}
	var got []string
	for _, o := range e.LeftOut(start, start.AddDate(1, 0, 0)) {
		got = append(got, o.Start.Format("2006-01-02 15:04"))
		if !o.Off {
			t.Errorf("%v takes place", o)
		}
	}
	if want := []string{"2026-06-13 07:30", "2026-07-04 07:30"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	replaced := e
	replaced.Repeat = &Rule{Every: EveryWeek, Until: Date(2026, 7, 31), Replaced: []Day{Date(2026, 6, 13)}}
	if off := replaced.LeftOut(start, start.AddDate(1, 0, 0)); len(off) != 0 {
		t.Errorf("a date for which another event stands is told as left out: %v", off)
	}
	if n := len(replaced.Between(start, start.AddDate(0, 0, 14))); n != 1 {
		t.Errorf("%d dates in two weeks of which one is replaced", n)
	}
	if late := e.LeftOut(start.AddDate(0, 0, 20), start.AddDate(0, 0, 25)); len(late) != 0 {
		t.Error(late)
	}
	if once := (Event{Start: start}).LeftOut(start, start.AddDate(1, 0, 0)); len(once) != 0 {
		t.Error(once)
	}
}
