package calendar

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// lunarVectors is testdata/lunar.json: dates agreed on by three independent computations.
type lunarVectors struct {
	Vectors []struct {
		Solar string
		Lunar LunarDay
		Note  string
	}
	MonthStarts struct{ List []string } `json:"month_starts"`
}

func readVectors(t *testing.T) lunarVectors {
	t.Helper()
	raw, err := os.ReadFile("testdata/lunar.json")
	if err != nil {
		t.Fatal(err)
	}
	var v lunarVectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Vectors) < 70 || len(v.MonthStarts.List) < 300 {
		t.Fatalf("only %d vectors and %d month starts", len(v.Vectors), len(v.MonthStarts.List))
	}
	return v
}

func TestVectorsBothWays(t *testing.T) {
	for _, v := range readVectors(t).Vectors {
		day := mustDay(t, v.Solar)
		if got, ok := FromSolar(day); !ok || got != v.Lunar {
			t.Errorf("%s (%s): got %+v, want %+v", v.Solar, v.Note, got, v.Lunar)
		}
		if got, ok := v.Lunar.ToSolar(); !ok || got != day {
			t.Errorf("%+v (%s): got %s, want %s", v.Lunar, v.Note, got, v.Solar)
		}
	}
}

func TestMonthStarts(t *testing.T) {
	var got []string
	for year := 2009; year <= 2037; year++ {
		for _, m := range LunarYear(year) {
			leap := ""
			if m.Leap {
				leap = "L"
			}
			got = append(got, fmt.Sprintf("%s %d-%d%s %d", m.First, m.Year, m.Month, leap, m.Days))
		}
	}
	want := readVectors(t).MonthStarts.List
	table := strings.Join(got, "\n") + "\n"
	if !strings.Contains(table, strings.Join(want, "\n")+"\n") {
		for _, line := range want {
			if !strings.Contains(table, line+"\n") {
				t.Errorf("missing month %s", line)
			}
		}
	}
}

// TestKnownYears holds the dates by which the calendar is known to differ from China's or to be hard:
// Tết of years that differ, the leap months, the months whose new moon is within a minute or two of midnight.
func TestKnownYears(t *testing.T) {
	for _, test := range []struct {
		solar string
		lunar LunarDay
	}{
		{"1968-01-29", LunarDay{1968, 1, 1, false}}, // China 01-30
		{"1969-02-16", LunarDay{1969, 1, 1, false}}, // China 02-17
		{"1985-01-21", LunarDay{1985, 1, 1, false}}, // China 02-20
		{"2007-02-17", LunarDay{2007, 1, 1, false}}, // China 02-18
		{"2030-02-02", LunarDay{2030, 1, 1, false}}, // China 02-03
		{"2053-02-18", LunarDay{2053, 1, 1, false}}, // China 02-19
		{"2032-02-11", LunarDay{2032, 1, 1, false}},
		{"2033-12-22", LunarDay{2033, 11, 1, true}}, // two months without a principal term
		{"2072-12-09", LunarDay{2072, 11, 1, false}},
		{"2077-11-15", LunarDay{2077, 10, 1, false}},
	} {
		if got, _ := FromSolar(mustDay(t, test.solar)); got != test.lunar {
			t.Errorf("%s: got %+v, want %+v", test.solar, got, test.lunar)
		}
	}
	leap := map[int]int{1984: 0, 1985: 2, 2020: 4, 2023: 2, 2024: 0, 2025: 6, 2026: 0, 2028: 5, 2031: 3, 2033: 11, 2034: 0, 2036: 6, 2039: 5}
	for year, want := range leap {
		if got := LeapMonth(year); got != want {
			t.Errorf("leap month of %d: got %d, want %d", year, got, want)
		}
	}
}

func TestRoundTripOfEveryDay(t *testing.T) {
	before := LunarDay{Day: 1}
	for d := Date(1968, 1, 1); d <= Date(2100, 12, 31); d++ {
		lunar, ok := FromSolar(d)
		if !ok {
			t.Fatalf("%s has no lunar day", d)
		}
		if lunar.Day != before.Day+1 && lunar.Day != 1 {
			t.Fatalf("%s: %+v follows %+v", d, lunar, before)
		}
		before = lunar
		if lunar.Year < FirstLunarYear {
			continue // the weeks before Tết 1968
		}
		if back, ok := lunar.ToSolar(); !ok || back != d {
			t.Fatalf("%s is %+v, which is %s", d, lunar, back)
		}
	}
}

func TestEveryLunarYear(t *testing.T) {
	for year := FirstLunarYear; year <= LastLunarYear; year++ {
		months := LunarYear(year)
		days, leaps := 0, 0
		for i, m := range months {
			if m.Days != 29 && m.Days != 30 {
				t.Errorf("%+v has %d days", m, m.Days)
			}
			if i > 0 && m.First != months[i-1].First+Day(months[i-1].Days) {
				t.Errorf("%+v does not follow the month before it", m)
			}
			if m.Leap {
				leaps++
			}
			if want := i + 1 - leaps; m.Month != want {
				t.Errorf("%+v should have number %d", m, want)
			}
			days += m.Days
		}
		if len(months) != 12+leaps || leaps > 1 || days < 353 || days > 385 {
			t.Errorf("%d has %d months, %d leap, %d days", year, len(months), leaps, days)
		}
	}
}

func TestNoSuchLunarDay(t *testing.T) {
	for _, l := range []LunarDay{
		{2025, 12, 30, false}, {2026, 8, 1, true}, {2026, 13, 1, false}, {2026, 1, 0, false}, {1967, 12, 1, false}, {2101, 1, 1, false},
	} {
		if d, ok := l.ToSolar(); ok {
			t.Errorf("%+v should not exist, got %s", l, d)
		}
	}
	for _, s := range []string{"1967-12-31", "2101-01-01"} {
		if l, ok := FromSolar(mustDay(t, s)); ok {
			t.Errorf("%s should be out of range, got %+v", s, l)
		}
	}
}

func TestYearName(t *testing.T) {
	for year, want := range map[int]string{2014: "Giáp Ngọ", 2024: "Giáp Thìn", 2025: "Ất Tỵ", 2026: "Bính Ngọ", 1968: "Mậu Thân", 1984: "Giáp Tý", 2100: "Canh Thân", 3: "Quý Hợi"} {
		if got := YearName(year); got != want {
			t.Errorf("%d: got %s, want %s", year, got, want)
		}
	}
}

// BenchmarkSolsticeYear is the table of one year, from nothing.
func BenchmarkSolsticeYear(b *testing.B) {
	for b.Loop() {
		solsticeYear(2026)
	}
}

func BenchmarkFromSolar(b *testing.B) {
	d := Date(2026, 9, 25)
	for b.Loop() {
		FromSolar(d)
	}
}

func mustDay(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
