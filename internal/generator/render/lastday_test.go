package render

import (
	"testing"
	"time"
)

func TestLastDay(t *testing.T) {
	at := func(text string) time.Time {
		when, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		end      string
		allDay   bool
		last     string
		midnight bool
	}{
		{"2026-06-08 11:00", false, "2026-06-08", false},
		{"2026-06-09 00:00", false, "2026-06-08", true},
		{"2026-06-11 00:00", false, "2026-06-10", true},
		{"2026-06-09 02:00", false, "2026-06-09", false},
		{"2026-06-10 00:00", true, "2026-06-10", false},
	} {
		d := Date{Start: at("2026-06-08 08:00"), End: at(c.end), AllDay: c.allDay}
		if got := d.Last().Format(time.DateOnly); got != c.last || d.Midnight() != c.midnight {
			t.Errorf("to %s: %s, %v", c.end, got, d.Midnight())
		}
	}
	if d := (Date{Start: at("2026-06-08 08:00")}); !d.Last().IsZero() || d.Midnight() {
		t.Error("an end that nobody knows")
	}
}
