package front

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
)

// Language is that of the words of the front.
func (m *maker) Language() string { return m.words.Language }

// Name is what the front is called.
func (m *maker) Name() string {
	f := m.options.Network.Front
	if own := f.Title.In(f.Words(), f.Words()); own != "" {
		return own
	}
	return m.Say("title")
}

// Dated and Searched report whether the front has a calendar, and a search over titles.
func (m *maker) Dated() bool { return len(m.options.Network.Front.Calendar) > 0 }

func (m *maker) Searched() bool { return len(m.options.Network.Front.Search) > 0 }

// Say is a text, with arguments in pairs.
func (m *maker) Say(key string, pairs ...any) string {
	args := problem.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	return m.words.Say(key, args)
}

// At says where a thing is: at one site, and at how many others.
func (m *maker) At(site string, more int) string {
	if more == 0 {
		return site
	}
	return m.Say("and-others", "name", site, "count", more)
}

// DayOf is a day in words.
func (m *maker) DayOf(t time.Time) string {
	return m.Say("day", "weekday", m.Say("weekday-"+strconv.Itoa(int(t.Weekday()))), "date", t)
}

// TimeOf is when a date begins and ends; "" for one of a single whole day.
func (m *maker) TimeOf(d Date) string {
	start, allDay, _ := moment(d.Start, m.zone)
	end, _, hasEnd := moment(d.End, m.zone)
	switch {
	case allDay && !hasEnd:
		return ""
	case allDay:
		return m.Say("until-day", "date", end)
	case !hasEnd:
		return start.Format("15:04")
	case start.Format(time.DateOnly) == end.Format(time.DateOnly):
		return start.Format("15:04") + "–" + end.Format("15:04")
	}
	return start.Format("15:04") + ", " + m.Say("until-day", "date", end)
}

// ics is the calendar as a file for the calendars of readers.
func (m *maker) ics() []byte {
	feed := calendar.Feed{Name: m.Name(), Description: m.Say("calendar"), Zone: m.zone, Window: calendar.WindowAround(m.options.Today)}
	var all []calendar.Component
	for _, d := range m.Dates {
		all = append(all, m.entry(d).Component(feed.Window))
	}
	return feed.AppendICS(nil, all...)
}

func (m *maker) entry(d Date) calendar.Entry {
	sum := sha256.Sum256([]byte(d.Title + "\x00" + d.Place + "\x00" + d.Start))
	e := calendar.Entry{UID: hex.EncodeToString(sum[:16]) + "@loa", Title: d.Title, Place: d.Place, Description: m.At(d.Site, d.More), URL: d.URL}
	e.Event.Zone = m.zone
	e.Event.Start, e.Event.AllDay, _ = moment(d.Start, m.zone)
	if end, _, ok := moment(d.End, m.zone); ok {
		e.Event.End = end
	}
	return e
}
