package scaffold

import (
	"testing"
	"time"
)

var today = time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC)

func TestParseWhen(t *testing.T) {
	for text, want := range map[string]string{
		"01/6/2026":                   "2026-06-01",
		"2026-06-01":                  "2026-06-01",
		" 1-6-2026 8h30 ":             "2026-06-01T08:30:00",
		"8h30 01/6/2026":              "2026-06-01T08:30:00",
		"8h30 ngày 01/6/2026":         "2026-06-01T08:30:00",
		"8 giờ 30, thứ hai, 1/6/2026": "2026-06-01T08:30:00",
		"2 giờ chiều 01/6/2026":       "2026-06-01T14:00:00",
		"7h tối ngày 1/6/2026":        "2026-06-01T19:00:00",
		"01/6":                        "2026-06-01",
		"19/5":                        "2027-05-19",
		"20/5":                        "2026-05-20",
		"29/2":                        "2028-02-29",
		"31/6/2026":                   "",
		"hôm nay":                     "",
		"25h 01/6/2026":               "",
		"8h30":                        "",
		"":                            "",
	} {
		got, ok := ParseWhen(text, today)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q is %q (%v), want %q", text, got, ok, want)
		}
	}
}

func TestParseTimeOfDay(t *testing.T) {
	for text, want := range map[string]string{"8h30": "08:30:00", "11:00": "11:00:00", "8 giờ": "08:00:00", "2 giờ chiều": "14:00:00", "1/6/2026": "", "8": ""} {
		got, ok := ParseTimeOfDay(text)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q is %q (%v), want %q", text, got, ok, want)
		}
	}
}

func TestParseRepeat(t *testing.T) {
	for text, want := range map[string]string{
		"":          "once",
		"không":     "once",
		"hằng tuần": `{ every = "week" }`,
		"Hàng ngày": `{ every = "day" }`,
		"thứ bảy hằng tuần đến 31/8/2026": `{ every = "week", days = ["sat"], until = 2026-08-31 }`,
		"thứ Bảy, Chủ nhật":               `{ every = "week", days = ["sat", "sun"] }`,
		"t3 và t5 hằng tuần, 10 buổi":     `{ every = "week", days = ["tue", "thu"], count = 10 }`,
		"2 tuần một lần":                  `{ every = "week", step = 2 }`,
		"hằng tháng":                      `{ every = "month" }`,
		"ngày 15 hằng tháng":              `{ every = "month", day = 15 }`,
		"thứ ba tuần thứ hai hằng tháng":  `{ every = "month", nth = ["2 tue"] }`,
		"thứ năm tuần 1 hằng tháng 6 lần": `{ every = "month", nth = ["1 thu"], count = 6 }`,
		"thứ sáu tuần cuối hằng tháng":    `{ every = "month", nth = ["last fri"] }`,
		"hằng năm":                        `{ every = "year" }`,
		"15/8 âm lịch":                    "15/8",
		"15/8 nhuận âm lịch":              "15/8 nhuận",
		"rằm tháng tám":                   "15/8",
		"Rằm tháng Giêng hằng năm":        "15/1",
		"every Saturday until 31/8/2026":  `{ every = "week", days = ["sat"], until = 2026-08-31 }`,
		"every 2 weeks":                   `{ every = "week", step = 2 }`,
		"second Tuesday every month":      `{ every = "month", nth = ["2 tue"] }`,
		"last friday":                     `{ every = "month", nth = ["last fri"] }`,
		"monthly":                         `{ every = "month" }`,
		"thỉnh thoảng":                    "?",
		"hằng tuần đến hết hè":            "?",
		"hằng tuần, 3 lần, đến 31/8/2026": "?",
		"32/8 âm lịch":                    "?",
		"hằng tuần trừ ngày lễ":           "?",
	} {
		r, ok := ParseRepeat(text, today)
		got := "once"
		switch {
		case !ok:
			got = "?"
		case r.Lunar != "":
			got = r.Lunar
		case r.Rule != nil:
			got = table(r.Rule)
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
