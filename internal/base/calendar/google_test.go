package calendar

import (
	"net/url"
	"testing"
)

func TestGoogleLink(t *testing.T) {
	swim, lantern, camp, day := sampleEntries()[0], sampleEntries()[1], sampleEntries()[2], sampleEntries()[3]
	counted := day
	counted.Event.Repeat = &Rule{Every: EveryYear, Count: 9}
	day.Event.Repeat = &Rule{Every: EveryYear}
	lantern.Event.Lunar.To = 0
	for _, test := range []struct {
		entry                    Entry
		dates, zone, recur, text string
	}{
		{swim, "20260606T080000/20260606T093000", "Asia/Ho_Chi_Minh", "", "Lớp học bơi; trẻ 6–14 tuổi, miễn phí"},
		{lantern, "20260925T180000/20260925T190000", "Asia/Ho_Chi_Minh", "", "Đêm hội Trung thu"},
		{camp, "20260701/20260704", "", "", "Trại hè"},
		{counted, "20260601/20260602", "", "", "Ngày Quốc tế Thiếu nhi"},
		{day, "20260601/20260602", "", "RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "Ngày Quốc tế Thiếu nhi"},
	} {
		o := test.entry.Event.Between(at("2026-06-01T00:00"), at("2027-01-01T00:00"))[0]
		link, err := url.Parse(test.entry.GoogleLink(o))
		must(t, err)
		q := link.Query()
		got := [4]string{q.Get("dates"), q.Get("ctz"), q.Get("recur"), q.Get("text")}
		if want := [4]string{test.dates, test.zone, test.recur, test.text}; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
