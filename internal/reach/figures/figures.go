// Package figures adds up what was counted of readers: for pages, and for reports.
//
//	f := figures.Of(table, counted, "2026-11-29")
//	f.Views["/duoi-nuoc/"]                        // in all
//	f.Visits.Between("2026-11-23", "2026-11-29")
package figures

import (
	"cmp"
	"slices"
	"time"

	"loa/internal/reach/counts"
)

// Figures are sums of a table up to a day.
type Figures struct {
	Last   string         // the last day that has figures; "" for none
	Views  map[string]int // of all days, by address
	Recent map[string]int // of the thirty days up to Last, by address
	Visits Days
}

// Days are figures by day.
type Days map[string]int

// Between adds the days up from one to another, both with them.
func (d Days) Between(from, to string) (sum int) {
	for day, n := range d {
		if day >= from && day <= to {
			sum += n
		}
	}
	return sum
}

// Of adds a table up, of the days before one; "" for all. counted gives the address of
// today of an older one.
func Of(t counts.Table, counted func(address string) string, before string) *Figures {
	t = t.Settled()
	f := &Figures{Views: map[string]int{}, Recent: map[string]int{}, Visits: Days{}}
	for key := range t {
		if !key.Whole() && (before == "" || key.Day < before) {
			f.Last = max(f.Last, key.Day)
		}
	}
	from := After(f.Last, -29)
	for key, n := range t {
		last := key.Day
		if key.Whole() {
			last += "-31" // however long it is
		}
		if before != "" && last >= before {
			continue
		}
		switch key.Kind {
		case counts.View:
			address := counted(key.Address)
			f.Views[address] += n
			if last >= from {
				f.Recent[address] += n
			}
		case counts.Visit:
			f.Visits[key.Day] += n
		}
	}
	return f
}

// After is the day some days after another; "" of none.
func After(day string, days int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly)
}

// Monday is the first day of a day's week; "" of none.
func Monday(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return After(day, -(int(at.Weekday())+6)%7)
}

// Top are the addresses with the largest figures, at least some large, the largest first.
func Top(of map[string]int, wanted func(address string) bool, least, most int) []string {
	var all []string
	for address, n := range of {
		if n >= least && wanted(address) {
			all = append(all, address)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(of[b], of[a]), cmp.Compare(a, b)) })
	return all[:min(most, len(all))]
}
