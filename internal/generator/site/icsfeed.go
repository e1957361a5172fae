package site

import "loa/internal/base/fold"

// ICSFeed is an .ics file: whose events it has and where it is. Its address is
// subscribed to for years: it never depends on where the calendar's page lies.
type ICSFeed struct {
	Path       string
	Page       *Page // that shows the same
	Term       Term  // zero for all events, a campaign's, and a single one
	Activities []*Activity
	Single     bool // of one event's page
}

// Beside reports whether the file lies beside the page of an event or a campaign.
func (f ICSFeed) Beside() bool {
	return f.Page != nil && (f.Single || f.Page.Kind == Campaign)
}

// ICSPath is the address of the feed of a word, of all events for the zero Term.
func (e *Edition) ICSPath(t Term) string {
	base := e.Prefix + e.word("calendar") + "/"
	if t.Kind == "" {
		return base + "all.ics"
	}
	return base + e.word(string(t.Kind)) + "/" + fold.Slug(t.Key) + ".ics"
}

// CampaignICS is the address of the feed of a campaign's events.
func CampaignICS(p *Page) string { return p.Source().Path + "campaign.ics" }

// Own keeps the activities whose words are in the edition's language. Its feeds
// have no others, as with all that goes out to people who do not see the notice
// that a page carries.
func (e *Edition) Own(activities []*Activity) []*Activity {
	own := make([]*Activity, 0, len(activities))
	for _, a := range activities {
		if a.Words() == e {
			own = append(own, a)
		}
	}
	return own
}

// ICSFeeds lists the .ics files of an edition; none while its calendar is empty.
// A file whose events are all in another language is there all the same: it may
// have been subscribed to before.
func (e *Edition) ICSFeeds() []ICSFeed {
	c := e.Calendar
	if len(c.Activities) == 0 {
		return nil
	}
	feeds := []ICSFeed{{Path: e.ICSPath(Term{}), Page: e.CalendarHome(), Activities: e.Own(c.Activities)}}
	for _, kind := range filters {
		for _, t := range e.Terms[kind] {
			if term := (Term{kind, t.Term.Key}); len(c.Of(term)) > 0 {
				feeds = append(feeds, ICSFeed{Path: e.ICSPath(term), Page: c.TermPage(term), Term: term, Activities: e.Own(c.Of(term))})
			}
		}
	}
	for _, p := range e.Entries {
		switch {
		case p.Fallback: // has the file of its source
		case p.Kind == Campaign && len(c.Members(p.Key)) > 0:
			feeds = append(feeds, ICSFeed{Path: CampaignICS(p), Page: p, Activities: e.Own(c.Members(p.Key))})
		case p.Kind == Event:
			a := c.Activity(p)
			feeds = append(feeds, ICSFeed{Path: a.ICS(), Page: p, Activities: []*Activity{a}, Single: true})
		}
	}
	return feeds
}

// CalendarHome is the page to which a link to the calendar leads: its own, else
// that of the current month; nil while there are no events.
func (e *Edition) CalendarHome() *Page {
	if e.Calendar.Home != nil {
		return e.Calendar.Home
	}
	shown := e.Calendar.Shown(nil)
	for _, m := range e.Calendar.Months {
		if m.First == shown {
			return m.Page
		}
	}
	return nil
}
