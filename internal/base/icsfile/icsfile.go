// Package icsfile reads the calendars (.ics, RFC 5545) of other programs as events.
//
//	file := icsfile.Read(text, zone)
//	for _, e := range file.Events { … }
//	for _, f := range file.Faults { … } // what could not be said
//
// Times in other zones become those of the site's; a time without a zone is in the site's. Repeats are
// read as far as package calendar has rules; of the others the first date is kept and a fault
// tells. An event that its calendar calls private is left out.
package icsfile

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"loa/internal/base/calendar"
)

// File is a calendar.
type File struct {
	Name   string
	Events []Event
	Faults []Fault
}

// Event is an event of a calendar.
type Event struct {
	ID          string // its UID, with the date if it is one date of another event
	Title       string
	Description string
	Place       string
	Organizer   string
	URL         string
	State       calendar.Status
	Updated     time.Time // zero if nobody says
	When        calendar.Event
	Line        int // where it begins, from 1
}

// Fault is something in a calendar that could not be taken as it is.
type Fault struct {
	Reason Reason
	Line   int    // from 1
	Value  string // the words that the fault is about
	Event  string // the title of its event; may be empty
}

// Reason says what a fault is.
type Reason string

// The reasons.
const (
	Cut     Reason = "cut"     // the file ends in the middle, or its parts do not close
	NoEvent Reason = "event"   // an event without a title or a start, or with one that is no date: left out
	Repeat  Reason = "repeat"  // a rule that cannot be said: the first date is kept
	Private Reason = "private" // its calendar keeps it from others: left out
	Zone    Reason = "zone"    // a zone that is not known: the clocks of the site are taken
	Many    Reason = "many"    // more dates left out or moved than an event may have: the first are kept
	Twice   Reason = "twice"   // the identity of another event: left out
)

// Is reports whether a text begins as calendars do.
func Is(text []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	return len(start) >= len(opening) && strings.EqualFold(string(start[:len(opening)]), opening)
}

const opening = "BEGIN:VCALENDAR"

// mostDays is how many dates an event may leave out or move, as in front matter.
const mostDays = 300

// Read reads a calendar. zone is that of the site.
func Read(text []byte, zone *time.Location) *File {
	r := &reader{file: &File{}, zone: zone, zones: map[string]*time.Location{}}
	r.components(text)
	r.events()
	slices.SortStableFunc(r.file.Faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return r.file
}

type reader struct {
	file  *File
	zone  *time.Location
	zones map[string]*time.Location // by TZID
	raw   []*component
}

// component is a VEVENT as it is written.
type component struct {
	line  int
	props map[string][]property
}

func (c *component) first(name string) property {
	if all := c.props[name]; len(all) > 0 {
		return all[0]
	}
	return property{}
}

func (c *component) text(name string) string { return unescape(c.first(name).value) }

func (r *reader) fault(reason Reason, line int, value, event string) {
	r.file.Faults = append(r.file.Faults, Fault{reason, line, value, event})
}

// components takes the events and the zones out of a calendar. What lies in an event (an alarm) is
// not its own.
func (r *reader) components(text []byte) {
	var open []string
	var event *component
	var zone *vtimezone
	for p := range properties(text) {
		switch p.name {
		case "BEGIN":
			name := strings.ToUpper(p.value)
			open = append(open, name)
			switch {
			case name == "VEVENT" && event == nil:
				event = &component{line: p.line, props: map[string][]property{}}
			case name == "VTIMEZONE":
				zone = &vtimezone{}
			}
			continue
		case "END":
			name := strings.ToUpper(p.value)
			if len(open) == 0 || open[len(open)-1] != name {
				r.fault(Cut, p.line, name, "")
				return
			}
			open = open[:len(open)-1]
			switch {
			case name == "VEVENT" && event != nil:
				r.raw, event = append(r.raw, event), nil
			case name == "VTIMEZONE" && zone != nil:
				r.zones[zone.id], zone = zone.location(), nil
			}
			continue
		}
		switch {
		case len(open) == 0:
		case event != nil && open[len(open)-1] == "VEVENT":
			event.props[p.name] = append(event.props[p.name], p)
		case zone != nil:
			zone.take(p)
		case len(open) == 1 && (p.name == "X-WR-CALNAME" || p.name == "NAME") && r.file.Name == "":
			r.file.Name = unescape(p.value)
		}
	}
	if len(open) > 0 {
		r.fault(Cut, bytes.Count(text, []byte("\n"))+1, open[len(open)-1], "")
	}
}
