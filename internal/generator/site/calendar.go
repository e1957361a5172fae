package site

import (
	"cmp"
	"slices"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
)

// Calendar is the events of an edition and the pages that show them.
type Calendar struct {
	Window     calendar.Window
	Today      calendar.Day
	Activities []*Activity
	Home       *Page // the calendar's own page; nil while there is none
	Months     []MonthPage

	zone    *time.Location
	terms   map[*Page]Term            // of each page that shows the events of one word
	pages   map[Kind]map[string]*Page // the same by the word
	byTerm  map[Kind]map[string][]*Activity
	members map[string][]*Activity // by the campaign's key
	byPage  map[*Page]*Activity
	starts  []calendar.Day // the first days of the window's months, and the day behind
	monthly [windowMonths]tally
	coming  map[Term]tally
	foreign map[Term]*Edition // whose words the first activity has that has not the edition's own
	slots   []slot            // every date of the window, in order
	longest time.Duration
}

// MonthPage is the page of a month with events.
type MonthPage struct {
	First calendar.Day
	Page  *Page
}

// Term is a word whose events a page or feed shows.
type Term struct {
	Kind Kind
	Key  string
}

// filters are the vocabularies by which a reader may choose events.
var filters = []Kind{Topic, Level, Unit}

// Date is one occurrence of an activity.
type Date struct {
	*Activity
	calendar.Occurrence
}

// calendar gathers the events of an edition and places their pages.
func (b *builder) calendar(e *Edition) {
	today := calendar.DayOf(b.site.Now)
	window := calendar.WindowAround(today)
	c := &Calendar{Window: window, Today: today, zone: b.in.Settings.Zone, starts: monthsOf(window), terms: map[*Page]Term{},
		pages: map[Kind]map[string]*Page{}, byTerm: map[Kind]map[string][]*Activity{}, members: map[string][]*Activity{}, byPage: map[*Page]*Activity{}, coming: map[Term]tally{}, foreign: map[Term]*Edition{}}
	e.Calendar = c
	c.Activities = b.activities(e)
	for _, kind := range filters {
		c.byTerm[kind], c.pages[kind] = map[string][]*Activity{}, map[string]*Page{}
	}
	for _, a := range c.Activities {
		c.add(a)
	}
	c.sortSlots()
	for _, p := range e.Pages {
		if p.Kind == CalendarPage {
			c.Home = p
			e.byKey[":calendar"] = p
			break
		}
	}
	if len(c.Activities) > 0 {
		b.calendarPages(e, c)
	}
}

// add notes where an activity belongs.
func (c *Calendar) add(a *Activity) {
	if a.Row == nil {
		c.byPage[a.Page] = a
	}
	n := c.count(a)
	for i := range c.monthly {
		c.monthly[i].add(n.usual[i], n.changed[i])
	}
	v := a.Values()
	note := func(kind Kind, key string) {
		if key == "" {
			return
		}
		c.byTerm[kind][key] = append(c.byTerm[kind][key], a)
		t := c.coming[Term{kind, key}]
		t.add(n.coming, n.shifted)
		c.coming[Term{kind, key}] = t
	}
	for i, topic := range v.Topics {
		if !slices.Contains(v.Topics[:i], topic) {
			note(Topic, topic)
		}
	}
	note(Level, v.Level)
	note(Unit, v.Unit)
	if key := v.Campaign.Path; key != "" {
		c.members[key] = append(c.members[key], a)
	}
}

// findForeign finds the words of which some activity is in another language, once all
// editions are there.
func (c *Calendar) findForeign(of *Edition) {
	for _, a := range c.Activities {
		words := a.Words()
		if words == of {
			continue
		}
		v := a.Values()
		terms := []Term{{}, {Level, v.Level}, {Unit, v.Unit}}
		for _, topic := range v.Topics {
			terms = append(terms, Term{Topic, topic})
		}
		for _, t := range terms {
			if c.foreign[t] == nil {
				c.foreign[t] = words
			}
		}
	}
}

// Foreign is the edition whose words some of the activities of a word have, or of all
// for the zero Term; nil if all have those of the calendar's own.
func (c *Calendar) Foreign(t Term) *Edition { return c.foreign[t] }

