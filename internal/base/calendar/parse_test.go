package calendar

import (
	"testing"
	"time"
)

func TestParseWords(t *testing.T) {
	for i, word := range UnitWords() {
		if got, err := ParseUnit(word); err != nil || got != EveryDay+Unit(i) {
			t.Errorf("%s: %v, %v", word, got, err)
		}
	}
	for i, word := range WeekdayWords() {
		if got, err := ParseWeekday(word); err != nil || got != time.Weekday(i) {
			t.Errorf("%s: %v, %v", word, got, err)
		}
	}
	for i, word := range StatusWords() {
		if got, err := ParseStatus(word); err != nil || got != Status(i) {
			t.Errorf("%s: %v, %v", word, got, err)
		}
	}
	for _, word := range []string{"", "weekly", "thứ hai"} {
		if _, err := ParseUnit(word); err == nil {
			t.Errorf("unit %q was read", word)
		}
		if _, err := ParseWeekday(word); err == nil {
			t.Errorf("weekday %q was read", word)
		}
		if _, err := ParseStatus(word); err == nil {
			t.Errorf("status %q was read", word)
		}
	}
}

func TestParseNth(t *testing.T) {
	for text, want := range map[string]Nth{
		"2 tue": {2, time.Tuesday}, "last fri": {-1, time.Friday}, "-2 sun": {-2, time.Sunday}, " Last  FRI ": {-1, time.Friday},
	} {
		if got, err := ParseNth(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "tue", "0 tue", "6 tue", "2 tuesday", "first tue", "2 tue 3"} {
		if got, err := ParseNth(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestParseLunarDate(t *testing.T) {
	for text, want := range map[string]LunarDate{
		"15/8": {Month: 8, Day: 15}, "30/12": {Month: 12, Day: 30}, "15/8 nhuận": {Month: 8, Day: 15, Leap: true}, " 1/1 Nhuận": {Month: 1, Day: 1, Leap: true},
	} {
		if got, err := ParseLunarDate(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "15", "15-8", "31/1", "0/1", "1/13", "1/0", "15/8 leap", "15/8 nhuận x", "15/8/2026"} {
		if got, err := ParseLunarDate(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, text := range []string{"", "2026-6-1", "2026-02-30", "01/06/2026"} {
		if got, err := ParseDay(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
	for _, text := range []string{"2026-06-01", "1968-01-01", "2100-12-31", "1969-12-31"} {
		if got := mustDay(t, text).String(); got != text {
			t.Errorf("%s came back as %s", text, got)
		}
	}
}
