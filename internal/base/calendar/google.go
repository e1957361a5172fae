package calendar

import (
	"net/url"
	"time"
)

// GoogleLink returns the address at which Google Calendar offers to add one occurrence of the
// entry. The whole repeat goes with it where Google's form can hold it: without dates
// left out, moved or counted. What is added so never changes by itself, unlike a subscription.
func (e Entry) GoogleLink(o Occurrence) string {
	query := url.Values{"action": {"TEMPLATE"}, "text": {e.Title}, "dates": {googleDates(o)}}
	for key, value := range map[string]string{"details": e.Description, "location": e.Place} {
		if value != "" {
			query.Set(key, value)
		}
	}
	if !o.AllDay {
		query.Set("ctz", tzid(o.Start.Location()))
	}
	if r := e.Event.Repeat; r != nil && r.Count == 0 && len(r.Except)+len(r.Replaced)+len(r.Moved) == 0 {
		query.Set("recur", "RRULE:"+e.Event.RRule())
	}
	return "https://calendar.google.com/calendar/render?" + query.Encode()
}

// googleDates returns start and end; an event without an end gets an hour, since Google's form wants one.
func googleDates(o Occurrence) string {
	if o.AllDay {
		return icsDate(DayOf(o.Start)) + "/" + icsDate(DayOf(o.End))
	}
	end := o.End
	if !end.After(o.Start) {
		end = o.Start.Add(time.Hour)
	}
	return icsLocal(o.Start) + "/" + icsLocal(end)
}
