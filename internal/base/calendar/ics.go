package calendar

import (
	"slices"
	"time"
)

// Feed is the head of an iCalendar file (RFC 5545, with the names of RFC 7986).
type Feed struct {
	Name        string
	Description string
	Source      string // the address of the feed itself
	URL         string // the address of the page that shows the same
	Zone        *time.Location
	Window      Window
	Clocks      Component // of Zone and Window, where Clocks has made it for many feeds; else it is made
}

// product names the program in PRODID.
const product = "-//Loa//Loa//VI"

// color is what a reader's calendar may paint the events with, one of the names of CSS 3.
const color = "teal"

// refresh is how often a reader's calendar is asked to look again; most have their own mind.
const refresh = "P1D"

// AppendICS appends the file to b, to be served as text/calendar; charset=utf-8. There is no
// METHOD: with PUBLISH every event would need an ORGANIZER with a mail address (RFC 5546 section
// 3.2.1). The time zone is always there, since a calendar must not be without a component.
func (f Feed) AppendICS(b []byte, components ...Component) []byte {
	size := 1024 + len(f.Clocks)
	for _, c := range components {
		size += len(c)
	}
	l := icsLines(slices.Grow(b, size))
	l.line("BEGIN", "VCALENDAR")
	l.line("VERSION", "2.0")
	l.line("PRODID", product)
	l.line("CALSCALE", "GREGORIAN")
	f.describe(&l)
	zone := Event{Zone: f.Zone}.zone()
	l.text("X-WR-TIMEZONE", tzid(zone))
	if f.Clocks == nil {
		f.Clocks = Clocks(f.Zone, f.Window)
	}
	l = append(l, f.Clocks...)
	for _, c := range components {
		l = append(l, c...)
	}
	l.line("END", "VCALENDAR")
	return l
}

// describe adds the properties of the calendar as a whole, each in the form of RFC 7986 and in
// the older one that Apple, Google and Microsoft read.
func (f Feed) describe(l *icsLines) {
	l.text("NAME", f.Name)
	l.text("X-WR-CALNAME", f.Name)
	l.text("DESCRIPTION", f.Description)
	l.text("X-WR-CALDESC", f.Description)
	l.uri("SOURCE;VALUE=URI", f.Source)
	l.uri("URL", f.URL)
	l.line("COLOR", color)
	l.line("REFRESH-INTERVAL;VALUE=DURATION", refresh)
	l.line("X-PUBLISHED-TTL", refresh)
}
