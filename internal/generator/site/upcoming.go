package site

import (
	"slices"
	"strconv"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/content"
)

// upcomingCount is how many dates ::events lists unless the writer says.
const upcomingCount = 5

// UpcomingCount reads how many dates are asked for; false if the text is no such number,
// and then it is the usual one.
func UpcomingCount(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 100 {
		return upcomingCount, text == ""
	}
	return n, true
}

// Upcoming are the coming dates that the directive ::events lists, with those between them
// that do not take place. value gives what the directive says: topic, level, unit, campaign, count.
func (e *Edition) Upcoming(value func(string) string) []Date {
	count, _ := UpcomingCount(value("count"))
	c := e.Calendar
	return First(c.Next(e.chosen(value), c.Today, count), count)
}

// chosen are the activities that carry all words that a directive asks for.
func (e *Edition) chosen(value func(string) string) []*Activity {
	c := e.Calendar
	chosen := c.Activities
	for _, kind := range filters {
		if key := value(string(kind)); key != "" {
			chosen = both(chosen, c.Of(Term{kind, key}))
		}
	}
	if key := value("campaign"); key != "" {
		chosen = both(chosen, c.Members(key))
	}
	return chosen
}

// both lists what stands in two lists, in the order of the first.
func both(a, b []*Activity) []*Activity {
	in := make(map[*Activity]bool, len(b))
	for _, one := range b {
		in[one] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(one *Activity) bool { return !in[one] })
}

// stated is what the directives of a text in the edition's language stand for.
func (e *Edition) stated() content.Stated {
	return content.Stated{
		Tables: e.site.Data,
		Today:  e.Calendar.Today.In(e.Calendar.zone).Format(time.DateOnly),
		Title: func(number string) string {
			if p := e.DocumentPage(number); p != nil {
				return p.Title
			}
			return ""
		},
		Upcoming: func(value func(string) string) []string { return held(e.Upcoming(value)) },
		Ahead: func(value func(string) string) []string {
			return held(e.Calendar.Between(e.chosen(value), e.Calendar.Today, e.Calendar.Window.To))
		},
	}
}

// Stated is what the directives of a text in a language stand for.
func (s *Site) Stated(language string) content.Stated { return s.edition(language).stated() }

// held are the dates that take place, each as the front matter of a recorded text has it.
func held(dates []Date) []string {
	var all []string
	for _, d := range dates {
		if d.Off || d.State() == calendar.Cancelled {
			continue
		}
		layout := time.DateOnly + " 15:04"
		if d.AllDay {
			layout = time.DateOnly
		}
		all = append(all, d.Start.Format(layout)+" "+d.Title())
	}
	return all
}
