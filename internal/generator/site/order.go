package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/i18n"
	"loa/internal/generator/content"
)

// order is what entries are sorted by. Everything but lists goes by weight (unset
// last), then by the date, the newest first: it does not depend on the day, so that
// feeds stay as they are. Lists go by weight, then by the phase: what is to come,
// the next first; texts, the newest first; what is over, the latest first.
type order struct {
	weight int
	date   int64 // Unix seconds
	phase  phase
	next   int64 // Unix seconds: of what is to come, the next date
}

// phase is where an entry stands in time.
type phase int8

const (
	coming  phase = iota // an event with a date to come
	lasting              // a text, or an event without a date
	over                 // an event of which no date is to come
)

// never is the date of what has none.
const never = -1 << 62

// orderOf is the order of an entry on a day (midnight in the site's zone).
func orderOf(e *content.Entry, today time.Time) order {
	o := order{weight: e.Weight, phase: lasting, date: never}
	if o.weight == 0 {
		o.weight = 1 << 30
	}
	if on := e.On(today.Location()); !on.IsZero() {
		o.date = on.Unix()
	}
	if e.Event == nil || e.Event.Start.IsZero() && e.Event.When.Lunar == nil {
		return o
	}
	o.phase = over
	if next, ok := nextDate(e.Event.When, today); ok {
		o.phase, o.next = coming, next.Unix()
	}
	return o
}

// nextDate is the start of an event's first occurrence that is not over on a day.
func nextDate(when calendar.Event, today time.Time) (next time.Time, ok bool) {
	for _, months := range []int{1, calendarMonths} {
		for o := range when.Each(today, today.AddDate(0, months, 0)) {
			if !ok || o.Start.Before(next) {
				next, ok = o.Start, true
			}
		}
		if ok {
			break
		}
	}
	return next, ok
}

// calendarMonths is how far ahead an event is looked for: as far as the calendar goes.
const calendarMonths = 19

// steady is the order that does not depend on the day.
func steady(a, b order) int {
	return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(b.date, a.date))
}

// listed is the order of lists.
func listed(a, b order) int {
	return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.phase, b.phase), cmp.Compare(a.next, b.next), cmp.Compare(b.date, a.date))
}

// inOrder sorts pages by an order, then by title as the language sorts, then by path.
// Titles need long keys, so they are looked at only where the rest is equal.
func inOrder(pages []*Page, by func(a, b order) int, titles *i18n.Sorter) {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(by(a.sorted, b.sorted), strings.Compare(a.Key, b.Key))
	})
	for start := 0; start < len(pages); {
		end := start + 1
		for end < len(pages) && by(pages[end].sorted, pages[start].sorted) == 0 {
			end++
		}
		byTitle(pages[start:end], titles)
		start = end
	}
}

func byTitle(pages []*Page, titles *i18n.Sorter) {
	if len(pages) < 2 {
		return
	}
	keys := make(map[*Page]string, len(pages))
	for _, p := range pages {
		keys[p] = titles.Key(p.Title)
	}
	slices.SortStableFunc(pages, func(a, b *Page) int { return strings.Compare(keys[a], keys[b]) })
}
