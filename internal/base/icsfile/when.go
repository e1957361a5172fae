package icsfile

import (
	"strconv"
	"strings"
	"time"

	"loa/internal/base/calendar"
)

// vtimezone is a zone as a calendar describes it.
type vtimezone struct {
	id, place string
	standard  int // seconds to the east, of the last STANDARD
	offsets   map[int]bool
}

func (z *vtimezone) take(p property) {
	switch p.name {
	case "TZID":
		z.id = p.value
	case "X-LIC-LOCATION":
		z.place = p.value
	case "TZOFFSETTO":
		seconds, ok := offset(p.value)
		if !ok {
			return
		}
		if z.offsets == nil {
			z.offsets = map[int]bool{}
			z.standard = seconds
		}
		z.offsets[seconds] = true
		z.standard = min(z.standard, seconds) // in summer clocks are ahead
	}
}

// location is the zone: by its name, if its clocks change; nil if that is not known.
func (z *vtimezone) location() *time.Location {
	for _, name := range []string{z.place, z.id} {
		if l := named(name); l != nil {
			return l
		}
	}
	if len(z.offsets) == 1 {
		return time.FixedZone("", z.standard)
	}
	return nil
}

// offset reads +0700.
func offset(text string) (seconds int, ok bool) {
	if len(text) < 5 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	n, err := strconv.Atoi(text[1:5])
	if err != nil {
		return 0, false
	}
	seconds = n/100*3600 + n%100*60
	if text[0] == '-' {
		seconds = -seconds
	}
	return seconds, seconds > -24*3600 && seconds < 24*3600
}

// windows are zones by the names that Outlook gives them (CLDR, windowsZones), those of the region
// and those of programs that were never set.
var windows = map[string]string{
	"SE Asia Standard Time": "Asia/Ho_Chi_Minh", "UTC": "UTC", "GMT Standard Time": "Europe/London", "Singapore Standard Time": "Asia/Singapore", "China Standard Time": "Asia/Shanghai",
	"Taipei Standard Time": "Asia/Taipei", "Tokyo Standard Time": "Asia/Tokyo", "Korea Standard Time": "Asia/Seoul", "India Standard Time": "Asia/Kolkata",
	"Romance Standard Time": "Europe/Paris", "W. Europe Standard Time": "Europe/Berlin", "AUS Eastern Standard Time": "Australia/Sydney",
	"Pacific Standard Time": "America/Los_Angeles", "Eastern Standard Time": "America/New_York", "Central Standard Time": "America/Chicago",
}

// named is a zone by a name; nil for one that is not known. Some programs put a path before it.
func named(name string) *time.Location {
	if own, ok := windows[name]; ok {
		name = own
	}
	parts := strings.Split(strings.Trim(name, "/"), "/")
	for from := range parts {
		if tail := strings.Join(parts[from:], "/"); tail != "" && tail != "Local" && (strings.Contains(tail, "/") || tail == "UTC") {
			if l, err := time.LoadLocation(tail); err == nil {
				return l
			}
		}
	}
	return nil
}

// moment is a date or a time of a property.
type moment struct {
	at     time.Time // in the zone in which it is written
	allDay bool
}

// moment reads a DATE or a DATE-TIME value; ok is false for neither.
func (r *reader) moment(p property, value string) (m moment, ok bool) {
	value = strings.TrimSpace(value)
	if len(value) == len("20060102") {
		at, err := time.ParseInLocation("20060102", value, r.zone)
		return moment{at, true}, err == nil
	}
	zone := r.zone
	if local, utc := strings.CutSuffix(value, "Z"); utc {
		value, zone = local, time.UTC
	} else if id := p.param("TZID"); id != "" {
		zone = r.zoneOf(id, p.line)
	}
	at, err := time.ParseInLocation("20060102T150405", value, zone)
	if err != nil {
		at, err = time.ParseInLocation("20060102T1504", value, zone)
	}
	return moment{at, false}, err == nil
}

// zoneOf is the zone of a TZID. One that is not known is told once.
func (r *reader) zoneOf(id string, line int) *time.Location {
	if zone := r.zones[id]; zone != nil {
		return zone
	}
	zone := named(id)
	if zone == nil {
		r.fault(Zone, line, id, "")
		zone = r.zone
	}
	r.zones[id] = zone
	return zone
}

// duration reads P1D, PT1H30M, P1W (§3.3.6).
func duration(text string) (length time.Duration, days int, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(text, "+"), "P")
	if !ok || rest == "" {
		return 0, 0, false
	}
	date, clock, _ := strings.Cut(rest, "T")
	number := 0
	for _, c := range date {
		switch {
		case c >= '0' && c <= '9' && number < 10_000:
			number = number*10 + int(c-'0')
		case c == 'W':
			days, number = days+7*number, 0
		case c == 'D':
			days, number = days+number, 0
		default:
			return 0, 0, false
		}
	}
	if clock != "" {
		var err error
		if length, err = time.ParseDuration(strings.ToLower(clock)); err != nil || length < 0 {
			return 0, 0, false
		}
	}
	return length, days, true
}

// times reads start and end of an event. The last day of an event of whole days is included with
// us and not with them.
func (r *reader) times(c *component) (e calendar.Event, start moment, ok bool) {
	p := c.first("DTSTART")
	start, ok = r.moment(p, p.value)
	if !ok {
		return e, start, false
	}
	e = calendar.Event{Zone: r.zone, Start: start.at.In(r.zone), AllDay: start.allDay}
	if p := c.first("DTEND"); p.value != "" {
		end, fine := r.moment(p, p.value)
		switch {
		case !fine:
		case e.AllDay:
			e.End = end.at.In(r.zone).AddDate(0, 0, -1)
		default:
			e.End = end.at.In(r.zone)
		}
	} else if length, days, fine := duration(c.first("DURATION").value); fine {
		if e.AllDay {
			e.End = e.Start.AddDate(0, 0, max(days, 1)-1)
		} else {
			e.End = e.Start.AddDate(0, 0, days).Add(length)
		}
	}
	if !e.End.After(e.Start) {
		e.End = time.Time{}
	}
	return e, start, true
}
