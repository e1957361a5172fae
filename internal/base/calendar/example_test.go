package calendar_test

import (
	"fmt"
	"time"

	"loa/internal/base/calendar"
)

func ExampleEvent_Between() {
	zone := time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)
	swimming := calendar.Event{
		Zone:  zone,
		Start: time.Date(2026, 6, 6, 8, 0, 0, 0, zone),
		End:   time.Date(2026, 6, 6, 9, 30, 0, 0, zone),
		Repeat: &calendar.Rule{
			Every:  calendar.EveryWeek,
			Until:  calendar.Date(2026, 6, 30),
			Except: []calendar.Day{calendar.Date(2026, 6, 13)},
		},
	}
	from, to := calendar.WindowAround(calendar.Date(2026, 6, 15)).In(zone)
	for _, o := range swimming.Between(from, to) {
		fmt.Println(o.First(), o.Start.Format("15:04"), o.End.Format("15:04"))
	}
	// Output:
	// 2026-06-06 08:00 09:30
	// 2026-06-20 08:00 09:30
	// 2026-06-27 08:00 09:30
}

func ExampleFromSolar() {
	lunar, _ := calendar.FromSolar(calendar.Date(2026, time.September, 25))
	fmt.Println(lunar, calendar.YearName(lunar.Year))
	// Output: 15/8 Bính Ngọ
}
