package calendar

import (
	"slices"
	"strconv"
	"time"
)

// Status says how sure an event is. Cancelled and moved events stay in feeds, so that a reader's
// calendar shows the change.
type Status int

// The states; a moved event takes place, at its new time.
const (
	Confirmed Status = iota
	Tentative
	Cancelled
	Moved
)

// Entry is an event with what a calendar says about it.
type Entry struct {
	// UID names the event for ever: made from the page's path, never from a time or a counter.
	UID         string
	Event       Event
	Title       string
	Description string
	Place       string
	Contact     string // who organises it; ORGANIZER would need a mail address
	URL         string
	Categories  []string
	Status      Status
	Off         string    // the title of dates that the repeat leaves out; "": they are not told
	Stamp       time.Time // when the text last changed; zero: the start
	Sequence    int       // rises with each change; see Sequence
}

// Sequence returns the number of a text published on date and last changed on updated (zero: never):
// the seconds between, so that it rises with each change though nobody counts them. A change on
// the day of publishing counts too, though both may be told as that day alone.
func Sequence(date, updated time.Time) int {
	if updated.IsZero() {
		return 0
	}
	return max(1, int(updated.Sub(date)/time.Second))
}

// Component is an Entry as it stands in a feed; the same in all feeds with the same window.
type Component []byte

// Component returns the event's VEVENTs, empty if nothing of it happens in the window. A repeat
// is one VEVENT with an RRULE, one more for each moved date and one for each date that is left
// out; a lunar repeat, which no RRULE can say, one for each year.
func (e Entry) Component(w Window) Component {
	from, to := w.In(e.Event.zone())
	if !e.Event.happens(from, to) {
		return nil
	}
	l := make(icsLines, 0, e.size(w))
	switch {
	case e.Event.Lunar != nil:
		for _, o := range e.Event.Between(from, to) {
			e.write(&l, strconv.Itoa(o.Year)+"-"+e.UID, o, nil)
		}
	case e.Event.Repeat != nil:
		e.writeRepeat(&l)
		e.writeOff(&l)
	default:
		e.write(&l, e.UID, e.Event.on(e.Event.FirstDay(), e.Event.clock()), nil)
	}
	return Component(l)
}

// size is about as many octets as the VEVENTs take.
func (e Entry) size(w Window) int {
	const names = 512 // the properties' names, the times and the folds
	count := 1
	switch {
	case e.Event.Lunar != nil:
		count = int(w.To-w.From)/365 + 1
	case e.Event.Repeat != nil:
		count += len(e.Event.Repeat.Moved)
		if e.Off != "" {
			count += len(e.Event.Repeat.Except)
		}
	}
	return count * (names + len(e.UID) + len(e.Title) + len(e.Description) + len(e.Place) + len(e.Contact) + len(e.URL))
}

// writeRepeat writes the whole repeat, also what of it lies outside the window. DTSTART is the
// first day of the rule, even if that was left out or moved.
func (e Entry) writeRepeat(l *icsLines) {
	first, _ := e.Event.firstByRule()
	e.write(l, e.UID, e.Event.on(first, e.Event.clock()), func() {
		l.line("RRULE", e.Event.RRule())
		for _, d := range slices.Concat(e.Event.Repeat.Except, e.Event.Repeat.Replaced) {
			l.moment("EXDATE", e.Event.on(d, e.Event.clock()).Start, e.Event.AllDay)
		}
	})
	for _, o := range e.Event.moved() {
		e.write(l, e.UID, o, func() { l.moment("RECURRENCE-ID", o.Was, o.AllDay) })
	}
}

// far is longer, in years, than any repeat.
const far = 1000

// writeOff writes a cancelled event for each date that is left out, under its own title. An EXDATE alone
// takes the date away without a word, and a program that knows no EXDATE or no STATUS shows the title.
func (e Entry) writeOff(l *icsLines) {
	if e.Off == "" {
		return
	}
	e.Title, e.Status = e.Off, Cancelled
	for _, o := range e.Event.LeftOut(e.Event.Start, e.Event.Start.AddDate(far, 0, 0)) {
		e.write(l, o.First().String()+"-off-"+e.UID, o, nil)
	}
}

// write writes one VEVENT; more adds what only some have.
func (e Entry) write(l *icsLines, uid string, o Occurrence, more func()) {
	stamp := e.Stamp
	if stamp.IsZero() {
		stamp = o.Start
	}
	l.line("BEGIN", "VEVENT")
	l.text("UID", uid)
	l.line("DTSTAMP", icsUTC(stamp))
	l.line("LAST-MODIFIED", icsUTC(stamp))
	l.line("SEQUENCE", strconv.Itoa(e.Sequence))
	l.moment("DTSTART", o.Start, o.AllDay)
	if o.End.After(o.Start) {
		l.moment("DTEND", o.End, o.AllDay)
	}
	if more != nil {
		more()
	}
	e.describe(l)
	if o.AllDay {
		l.line("TRANSP", "TRANSPARENT") // a month of action must not mark a month as busy
	}
	l.line("END", "VEVENT")
}

func (e Entry) describe(l *icsLines) {
	l.text("SUMMARY", e.Title)
	l.text("DESCRIPTION", e.Description)
	l.text("LOCATION", e.Place)
	l.text("CONTACT", e.Contact)
	l.uri("URL", e.URL)
	if list := escapeList(e.Categories); list != "" {
		l.line("CATEGORIES", list)
	}
	l.line("STATUS", e.Status.ics())
}

// ics returns the word of RFC 5545 section 3.8.1.11.
func (s Status) ics() string {
	switch s {
	case Tentative:
		return "TENTATIVE"
	case Cancelled:
		return "CANCELLED"
	default:
		return "CONFIRMED"
	}
}

// moment adds a date, or a time by the clocks of its zone.
func (l *icsLines) moment(name string, t time.Time, allDay bool) {
	if allDay {
		l.line(name+";VALUE=DATE", icsDate(DayOf(t)))
		return
	}
	l.line(name+";TZID="+tzid(t.Location()), icsLocal(t))
}
