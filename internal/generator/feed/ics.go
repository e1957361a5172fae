package feed

import (
	"net/url"
	"strings"
	"sync"

	"loa/internal/base/calendar"
	"loa/internal/base/i18n"
	"loa/internal/generator/site"
)

// Calendars writes the .ics files of a site. An event is written once, however
// many files it stands in.
type Calendars struct {
	s    *site.Site
	host string
	say  func(tag string) *i18n.Catalogue

	mu     sync.Mutex
	done   map[*site.Activity]*component
	clocks map[calendar.Window]calendar.Component
}

type component struct {
	once sync.Once
	text calendar.Component
}

// NewCalendars prepares the .ics files of a site; say gives the theme's words in a
// language, nil if it has none.
func NewCalendars(s *site.Site, say func(tag string) *i18n.Catalogue) *Calendars {
	host := "loa"
	if base, err := url.Parse(s.Settings.BaseURL); err == nil && base.Hostname() != "" {
		host = base.Hostname()
	}
	return &Calendars{s: s, host: host, say: say, done: map[*site.Activity]*component{}, clocks: map[calendar.Window]calendar.Component{}}
}

// AppendICS appends one file to b. That of a single event outside the window of the
// others has it all the same: its address was given away.
func (c *Calendars) AppendICS(b []byte, e *site.Edition, f site.ICSFeed) []byte {
	base := c.s.Settings.BaseURL
	head := calendar.Feed{Name: c.name(e, f), Source: base + f.Path, Zone: c.s.Settings.Zone, Window: e.Calendar.Window, Clocks: c.clocksOf(e.Calendar.Window)}
	if f.Page != nil {
		head.URL = base + f.Page.Path
	}
	if !f.Single {
		head.Description = head.Name
	}
	components := make([]calendar.Component, 0, len(f.Activities))
	for _, a := range f.Activities {
		text := c.component(e, a)
		if len(text) == 0 && f.Single {
			text = c.entry(e, a).Component(around(a.When(), e.Calendar.Today))
		}
		components = append(components, text)
	}
	return head.AppendICS(b, components...)
}

// clocksOf is what feeds of a window say of the site's zone.
func (c *Calendars) clocksOf(w calendar.Window) calendar.Component {
	c.mu.Lock()
	defer c.mu.Unlock()
	text := c.clocks[w]
	if text == nil {
		text = calendar.Clocks(c.s.Settings.Zone, w)
		c.clocks[w] = text
	}
	return text
}

// around is a window that has the beginning of an event; of one in a leap month,
// which may be decades away, those to come.
func around(e calendar.Event, today calendar.Day) calendar.Window {
	if e.Lunar != nil {
		return calendar.Window{From: today, To: today + 60*366}
	}
	day := calendar.DayOf(e.Start)
	return calendar.Window{From: day - 1, To: day + 5*366}
}

func (c *Calendars) component(e *site.Edition, a *site.Activity) calendar.Component {
	c.mu.Lock()
	one := c.done[a]
	if one == nil {
		one = &component{}
		c.done[a] = one
	}
	c.mu.Unlock()
	one.once.Do(func() { one.text = c.entry(e, a).Component(e.Calendar.Window) })
	return one.text
}

func (c *Calendars) entry(e *site.Edition, a *site.Activity) calendar.Entry {
	entry := a.Entry(c.s.Settings.BaseURL, c.host, func(kind site.Kind, key string) string {
		if t := e.Term(kind, key); t != nil {
			return t.Name
		}
		return key
	})
	if words := c.say(e.Language.Tag); words != nil {
		c.tellOff(&entry, words, e.Calendar)
	}
	return entry
}

// toldOff is how many dates that are left out the description of a repeat names.
const toldOff = 10

// tellOff tells of the dates that a repeat leaves out: by a title of their own, and, for
// programs that show no cancelled event, in the description of the repeat.
func (c *Calendars) tellOff(entry *calendar.Entry, words *i18n.Catalogue, of *site.Calendar) {
	mark, err := words.Say("off")
	if err != nil {
		return
	}
	entry.Off = mark + ": " + entry.Title
	_, to := of.Window.In(c.s.Settings.Zone)
	var days []string
	for _, o := range entry.Event.LeftOut(of.Today.In(c.s.Settings.Zone), to) {
		day, err := words.Date(o.Start, "short")
		if err == nil && len(days) < toldOff {
			days = append(days, day)
		}
	}
	if len(days) > 0 {
		entry.Description = strings.TrimLeft(entry.Description+"\n"+mark+": "+strings.Join(days, ", "), "\n")
	}
}

// name is what a reader's calendar calls the feed.
func (c *Calendars) name(e *site.Edition, f site.ICSFeed) string {
	own := c.s.Settings.Title.In(e.Language.Tag, c.s.Settings.DefaultLanguage)
	switch {
	case f.Term.Key != "":
		return e.Term(f.Term.Kind, f.Term.Key).Name + " – " + own
	case f.Page != nil && (f.Single || f.Page.Kind == site.Campaign):
		return f.Page.Title + " – " + own
	}
	return own
}
