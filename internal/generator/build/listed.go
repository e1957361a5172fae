package build

import (
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/site"
)

// Listed is what the front of a network shows of a site.
type Listed struct {
	Titles []ListedTitle
	Dates  []ListedDate // ahead, in order
	Left   int          // further dates within the days ahead, which are not listed
}

// ListedTitle is a text of the site in the language that it is written in.
type ListedTitle struct {
	Title, Language string
	Path            string // from the site's root
}

// ListedDate is a date on which an event takes place.
type ListedDate struct {
	Title, Place string
	Start        string // 2026-11-30, or with a time: 2026-11-30T08:00:00+07:00
	End          string // likewise; of days the last one. "" if it is the start, or not known
	Path         string // from the site's root
}

// Dates are listed of so many days ahead, and at most so many.
const (
	listedDays  = 92
	listedDates = 200
)

// listed is what the front of a network shows of a site. Texts that only stand in for a
// translation are left out; dates are those of the default language.
func listed(s *site.Site) Listed {
	var l Listed
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			if p.Entry != nil && p.Indexed() {
				l.Titles = append(l.Titles, ListedTitle{p.Title, e.Language.Tag, p.Path})
			}
		}
		if c := e.Calendar; e.Default() && c != nil {
			for d := range c.Each(c.Activities, c.Today, c.Today+listedDays) {
				switch {
				case d.Off:
				case len(l.Dates) < listedDates:
					l.Dates = append(l.Dates, listedDate(d))
				default:
					l.Left++
				}
			}
		}
	}
	return l
}

func listedDate(d site.Date) ListedDate {
	l := ListedDate{Title: d.Title(), Place: d.Place(), Path: d.Page.Path}
	if d.AllDay {
		l.Start = d.First().String()
		if last := d.Last(); last != calendar.DayOf(d.Start) {
			l.End = last.String()
		}
		return l
	}
	l.Start = d.Start.Format(time.RFC3339)
	if d.End.After(d.Start) {
		l.End = d.End.Format(time.RFC3339)
	}
	return l
}
