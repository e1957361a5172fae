package newsroom

import (
	"maps"
	"net/http"
	"slices"
	"time"

	"loa/internal/generator/content"
)

// happening is a day on which the site changes by itself.
type happening struct {
	Day      time.Time
	Up, Down []*content.Entry
	Review   []*content.Entry
	At       string // leads to the site on that day
}

// showCalendar lists what goes up, what comes down and what should be read again.
func showCalendar(q *request) {
	q.show(http.StatusOK, "calendar", sheet{Title: q.say("calendar"), Here: "calendar", Page: happenings(q, time.Time{})})
}

// dayAddress leads to the site on a day.
func dayAddress(q *request, day time.Time) string {
	return q.base() + "at?" + query("day", day.Format(time.DateOnly)).Encode()
}

// happenings are the days after today on which the site changes, up to the day last; all
// of them if that is zero.
func happenings(q *request, last time.Time) []*happening {
	today := q.today()
	days := map[time.Time]*happening{}
	on := func(day time.Time) *happening {
		if days[day] == nil {
			days[day] = &happening{Day: day, At: dayAddress(q, day)}
		}
		return days[day]
	}
	for _, e := range q.now.Project.Entries {
		for day, up := e.NextChange(today); !day.IsZero(); day, up = e.NextChange(day) {
			if h := on(day); up {
				h.Up = append(h.Up, e)
			} else {
				h.Down = append(h.Down, e)
			}
		}
		if day := e.ReviewBy.In(today.Location()); !e.ReviewBy.IsZero() && !day.Before(today) && !e.Draft {
			day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, today.Location())
			on(day).Review = append(on(day).Review, e)
		}
	}
	all := slices.SortedFunc(maps.Values(days), func(x, y *happening) int { return x.Day.Compare(y.Day) })
	if !last.IsZero() {
		all = slices.DeleteFunc(all, func(h *happening) bool { return h.Day.After(last) })
	}
	return all
}
