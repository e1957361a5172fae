package calendar

import (
	"testing"
	"time"
)

// TestDays compares days with what the standard library's own calendar says, around
// midnight in several zones, before 1970 and over skipped and repeated hours too.
func TestDays(t *testing.T) {
	zones := []*time.Location{time.UTC, time.FixedZone("", 7*3600), time.FixedZone("", -11*3600-1800)}
	for _, name := range []string{"Asia/Ho_Chi_Minh", "America/Santiago", "Pacific/Apia"} {
		zone, err := time.LoadLocation(name)
		must(t, err)
		zones = append(zones, zone)
	}
	starts := []time.Time{time.Date(-3, 2, 27, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 1, 0, 0, 0, 0, time.UTC), time.Date(2011, 12, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	for _, start := range starts {
		for half := range 60 * 24 * 2 {
			at := start.Add(time.Duration(half)*30*time.Minute - time.Nanosecond)
			for _, zone := range zones {
				local := at.In(zone)
				year, month, day := local.Date()
				if got, want := DayOf(local), Date(year, month, day); got != want {
					t.Fatalf("DayOf(%s) = %s, want %s", local, got, want)
				}
				clock := ClockAt(7, 30)
				if got, want := DayOf(local).At(clock, zone), time.Date(year, month, day, 7, 30, 0, 0, zone); !got.Equal(want) {
					t.Fatalf("At of %s = %s, want %s", local, got, want)
				}
			}
		}
	}
	if got, want := DayOf(time.Time{}), Date(1, 1, 1); got != want {
		t.Errorf("DayOf(zero) = %s, want %s", got, want)
	}
}
