package icsfile

import (
	"cmp"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/pattern"
)

// events understands the events. Those that change one date of another come after all others.
func (r *reader) events() {
	byID := map[string]int{}
	var changes []*component
	for _, c := range r.raw {
		if len(c.props["RECURRENCE-ID"]) > 0 {
			changes = append(changes, c)
			continue
		}
		e, ok := r.event(c)
		if !ok {
			continue
		}
		if _, twice := byID[e.ID]; twice {
			r.fault(Twice, c.line, e.ID, e.Title)
			continue
		}
		byID[e.ID] = len(r.file.Events)
		r.file.Events = append(r.file.Events, e)
	}
	for _, c := range changes {
		at, known := byID[c.text("UID")]
		if !known {
			at = -1
		}
		r.change(c, at)
	}
	byLine := map[int]*component{}
	for _, c := range r.raw {
		byLine[c.line] = c
	}
	for i := range r.file.Events {
		if c := byLine[r.file.Events[i].Line]; c != nil && len(c.props["RECURRENCE-ID"]) == 0 {
			r.extra(c, i)
		}
	}
}

// event reads an event by itself.
func (r *reader) event(c *component) (Event, bool) {
	e := Event{ID: c.text("UID"), Title: oneLine(c.text("SUMMARY")), Description: plain(c.text("DESCRIPTION")), Place: oneLine(c.text("LOCATION")), Line: c.line,
		Organizer: c.first("ORGANIZER").param("CN"), URL: c.first("URL").value}
	if !strings.HasPrefix(e.URL, "https://") && !strings.HasPrefix(e.URL, "http://") {
		e.URL = ""
	}
	if class := strings.ToUpper(c.text("CLASS")); class == "PRIVATE" || class == "CONFIDENTIAL" {
		r.fault(Private, c.line, class, "")
		return e, false
	}
	var start moment
	var ok bool
	if e.When, start, ok = r.times(c); !ok || e.Title == "" {
		r.fault(NoEvent, c.line, cmp.Or(c.first("DTSTART").value, "DTSTART"), e.Title)
		return e, false
	}
	switch strings.ToUpper(c.text("STATUS")) {
	case "TENTATIVE":
		e.State = calendar.Tentative
	case "CANCELLED":
		e.State = calendar.Cancelled
	}
	if m, ok := r.moment(property{}, c.first("LAST-MODIFIED").value); ok {
		e.Updated = m.at.In(r.zone)
	}
	if e.ID == "" {
		e.ID = e.Title + "-" + e.When.Start.Format("2006-01-02T15:04")
	}
	rules := c.props["RRULE"]
	if len(rules) == 0 {
		return e, true
	}
	rule, ok := r.rule(rules[0].value, e.When, start)
	if !ok || len(rules) > 1 || len(c.props["EXRULE"]) > 0 {
		r.fault(Repeat, rules[0].line, rules[0].value, e.Title)
		return e, true
	}
	e.When.Repeat = rule
	r.leaveOut(c, &e)
	return e, true
}

// leaveOut reads the dates on which an event does not happen.
func (r *reader) leaveOut(c *component, e *Event) {
	looked := 0
	for _, p := range c.props["EXDATE"] {
		for value := range strings.SplitSeq(p.value, ",") {
			m, ok := r.moment(p, value)
			if !ok {
				continue
			}
			if looked++; len(e.When.Repeat.Except) == mostDays || looked > 10*mostDays {
				r.fault(Many, p.line, "EXDATE", e.Title)
				return
			}
			if day := calendar.DayOf(m.at.In(r.zone)); !has(e.When, day) {
				continue
			} else if !contains(e.When.Repeat.Except, day) {
				e.When.Repeat.Except = append(e.When.Repeat.Except, day)
			}
		}
	}
}

func contains(days []calendar.Day, day calendar.Day) bool {
	for _, d := range days {
		if d == day {
			return true
		}
	}
	return false
}

// has reports whether a rule gives a day.
func has(e calendar.Event, day calendar.Day) bool {
	from := day.In(e.Zone)
	for _, o := range e.Between(from, from.AddDate(0, 0, 1)) {
		if o.First() == day {
			return true
		}
	}
	return false
}

