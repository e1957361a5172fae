package calendar

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// TestMonths compares month grids with testdata/months.txt: a day outside the month in brackets, then its lunar label.
func TestMonths(t *testing.T) {
	var got strings.Builder
	for _, m := range []Month{
		MonthOf(2026, time.February), // begins on a Sunday; Tết
		MonthOf(2027, time.February), // exactly four weeks
		MonthOf(2025, time.July),     // leap month 6
		MonthOf(2026, 13),            // January 2027
		MonthOf(2101, time.January),  // the lunar calendar ends
	} {
		writeMonth(&got, m)
	}
	if *update {
		must(t, os.WriteFile("testdata/months.txt", []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile("testdata/months.txt")
	must(t, err)
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func writeMonth(b *strings.Builder, m Month) {
	from, to := m.Shown()
	fmt.Fprintf(b, "%d-%02d: %s to %s, shown %s to %s\n", m.Year, m.Month, m.First(), m.Last(), from, to)
	for _, week := range m.Weeks {
		line := ""
		for _, c := range week {
			text := fmt.Sprint(c.Number())
			if c.Outside {
				text = "(" + text + ")"
			}
			line += fmt.Sprintf("%6s %-6s", text, c.LunarLabel())
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	b.WriteString("\n")
}

func TestEveryMonthIsWhole(t *testing.T) {
	for year := 1968; year <= 2100; year++ {
		for month := time.January; month <= time.December; month++ {
			m := MonthOf(year, month)
			inside := 0
			for _, week := range m.Weeks {
				for i, c := range week {
					if c.Day.Weekday() != time.Weekday((i+1)%7) {
						t.Fatalf("%s stands in column %d", c.Day, i)
					}
					if !c.Outside {
						inside++
					}
				}
			}
			if want := int(m.Last()-m.First()) + 1; inside != want || len(m.Weeks) < 4 || len(m.Weeks) > 6 {
				t.Fatalf("%d-%d has %d days in %d weeks, want %d", year, month, inside, len(m.Weeks), want)
			}
		}
	}
}
