package content

import (
	"testing"
	"time"
)

func day(text string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		panic(err)
	}
	return t
}

func TestLive(t *testing.T) {
	const june = "publish = 2026-06-01\nexpires = 2026-06-30\n"
	for _, c := range []struct {
		front, day string
		live       bool
		next       string
		up         bool
	}{
		{"", "2026-06-15", true, "", false},
		{"draft = true\n", "2026-06-15", false, "", false},
		{"date = 2030-01-01\n", "2026-06-15", true, "", false},
		{june, "2026-05-31", false, "2026-06-01", true},
		{june, "2026-06-01", true, "2026-07-01", false},
		{june, "2026-06-30", true, "2026-07-01", false},
		{june, "2026-07-01", false, "", false},
		{"publish = 2026-06-01T23:59:00\n", "2026-06-01", true, "", false},            // a day, whatever the hour
		{"publish = 2026-05-31T17:00:00Z\n", "2026-05-31", false, "2026-06-01", true}, // midnight in Vietnam
	} {
		e := entry(t, "+++\ntitle = \"x\"\n"+c.front+"+++\n")
		if got := e.Live(day(c.day), false); got != c.live {
			t.Errorf("%q on %s is live: %v", c.front, c.day, got)
		}
		next, up := e.NextChange(day(c.day))
		if got := dateOrNothing(next); got != c.next || up != c.up {
			t.Errorf("%q on %s changes on %q, up %v; want %q, %v", c.front, c.day, got, up, c.next, c.up)
		}
	}
	if draft := entry(t, "+++\ntitle = \"x\"\ndraft = true\n+++\n"); !draft.Live(day("2026-06-15"), true) {
		t.Error("a draft is not shown when drafts are asked for")
	}
}

func dateOrNothing(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
