package content

import (
	"testing"
	"testing/fstest"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// eventOf reads a page with this [event].
func eventOf(t *testing.T, table string) (*EventTable, []problem.Problem) {
	t.Helper()
	const path = "content/hop.md"
	files := fstest.MapFS{path: {Data: []byte("+++\ntitle = \"Họp\"\n[event]\n" + table + "\n+++\n")}}
	e, problems, err := NewReader(files, settings(t)).Read(source.File{Path: path, Name: path})
	if err != nil {
		t.Fatal(err)
	}
	return e.Event, problems
}

// An end may be a day alone where the start has a time.
func TestEventEnd(t *testing.T) {
	for _, c := range []struct{ start, end, want string }{
		{"2026-06-08T08:00:00", "2026-06-08T11:00:00", "2026-06-08 11:00"},
		{"2026-06-08T08:00:00", "2026-06-10", "2026-06-11 00:00"},
		{"2026-06-08T08:00:00", "2026-06-08", ""},
		{"2026-06-08", "2026-06-10", "2026-06-10 00:00"},
		{"2026-06-08", "2026-06-10T17:00:00", "2026-06-10 17:00 and a problem"},
	} {
		e, problems := eventOf(t, "start = "+c.start+"\nend = "+c.end)
		got := ""
		if !e.When.End.IsZero() {
			got = e.When.End.Format("2006-01-02 15:04")
		}
		if len(problems) > 0 {
			got += " and a problem"
		}
		if got != c.want {
			t.Errorf("%s to %s: %q, want %q (%v)", c.start, c.end, got, c.want, problems)
		}
	}
}

// Midnight as the end of a lunar event closes the day; it is not the lack of an end.
func TestLunarEventToMidnight(t *testing.T) {
	for end, want := range map[string]calendar.Clock{"": 0, "end = 00:00:00": calendar.ClockAt(24, 0), "end = 23:30:00": calendar.ClockAt(23, 30)} {
		e, problems := eventOf(t, "lunar = \"30/12\"\nstart = 22:00:00\n"+end)
		if len(problems) > 0 || e.When.Lunar.To != want {
			t.Errorf("%q: %v (%v)", end, e.When.Lunar.To, problems)
		}
	}
}

// A lunar event takes every key of [event]; with a repeat it is told that the two
// do not go together.
func TestLunarEventTakesEveryKey(t *testing.T) {
	e, problems := eventOf(t, "lunar = \"15/8\"\nstart = 19:00:00\nend = 21:00:00\nplace = \"Sân\"\norganizer = \"Xã\"\nstatus = \"tentative\"\nmoved_from = 2026-01-01\nlength = 2")
	if len(problems) > 0 || e.Place == "" || e.Organizer == "" || e.State != calendar.Tentative || e.MovedFrom.IsZero() || e.Length != 2 || e.From.Hour != 19 || e.To.Hour != 21 {
		t.Errorf("%+v %v", e, problems)
	}
	_, problems = eventOf(t, "lunar = \"15/8\"\nrepeat = { every = \"week\" }")
	if len(problems) != 1 || problems[0].Code != problem.EventNotTogether || problems[0].Place.Line != 5 {
		t.Error(problems)
	}
	if _, problems = eventOf(t, "lunar = \"15/8\"\nplase = \"Sân\""); len(problems) != 1 || problems[0].Code != "front-matter.unknown-key" {
		t.Error(problems)
	}
}