// change reads what one date of an event has become: moved, if only its time is another, else left
// out, with an event of its own in its place.
func (r *reader) change(c *component, of int) {
	p := c.first("RECURRENCE-ID")
	was, ok := r.moment(p, p.value)
	title := oneLine(c.text("SUMMARY"))
	if !ok || strings.EqualFold(p.param("RANGE"), "THISANDFUTURE") {
		r.fault(Repeat, p.line, "RECURRENCE-ID:"+p.value, title)
		return
	}
	day := calendar.DayOf(was.at.In(r.zone))
	if of >= 0 && title == "" { // it keeps what its event says
		c.props["SUMMARY"] = []property{{value: r.file.Events[of].Title}}
	}
	alone, ok := r.event(c)
	if !ok {
		return
	}
	alone.ID += "-" + day.String()
	alone.When.Repeat = nil
	if of < 0 {
		r.file.Events = append(r.file.Events, alone)
		return
	}
	whole := &r.file.Events[of]
	if whole.When.Repeat == nil || !has(whole.When, day) {
		if whole.When.Repeat != nil { // a date that the rule does not give
			r.file.Events = append(r.file.Events, alone)
		}
		return
	}
	rule := whole.When.Repeat
	if len(rule.Except)+len(rule.Replaced)+len(rule.Moved) >= mostDays {
		r.fault(Many, p.line, "RECURRENCE-ID", title)
		return
	}
	cancelled := alone.State == calendar.Cancelled
	if !cancelled && sameButTime(*whole, alone) {
		move := calendar.Move{From: day, To: alone.When.FirstDay()}
		if !alone.When.AllDay {
			clock := calendar.ClockOf(alone.When.Start)
			move.Clock = &clock
		}
		rule.Moved = append(rule.Moved, move)
		return
	}
	if cancelled {
		rule.Except = append(rule.Except, day)
		return
	}
	rule.Replaced = append(rule.Replaced, day)
	r.file.Events = append(r.file.Events, alone)
}

// sameButTime reports whether a changed date is its event at another time.
func sameButTime(whole, date Event) bool {
	length := func(e calendar.Event) time.Duration {
		if e.End.IsZero() {
			return 0
		}
		return e.End.Sub(e.Start)
	}
	same := func(a, b string) bool { return b == "" || a == b }
	return whole.Title == date.Title && same(whole.Place, date.Place) && same(whole.Description, date.Description) && whole.State == date.State &&
		whole.When.AllDay == date.When.AllDay && length(whole.When) == length(date.When)
}

// extra makes events of the dates that an event has beside its rule (RDATE).
func (r *reader) extra(c *component, i int) {
	e := r.file.Events[i]
	for _, p := range c.props["RDATE"] {
		for value := range strings.SplitSeq(p.value, ",") {
			value, _, _ = strings.Cut(value, "/")
			m, ok := r.moment(p, value)
			if !ok || len(r.file.Events) >= mostEvents {
				continue
			}
			date := e
			date.When.Repeat, date.When.Start = nil, m.at.In(r.zone)
			if !e.When.End.IsZero() {
				date.When.End = date.When.Start.Add(e.When.End.Sub(e.When.Start))
			}
			if date.ID = e.ID + "-" + date.When.FirstDay().String(); !date.When.Start.Equal(e.When.Start) {
				r.file.Events = append(r.file.Events, date)
			}
		}
	}
}

// mostEvents is how many events dates alone may make.
const mostEvents = 50_000

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

var (
	breaks = pattern.New(`(?i)<br\s*/?>|</p>|</li>|</div>`)
	tag    = pattern.New(`</?[a-zA-Z][^<>]*>`)
)

// plain is a description without the HTML that Google and Outlook put into it.
func plain(text string) string {
	if tag.MatchString(text) {
		text = tag.ReplaceAllString(breaks.ReplaceAllString(text, "\n"), "")
		text = strings.NewReplacer("&nbsp;", " ", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'", "&amp;", "&").Replace(text)
	}
	return strings.TrimSpace(text)
}
