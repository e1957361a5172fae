package test

import (
	"testing"
	"time"
)

// The day begins at midnight in the site's zone, wherever the computer stands.
func TestMidnightInTheSitesZone(t *testing.T) {
	for moment, live := range map[string]bool{
		"2026-05-31T16:59:59Z":      false, // 23:59:59 in Vietnam
		"2026-05-31T17:00:00Z":      true,
		"2026-05-31T23:30:00+07:00": false,
		"2026-06-01T00:30:00+09:00": false, // already June in Japan
		"2026-05-31T13:30:00-05:00": true,  // still May in Peru
	} {
		now, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		o := site(t, "sites/publish-and-expire", "2026-01-01")
		o.Now, o.Fixed = now, false
		run(t, o)
		if _, up := read(t, o.Out)["thang-sau/index.html"]; up != live {
			t.Errorf("at %s the page of 1 June is up: %v", moment, up)
		}
	}
}
