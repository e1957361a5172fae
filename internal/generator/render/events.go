package render

import (
	"strings"
	"sync"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/i18n"
	"loa/internal/generator/site"
)

// Date is one date of an event, as lists of events show it.
type Date struct {
	Title    string
	URL      string    // of the event's page; "" for a row of a spreadsheet without a link
	Language *Language // of the title, when it is not the reader's; else nil
	Place    string
	Start    time.Time
	End      time.Time   // included for whole days; zero when it is not known
	AllDay   bool        // Start and End are days without a time
	Status   string      // confirmed, tentative, cancelled, moved
	Was      time.Time   // when it would be, if this date was moved
	Off      bool        // a repeat leaves this date out: it does not take place, and Status is cancelled
	Unit     *Term       // whose event it is, or nil
	Also     []time.Time // in a crowded list: the other days, named here once

	of *site.Activity
}

// statusWords are the words of front matter.
var statusWords = calendar.StatusWords()

// date makes the view of one occurrence.
func (ds *dates) date(d site.Date) *Date {
	v := ds.undated(d.Activity)
	end := d.Occurrence.End
	switch {
	case !end.After(d.Start):
		end = time.Time{}
	case d.AllDay:
		end = d.Last().In(d.Start.Location())
	}
	v.Start, v.End, v.AllDay, v.Was = d.Start, end, d.AllDay, d.Was
	if d.AllDay && v.End.Equal(v.Start) {
		v.End = time.Time{}
	}
	switch {
	case d.Off:
		v.Status, v.Off = statusWords[calendar.Cancelled], true
	case d.Moved() && v.Status == "confirmed":
		v.Status = "moved"
	case v.Status == "moved" && d.Row == nil && v.Was.IsZero() && d.When().Repeat == nil:
		v.Was = d.Page.Entry.Event.MovedFrom.In(ds.zone())
	}
	v.Status = afterwards(v.Status, ds.over(v))
	return v
}

// over reports whether a date lies in the past on the day of the build.
func (ds *dates) over(d *Date) bool {
	today := ds.of.Calendar.Today
	return calendar.Date(d.Start.Date()) < today && (d.End.IsZero() || calendar.DayOf(d.Last()) < today)
}

// afterwards is the status that is told of a date: what is over is tentative no longer.
func afterwards(status string, over bool) string {
	if over && status == statusWords[calendar.Tentative] {
		return statusWords[calendar.Confirmed]
	}
	return status
}

// undated is what all dates of an activity share.
func (ds *dates) undated(a *site.Activity) *Date {
	v := &Date{Title: a.Title(), URL: ds.url(a.Page.Path), Place: a.Place(), Status: statusWords[a.State()], of: a}
	if a.Row != nil {
		v.URL = ds.rowURL(a)
	}
	if words := a.Words(); words != ds.of {
		v.Language = ds.languages[words]
	}
	v.Unit = first(ds.terms(site.Unit, a.Values().Unit))
	return v
}

// rowURL is where a row of a spreadsheet leads: its link, a page of the site or an
// address outside, else nowhere.
func (ds *dates) rowURL(a *site.Activity) string {
	link := a.Row.Link
	switch {
	case link == "":
		return ""
	case outside(link):
		if !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") {
			return ""
		}
		return link
	}
	if t := ds.placed.Resolve(a.Page, link); t.Page != nil {
		return ds.url(t.Page.Path)
	}
	return ""
}

func (ds *dates) each(all []site.Date) []*Date {
	views := make([]*Date, 0, len(all))
	for _, d := range all {
		views = append(views, ds.date(d))
	}
	return views
}

// When is the date in one line of plain text: "Thứ Bảy, ngày 6 tháng 6 năm 2026, 07:30–09:00".
func (ds *dates) when(d *Date) string {
	day := func(t time.Time) string {
		weekday, _ := ds.catalogue.Date(t, "weekday")
		long, _ := ds.catalogue.Date(t, "long")
		return weekday + ", " + long
	}
	text := day(d.Start)
	if !d.AllDay {
		text += ", " + d.Start.Format("15:04")
	}
	switch last := d.Last(); {
	case d.End.IsZero():
	case calendar.DayOf(last) != calendar.DayOf(d.Start):
		text += " – " + day(last)
		if !d.AllDay && !d.Midnight() {
			text += ", " + d.End.Format("15:04")
		}
	case d.Midnight():
		text += "–24:00"
	case !d.AllDay:
		text += "–" + d.End.Format("15:04")
	}
	return text
}

// Lunar is the date by the lunar calendar: "15/8"; with its year's name on the
// long form. It is "" for years out of the calendar's range.
func lunar(t time.Time) string {
	day, ok := calendar.FromSolar(calendar.DayOf(t))
	if !ok || t.IsZero() {
		return ""
	}
	return day.String()
}

// lunarYear is the name of the lunar year of a day: "Bính Ngọ".
func lunarYear(t time.Time) string {
	day, ok := calendar.FromSolar(calendar.DayOf(t))
	if !ok || t.IsZero() {
		return ""
	}
	return calendar.YearName(day.Year)
}

// dateText is the function date of templates.
func (e *edition) dateText(t time.Time, style string) (string, error) {
	if style == "lunar" {
		return lunar(t), nil
	}
	if style == "time" {
		return e.catalogue.Date(t, style)
	}
	return e.dayTexts.of(e.catalogue, t, style)
}

// dayTexts are the days that templates have asked for, by style: a calendar names each
// of them thousands of times.
type dayTexts struct {
	lock sync.RWMutex
	made map[string]map[calendar.Day]string
}

func (d *dayTexts) of(c *i18n.Catalogue, t time.Time, style string) (string, error) {
	day := calendar.DayOf(t)
	d.lock.RLock()
	text, ok := d.made[style][day]
	d.lock.RUnlock()
	if ok {
		return text, nil
	}
	text, err := c.Date(t, style)
	if err != nil || t.IsZero() {
		return text, err
	}
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.made == nil {
		d.made = map[string]map[calendar.Day]string{}
	}
	if d.made[style] == nil {
		d.made[style] = map[calendar.Day]string{}
	}
	d.made[style][day] = text
	return text, nil
}

// plainLines joins what there is to lines of plain text.
func plainLines(lines ...string) string {
	var kept []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}
