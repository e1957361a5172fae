package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
)

// FuzzText: any text survives escaping and folding, and no line is too long or cut in a character.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "Rào ao, hồ; che giếng\n\\ \"x\"", strings.Repeat("ễ", 100), strings.Repeat("a", 67), "\r\n\r", `\n`, "a\x00b\xff\x7f~\t",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		entry := Entry{UID: "u", Title: s, Event: Event{Zone: hanoi, Start: at("2026-06-01T08:00")}}
		file := Feed{Name: s, Zone: hanoi, Window: WindowAround(Date(2026, 6, 1))}.
			AppendICS(nil, entry.Component(WindowAround(Date(2026, 6, 1))))
		checkLines(t, file)

		want := strings.ToValidUTF8(s, "\uFFFD")
		want = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(want)
		want = strings.Map(func(r rune) rune {
			if r < 0x20 && r != '\t' && r != '\n' || r == 0x7F {
				return -1
			}
			return r
		}, want)
		if got := textOf(string(file), "SUMMARY:"); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
	})
}

// textOf unfolds a file and returns the first value of a TEXT property, its escapes undone.
func textOf(file, name string) string {
	unfolded := strings.ReplaceAll(file, "\r\n ", "")
	for line := range strings.SplitSeq(unfolded, "\r\n") {
		if value, ok := strings.CutPrefix(line, name); ok {
			return ics.FromText(value)
		}
	}
	return ""
}

// FuzzRule: whatever rule passes Check, other programs read from our feed the dates that we give.
func FuzzRule(f *testing.F) {
	f.Add(uint8(2), uint8(1), uint8(0x40), int8(0), int8(0), uint8(0), uint16(90), uint8(0), int16(0), uint8(1), uint8(2), false)
	f.Add(uint8(3), uint8(2), uint8(0), int8(-1), int8(0), uint8(0), uint16(0), uint8(12), int16(400), uint8(0), uint8(3), true)
	f.Add(uint8(4), uint8(1), uint8(0), int8(0), int8(-1), uint8(5), uint16(0), uint8(0), int16(900), uint8(2), uint8(2), true)
	f.Add(uint8(1), uint8(5), uint8(0x3E), int8(0), int8(0), uint8(0), uint16(0), uint8(0), int16(-900), uint8(3), uint8(4), false)
	f.Fuzz(func(t *testing.T, every, step, days uint8, day, nth int8, nthDay uint8, until uint16, count uint8,
		start int16, except, moved uint8, allDay bool,
	) {
		r := &Rule{Every: Unit(every%4) + 1, Step: int(step), Day: int(day), Count: int(count)}
		for w := time.Sunday; w <= time.Saturday; w++ {
			if days&(1<<w) != 0 {
				r.Days = append(r.Days, w)
			}
		}
		if nth != 0 {
			r.Nth = []Nth{{int(nth), time.Weekday(nthDay % 7)}}
		}
		first := Date(2026, 6, 1) + Day(start)
		if until > 0 {
			r.Until = first + Day(until)
		}
		if r.check(first) != nil {
			t.Skip()
		}
		e := Event{Zone: hanoi, AllDay: allDay, Start: first.At(ClockAt(8, 30), hanoi), Repeat: r}
		e.End = e.Start.Add(time.Duration(except) * time.Hour)
		touchDates(e, int(except), int(moved))
		window := WindowAround(Date(2026, 6, 1))
		ruleCase{event: e, from: window.From, to: window.To}.checkFeed(t)
		checkNarrow(t, e, window)
	})
}

// touchDates leaves out one of the rule's first dates and moves another.
func touchDates(e Event, except, moved int) {
	var firsts []Day
	for d := range e.Repeat.days(e.FirstDay(), e.FirstDay(), e.FirstDay()+5000) {
		if firsts = append(firsts, d); len(firsts) > 20 {
			break
		}
	}
	if except < len(firsts) {
		e.Repeat.Except = []Day{firsts[except]}
	}
	if moved < len(firsts) {
		e.Repeat.Moved = []Move{{From: firsts[moved], To: firsts[moved] + Day(except) - 3}}
	}
}

// checkNarrow fails if asking month by month gives other dates than asking at once.
func checkNarrow(t *testing.T, e Event, w Window) {
	t.Helper()
	from, to := w.In(hanoi)
	want := e.Between(from, to)
	var got []Occurrence
	for month := from; month.Before(to); month = month.AddDate(0, 1, 0) {
		for _, o := range e.Between(month, month.AddDate(0, 1, 0)) {
			if !slices.Contains(got, o) {
				got = append(got, o)
			}
		}
	}
	if len(got) != len(want) {
		t.Errorf("month by month %d occurrences, at once %d", len(got), len(want))
	}
}

// FuzzParse: what is read is written and read again as the same, and nothing panics.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"15/8", "15/8 nhuận", "30/12", "0/1", "1/13", "2 tue", "last fri", "-1 sun", "15/8  Nhuận", "/", "²/8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if date, err := ParseLunarDate(s); err == nil {
			if again, err := ParseLunarDate(date.String()); err != nil || again != date {
				t.Errorf("%q: %+v, then %+v (%v)", s, date, again, err)
			}
			if faults := (Event{Lunar: &date}).Check(); faults != nil {
				t.Errorf("%q was read but is at fault: %v", s, faults)
			}
		}
		if n, err := ParseNth(s); err == nil {
			r := Rule{Every: EveryMonth, Nth: []Nth{n}}
			if faults := r.check(0); faults != nil {
				t.Errorf("%q was read but is at fault: %v", s, faults)
			}
		}
	})
}