// calendarPages places the calendar's page (unless a section hosts it, or lies at its
// address), one for each month with events and one for each word with events.
func (b *builder) calendarPages(e *Edition, c *Calendar) {
	base := e.Prefix + e.word("calendar") + "/"
	if c.Home == nil && !b.sectionAt(e, base) {
		c.Home = &Page{Kind: CalendarPage, Edition: e, Key: ":calendar", Path: base, Parent: e.Home, position: -1}
		b.add(e, c.Home)
	}
	parent := e.Home
	if c.Home != nil {
		base, parent = c.Home.Path, c.Home
	}
	for i, t := range c.monthly {
		if t.dates == 0 {
			continue
		}
		first := c.starts[i]
		name := first.String()[:len("2026-06")]
		p := &Page{Kind: CalendarPage, Edition: e, Key: ":calendar/" + name, Path: base + name + "/", Parent: parent, position: -1, agenda: c.monthly[i].pages()}
		b.add(e, p)
		c.Months = append(c.Months, MonthPage{first, p})
	}
	for _, kind := range filters {
		for _, t := range e.Terms[kind] {
			if len(c.byTerm[kind][t.Term.Key]) == 0 {
				continue
			}
			p := &Page{Kind: CalendarPage, Edition: e, Key: ":calendar/" + string(kind) + ":" + t.Term.Key, Title: t.Name, TitleLanguage: t.NameLanguage,
				Path: base + e.word(string(kind)) + "/" + fold.Slug(t.Term.Key) + "/", Parent: parent, position: -1, agenda: c.coming[Term{kind, t.Term.Key}].pages()}
			b.add(e, p)
			c.terms[p], c.pages[kind][t.Term.Key] = Term{kind, t.Term.Key}, p
		}
	}
}

// sectionAt reports whether a section lies at an address.
func (b *builder) sectionAt(e *Edition, path string) bool {
	return slices.ContainsFunc(e.Pages, func(p *Page) bool { return p.Path == path })
}

// Shown is the month that a page of the calendar shows: its own, and on the
// calendar's page the current one, or that nearest to it that has events.
func (c *Calendar) Shown(p *Page) calendar.Day {
	for _, m := range c.Months {
		if m.Page == p {
			return m.First
		}
	}
	current := c.month()
	for _, m := range c.Months {
		if m.First >= current {
			return m.First
		}
	}
	if n := len(c.Months); n > 0 {
		return c.Months[n-1].First
	}
	return current
}

// IsMonth reports whether a page is that of a month.
func (c *Calendar) IsMonth(p *Page) bool {
	return p.Kind == CalendarPage && slices.ContainsFunc(c.Months, func(m MonthPage) bool { return m.Page == p })
}

// Awaits is the current month where the calendar's own page shows another, because
// that is the nearest with events; ok is false for every other page.
func (c *Calendar) Awaits(p *Page) (current calendar.Day, ok bool) {
	current = c.month()
	return current, p == c.Home && len(c.Months) > 0 && c.Shown(p) != current
}

// Term returns the word whose events a page of the calendar shows, if it shows but one's.
func (c *Calendar) Term(p *Page) (Term, bool) {
	t, ok := c.terms[p]
	return t, ok
}

// TermPage is the page with the events of a word; nil if there are none.
func (c *Calendar) TermPage(t Term) *Page { return c.pages[t.Kind][t.Key] }

// Of lists the activities that carry a word.
func (c *Calendar) Of(t Term) []*Activity { return c.byTerm[t.Kind][t.Key] }

// Members lists the activities of a campaign.
func (c *Calendar) Members(campaign string) []*Activity { return c.members[campaign] }

// Activity is the event of a page; nil if it has none.
func (c *Calendar) Activity(p *Page) *Activity { return c.byPage[p] }

// SortDates puts dates in order: by start, then by title.
func SortDates(dates []Date) {
	slices.SortFunc(dates, func(a, b Date) int { return cmp.Or(a.Start.Compare(b.Start), a.compare(b.Activity)) })
}

// compare orders activities that begin at the same time.
func (a *Activity) compare(b *Activity) int {
	return cmp.Or(cmp.Compare(a.Title(), b.Title()), cmp.Compare(a.UID, b.UID))
}

// Ahead lists at most n dates of an activity from the day of the build on that take place.
func (c *Calendar) Ahead(a *Activity, n int) []Date {
	held := slices.DeleteFunc(c.Next([]*Activity{a}, c.Today, n), func(d Date) bool { return d.Off })
	return held[:min(n, len(held))]
}

// Next lists dates of activities from a day on as Between does, month by month, until n
// of them take place or there are no more.
func (c *Calendar) Next(all []*Activity, from calendar.Day, n int) []Date {
	for months := 1; ; months *= 2 {
		year, month, _ := from.Date()
		to := calendar.Date(year, month+time.Month(months), 1)
		dates := c.Between(all, from, to)
		if len(First(dates, n)) < len(dates) || to >= c.Window.To {
			return dates
		}
	}
}

// NextOfEach lists of each activity the next date from the day of the build on that takes
// place, in order, at most n.
func (c *Calendar) NextOfEach(all []*Activity, n int) []Date {
	var dates []Date
	for _, a := range all {
		dates = append(dates, c.Ahead(a, 1)...)
	}
	SortDates(dates)
	return dates[:min(n, len(dates))]
}

// First cuts a list of dates behind the n-th that takes place.
func First(dates []Date, n int) []Date {
	for i, d := range dates {
		if n == 0 {
			return dates[:i]
		}
		if !d.Off {
			n--
		}
	}
	return dates
}
