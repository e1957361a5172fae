package render

import (
	"testing"
	"time"

	"loa/internal/generator/site"
)

// A warning stands in the months of its days, from the day of the build on.
func TestWarned(t *testing.T) {
	day := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	cs := &calendars{&dates{linker: &linker{placed: &site.Site{Now: day("2026-06-29")}}}}
	all := []*Warning{
		{ID: "now", Until: day("2026-07-01")}, // to the end of June
		{ID: "both", Until: day("2026-07-01").Add(time.Hour)},
		{ID: "later", From: day("2026-07-01"), Until: day("2026-07-03")},
	}
	for month, want := range map[string]string{"2026-05-01": "", "2026-06-01": "now both ", "2026-07-01": "both later ", "2026-08-01": ""} {
		got := ""
		for _, w := range cs.warned(all, day(month)) {
			got += w.ID + " "
		}
		if got != want {
			t.Errorf("%s: %q", month, got)
		}
	}
}
