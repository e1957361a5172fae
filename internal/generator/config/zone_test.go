package config

import (
	"strings"
	"testing"
	"time"
)

func TestMeantZone(t *testing.T) {
	for name, want := range map[string]string{
		"SE Asia Standard Time": "Asia/Ho_Chi_Minh", "se asia standard time ": "Asia/Ho_Chi_Minh", "Tokyo Standard Time": "Asia/Tokyo",
		"W. Europe Standard Time": "Europe/Berlin", "Asia/Ho_Chi_Min": "Asia/Ho_Chi_Minh", "Mars Standard Time": "", "": "",
	} {
		if got := meantZone(name); got != want {
			t.Errorf("%q: %q, not %q", name, got, want)
		}
	}
}

// What is suggested is a zone, and no name stands twice.
func TestWindowsZones(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(windowsZones) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, zone, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if _, err := time.LoadLocation(zone); !ok || err != nil || seen[name] {
			t.Errorf("%q: %v", line, err)
		}
		seen[name] = true
	}
	if len(seen) < 100 {
		t.Errorf("%d names", len(seen))
	}
}
