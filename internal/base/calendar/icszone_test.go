package calendar

import (
	"strings"
	"testing"
	"time"
)

func TestZoneWithoutChanges(t *testing.T) {
	var l icsLines
	l.zone(hanoi, WindowAround(Date(2026, 6, 1)))
	want := "BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n" +
		"TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
	if string(l) != want {
		t.Errorf("got\n%s\nwant\n%s", l, want)
	}
}

func TestZoneWithChanges(t *testing.T) {
	var l icsLines
	l.zone(mustZone("America/New_York"), Window{Date(2026, 1, 1), Date(2027, 1, 1)})
	for _, block := range []string{
		"BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\nEND:DAYLIGHT\r\n",
		"BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\nEND:STANDARD\r\n",
	} {
		if !strings.Contains(string(l), block) {
			t.Errorf("no block\n%s\nin\n%s", block, l)
		}
	}
}

func TestZoneWithoutAName(t *testing.T) {
	if got := tzid(time.FixedZone("", -(3*3600 + 30*60))); got != "UTC-0330" {
		t.Errorf("got %s", got)
	}
}
