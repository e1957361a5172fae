package content

import (
	"testing"

	"loa/internal/base/calendar"
)

func TestClocks(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""},
		{"8h30", "", "08:30"},
		{"7g30", "9g", "07:30 09:00"},
		{"8h30 - 11h", "", "08:30 11:00"},
		{"8h30—11h", "", "08:30 11:00"},
		{"Từ 7h30 đến 9h", "", "07:30 09:00"},
		{"7 giờ 30 phút", "9 giờ", "07:30 09:00"},
		{"7:30:00 AM", "2:30 PM", "07:30 14:30"},
		{"7:30 SA", "12:15 CH", "07:30 12:15"},
		{"12:00 AM", "", "00:00"},
		{"7h30 sáng", "11h trưa", "07:30 11:00"},
		{"2h chiều", "8h tối", "14:00 20:00"},
		{"2h - 4h chiều", "", "14:00 16:00"},
		{"10h - 2h chiều", "", "10:00 14:00"},
		{"20h", "24h", "20:00 24:00"},
		{"20h - 24:00", "", "20:00 24:00"},
		{"25h", "", "from bad"},
		{"8h", "một lát", "to bad"},
		{"8h - ", "", "from bad"},
		{"sáng", "", "from bad"},
		{"13h sáng", "", "from bad"},
		{"6h trưa", "", "from bad"},
		{"2h tối", "", "from bad"},
		{"0,3125", "", "from bad"},
	} {
		from, to, bad := clocks(c.from, c.to)
		got := clockText(from)
		if to != nil {
			got += " " + clockText(to)
		}
		if bad != "" {
			got = bad + " bad"
		}
		if got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func clockText(c *calendar.Clock) string {
	switch {
	case c == nil:
		return ""
	case *c == calendar.ClockAt(24, 0):
		return "24:00"
	}
	return calendar.Date(2026, 6, 1).At(*c, zone).Format("15:04")
}
