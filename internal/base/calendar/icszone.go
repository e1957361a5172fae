package calendar

import (
	"fmt"
	"time"
)

// zoneMargin is how far before and after a feed's window the changes of the clocks are written, for
// repeats that began earlier or go on.
const zoneMargin = 5 * 366

// tzid returns the name by which times refer to the zone; a zone without one is named by its offset.
func tzid(zone *time.Location) string {
	if name := zone.String(); name != "" {
		return name
	}
	return "UTC" + offset(time.Unix(0, 0).In(zone))
}

// Clocks writes the VTIMEZONE of a feed with this zone and window. A nil zone is UTC.
func Clocks(zone *time.Location, w Window) Component {
	var l icsLines
	l.zone(Event{Zone: zone}.zone(), w)
	return Component(l)
}

// zone adds the VTIMEZONE: one STANDARD block for a zone whose clocks do not change, as in Viet
// Nam since 1975, else one block for each change.
func (l *icsLines) zone(zone *time.Location, w Window) {
	l.line("BEGIN", "VTIMEZONE")
	l.line("TZID", tzid(zone))
	from := (w.From - zoneMargin).In(zone)
	to := (w.To + zoneMargin).In(zone)
	// The block in force at the start of the span; its own beginning does not matter, only that it lies before.
	l.observance(from, Date(1970, 1, 1).In(time.UTC), offset(from))
	for at := from; ; {
		_, change := at.ZoneBounds()
		if change.IsZero() || !change.Before(to) {
			break
		}
		before := change.Add(-time.Second)
		_, seconds := before.Zone()
		// A change is dated by the clocks that it ends.
		l.observance(change, change.UTC().Add(time.Duration(seconds)*time.Second), offset(before))
		at = change
	}
	l.line("END", "VTIMEZONE")
}

// observance adds the block that begins at the wall time start and has the offset of t.
func (l *icsLines) observance(t, start time.Time, offsetBefore string) {
	kind := "STANDARD"
	if t.IsDST() {
		kind = "DAYLIGHT"
	}
	name, _ := t.Zone()
	l.line("BEGIN", kind)
	l.line("DTSTART", icsLocal(start))
	l.line("TZOFFSETFROM", offsetBefore)
	l.line("TZOFFSETTO", offset(t))
	l.text("TZNAME", name)
	l.line("END", kind)
}

// offset returns a UTC-OFFSET value: +0700.
func offset(t time.Time) string {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
