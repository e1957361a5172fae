package render

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/site"
)

// nextCount is how many of the coming dates an event's page lists.
const nextCount = 6

// event is what templates see of [event]: its next date from the day of the build
// on, of an event that is over its first.
func (ds *dates) event(p *site.Page) *Event {
	from := p.Entry.Event
	if from == nil {
		return nil
	}
	v := &Event{Place: from.Place, Organizer: from.Organizer, Status: statusWords[from.State], MovedFrom: from.MovedFrom.In(ds.zone()),
		Lunar: from.Lunar, Repeats: from.Repeat != nil, AllDay: from.When.AllDay, of: p, in: ds}
	if d := ds.nextDate(p); d != nil {
		v.Start, v.End, v.AllDay = d.Start, d.End, d.AllDay
		v.Over = ds.over(d)
		v.Status = afterwards(v.Status, v.Over)
	}
	return v
}

// nextDate is the date that stands for an event; nil if it never happens.
func (ds *dates) nextDate(p *site.Page) *Date {
	c := ds.of.Calendar
	a := c.Activity(p)
	if a == nil {
		return nil
	}
	found := c.Ahead(a, 1)
	if len(found) == 0 {
		found = outsideWindow(a, c)
	}
	if len(found) == 0 {
		return nil
	}
	return ds.date(found[0])
}

// far is how many years ahead the next date of an event is looked for: a leap
// eighth month comes after 1995 in 2052.
const far = 60

// outsideWindow finds a date of an event that has none in the calendar's window from
// today on: the first after it, else its last in the past, else its first.
func outsideWindow(a *site.Activity, c *site.Calendar) []site.Date {
	when := a.When()
	zone := when.Zone
	today := c.Today.In(zone)
	spans := [][2]time.Time{{today, today.AddDate(far, 0, 0)}, {today.AddDate(-2, 0, 0), today}, {when.Start, when.Start.AddDate(1, 0, 0)}}
	for i, span := range spans {
		found := when.Between(span[0], span[1])
		if len(found) == 0 {
			continue
		}
		if i == 1 {
			found = found[len(found)-1:]
		}
		return []site.Date{{Activity: a, Occurrence: found[0]}}
	}
	return nil
}

// Next are the coming dates of an event, the first of them the one that Start tells.
func (v *Event) Next() []*Date {
	c := v.in.of.Calendar
	a := c.Activity(v.of)
	if a == nil {
		return nil
	}
	return v.in.each(c.Ahead(a, nextCount))
}

// LeftOut are the coming dates that the repeat leaves out, as cancelled ones, up to the
// last one of Next: readers who know the day of the week would stand before a closed
// door.
func (v *Event) LeftOut() []*Date {
	a := v.in.of.Calendar.Activity(v.of)
	next := v.Next()
	if a == nil || len(next) == 0 {
		return nil
	}
	last := next[len(next)-1].Start
	return slices.DeleteFunc(v.leftOut(a), func(d *Date) bool { return d.Start.After(last) })
}

// leftOut are the coming dates that the repeat leaves out, as cancelled ones.
func (v *Event) leftOut(a *site.Activity) (views []*Date) {
	c := v.in.of.Calendar
	when := a.When()
	from, to := c.Window.In(when.Zone)
	if today := c.Today.In(when.Zone); today.After(from) {
		from = today
	}
	for _, o := range when.LeftOut(from, to) {
		views = append(views, v.in.date(site.Date{Activity: a, Occurrence: o}))
	}
	return views
}

// LunarDay is the day on which it begins by the lunar calendar: "15/8".
func (v *Event) LunarDay() string { return lunar(v.Start) }

// Leap is yes if it happens in a leap month, that is only in some years.
func (v *Event) Leap() bool {
	when := v.of.Entry.Event.When
	return when.Lunar != nil && when.Lunar.Leap
}

// LunarYear is the name of the lunar year: "Bính Ngọ".
func (v *Event) LunarYear() string { return lunarYear(v.Start) }

// Bring is what to bring along: bring under [extra], a text or a list.
func (v *Event) Bring() []string {
	switch bring := v.of.Entry.Extra["bring"].(type) {
	case string:
		return []string{bring}
	case []any:
		var list []string
		for _, one := range bring {
			list = append(list, fmt.Sprint(one))
		}
		return list
	}
	return nil
}

// Subscribe is how the event gets into a reader's own calendar.
func (v *Event) Subscribe() *Subscribe {
	a := v.in.of.Calendar.Activity(v.of)
	if a == nil || v.Start.IsZero() {
		return nil
	}
	s := v.in.subscribe(a.ICS())
	entry := a.Entry(v.in.origin, "", func(_ site.Kind, key string) string { return key })
	entry.Description = plainLines(entry.Description, entry.URL)
	o := calendar.Occurrence{Start: v.Start, End: v.End, AllDay: v.AllDay}
	if o.AllDay {
		last := v.Start
		if !v.End.IsZero() {
			last = v.End
		}
		o.End = (calendar.DayOf(last) + 1).In(v.in.zone())
	}
	s.Google = entry.GoogleLink(o)
	return s
}

// subscribe is the addresses of a feed.
func (ds *dates) subscribe(path string) *Subscribe {
	address := ds.absolute(path)
	_, rest, _ := strings.Cut(address, ":")
	return &Subscribe{ICS: ds.url(path), Webcal: rest,
		Google: "https://calendar.google.com/calendar/render?cid=" + url.QueryEscape("webcal:"+rest)}
}

// Message is the event as plain text, to be pasted into a chat.
func (v *Event) Message() string {
	d := Date{Start: v.Start, End: v.End, AllDay: v.AllDay}
	title := v.of.Title
	if v.Status != "confirmed" {
		if mark, err := v.in.catalogue.Say(v.Status); err == nil {
			title = strings.ToUpper(mark) + ": " + title
		}
	}
	when := ""
	if !v.Start.IsZero() {
		when = v.in.when(&d)
		if v.Lunar != "" {
			when += " (" + v.in.lunarWords(v.LunarDay()) + ")"
		}
	}
	if rule := v.Rule(); rule != "" {
		when += " (" + rule + ")"
	}
	return plainLines(title, when, strings.Join(v.off(), "\n"), v.Place, v.in.absolute(v.of.Path))
}

// off are the lines of a message about the next dates that do not take place.
func (v *Event) off() (lines []string) {
	mark, err := v.in.catalogue.Say("off")
	if err != nil {
		return nil
	}
	for _, d := range v.LeftOut() {
		lines = append(lines, strings.ToUpper(mark)+": "+v.in.when(d))
	}
	return lines
}

func (ds *dates) lunarWords(day string) string {
	text, err := ds.catalogue.Say("lunar", "day", day)
	if err != nil {
		return day
	}
	return text
}
