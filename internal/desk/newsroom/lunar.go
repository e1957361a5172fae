package newsroom

import (
	"net/http"
	"time"

	"loa/internal/base/calendar"
)

// showLunar tells the lunar date of a day, as JSON for the script of the form.
func showLunar(q *request) {
	q.json(http.StatusOK, map[string]string{"lunar": lunarOf(q, q.r.URL.Query().Get("day"))})
}

// lunarOf is the lunar date of a day, in words; "" if it is none.
func lunarOf(q *request, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	l, ok := calendar.FromSolar(calendar.DayOf(t))
	if !ok {
		return ""
	}
	return q.say("lunar", "day", l.String(), "year", calendar.YearName(l.Year))
}
