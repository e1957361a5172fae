// Package icsoracle reads an .ics file with independent libraries and says on which dates its events
// happen. It is for tests only, which compare the results of package calendar with it.
//
// arran4/golang-ical reads the file, teambition/rrule-go expands the repeats; only what joins
// the two (left-out and moved dates) is written here.
package icsoracle

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/teambition/rrule-go"
)

// Date is one occurrence that a reader of the file would see.
type Date struct {
	UID, Title string
	Start, End time.Time // End is not included; all-day dates are midnights in the given zone
	AllDay     bool
}

// Expand returns the dates that overlap the span from (included) to (not included), by start.
// Times of the file must be in the zone; anything that a reader could not understand is an error.
func Expand(file []byte, zone *time.Location, from, to time.Time) ([]Date, error) {
	calendar, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("read calendar: %w", err)
	}
	r := reader{zone: zone, from: from, to: to}
	var dates []Date
	for _, event := range calendar.Events() {
		found, err := r.event(event, calendar.Events())
		if err != nil {
			return nil, fmt.Errorf("event %s: %w", event.Id(), err)
		}
		dates = append(dates, found...)
	}
	slices.SortFunc(dates, func(a, b Date) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.UID, b.UID))
	})
	return dates, nil
}

// aDay is how far around the span dates are looked for: in UTC they begin at other moments than in the zone.
const aDay = 24 * time.Hour

type reader struct {
	zone     *time.Location
	from, to time.Time
}

// event returns the dates of one VEVENT; all are the events of its calendar, among which may be
// its moved dates.
func (r reader) event(event *ics.VEvent, all []*ics.VEvent) ([]Date, error) {
	first, err := r.date(event)
	if err != nil {
		return nil, err
	}
	starts := []time.Time{first.Start}
	if rule := event.GetProperty(ics.ComponentPropertyRrule); rule != nil {
		moved, err := r.moved(event.Id(), all)
		if err != nil {
			return nil, err
		}
		if starts, err = r.repeat(event, rule.Value, first, moved); err != nil {
			return nil, err
		}
	}
	var dates []Date
	for _, start := range starts {
		date := first
		date.Start, date.End = start, start.Add(first.End.Sub(first.Start))
		if first.AllDay {
			date.Start, date.End = r.midnight(date.Start), r.midnight(date.End)
		}
		if date.Start.Before(r.to) && (date.End.After(r.from) || !date.Start.Before(r.from)) {
			dates = append(dates, date)
		}
	}
	return dates, nil
}

// midnight is the first moment of a date in the zone; where the clocks skip midnight, the hour
// to which they jump.
func (r reader) midnight(date time.Time) time.Time {
	year, month, day := date.Date()
	at := time.Date(year, month, day, 0, 0, 0, 0, r.zone)
	if at.Day() != day {
		at = at.Add(time.Hour)
	}
	return at
}

// date returns the first date of a VEVENT, an all-day one in UTC: a date belongs to no zone.
func (r reader) date(event *ics.VEvent) (Date, error) {
	date := Date{UID: event.Id()}
	if title := event.GetProperty(ics.ComponentPropertySummary); title != nil {
		date.Title = title.Value
	}
	start := event.GetProperty(ics.ComponentPropertyDtStart)
	if start == nil {
		return date, fmt.Errorf("no DTSTART")
	}
	date.AllDay = len(start.Value) == len("20060102")
	var err error
	if date.Start, err = r.moment(start); err != nil {
		return date, err
	}
	date.End = date.Start
	if end := event.GetProperty(ics.ComponentPropertyDtEnd); end != nil {
		date.End, err = r.moment(end)
	}
	return date, err
}

// repeat returns the starts that a rule gives, up to the end of the span and a day around it.
func (r reader) repeat(event *ics.VEvent, rule string, first Date, moved []time.Time) ([]time.Time, error) {
	option, err := rrule.StrToROptionInLocation(rule, first.Start.Location())
	if err != nil {
		return nil, fmt.Errorf("RRULE:%s: %w", rule, err)
	}
	option.Dtstart = first.Start
	expanded, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, fmt.Errorf("RRULE:%s: %w", rule, err)
	}
	var set rrule.Set
	set.RRule(expanded)
	for _, left := range event.GetProperties(ics.ComponentPropertyExdate) {
		at, err := r.moment(left)
		if err != nil {
			return nil, err
		}
		set.ExDate(at)
	}
	for _, at := range moved {
		set.ExDate(at)
	}
	length := first.End.Sub(first.Start)
	return set.Between(r.from.Add(-length-aDay), r.to.Add(aDay), true), nil
}

// moved returns the RECURRENCE-IDs of the events that replace a date of the event with this UID.
func (r reader) moved(uid string, all []*ics.VEvent) ([]time.Time, error) {
	var ids []time.Time
	for _, event := range all {
		id := event.GetProperty(ics.ComponentPropertyRecurrenceId)
		if id == nil || event.Id() != uid {
			continue
		}
		at, err := r.moment(id)
		if err != nil {
			return nil, err
		}
		ids = append(ids, at)
	}
	return ids, nil
}

// moment reads a date or a time.
func (r reader) moment(p *ics.IANAProperty) (time.Time, error) {
	if id := p.ICalParameters["TZID"]; len(id) > 0 && id[0] != r.zone.String() {
		return time.Time{}, fmt.Errorf("time zone %s is not %s", id[0], r.zone)
	}
	if t, err := time.Parse("20060102", p.Value); err == nil {
		return t, nil
	}
	if t, err := time.ParseInLocation("20060102T150405", p.Value, r.zone); err == nil {
		return t, nil
	}
	t, err := time.Parse("20060102T150405Z", p.Value)
	return t.In(r.zone), err
}
