package render

import (
	"time"

	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// CardGroup is the cards of a list that are of one kind, or of one month.
type CardGroup struct {
	Name  string    // the theme's string that names the kind: first-aid, upcoming, articles, for-schools, campaigns, documents, past-events; "" for a month
	Month time.Time // the first day of the month; not set for a kind, and for what has no date
	Cards []*Card   // in the order of the list
	Days  []Day     // of upcoming: the days of the next dates, also of tables; an event that stands there has no card
}

// byMonth is what a section says in its [extra], as list = "month", to have its list by
// month instead of by kind.
const byMonth = "month"

// Groups are the cards of the page: by kind, or by month if the section asks for it.
// A list with cards of one kind is one group.
func (v *Page) Groups() []CardGroup {
	if v.Extra["list"] == byMonth {
		return v.months()
	}
	return v.kinds()
}

// months puts neighbours of one month together; the order of the list stays.
func (v *Page) months() []CardGroup {
	var groups []CardGroup
	for _, c := range v.Cards {
		var month time.Time
		if !c.Date.IsZero() {
			month = time.Date(c.Date.Year(), c.Date.Month(), 1, 0, 0, 0, 0, c.Date.Location())
		}
		if n := len(groups); n == 0 || !groups[n-1].Month.Equal(month) {
			groups = append(groups, CardGroup{Month: month})
		}
		last := &groups[len(groups)-1]
		last.Cards = append(last.Cards, c)
	}
	return groups
}

// kinds are the cards by kind, in the order in which readers need them.
func (v *Page) kinds() []CardGroup {
	dates := v.next()
	told := map[*site.Page]bool{}
	for _, d := range dates {
		if d.Row == nil {
			told[d.Page] = true
		}
	}
	groups := []CardGroup{{Name: "first-aid"}, {Name: "upcoming"}, {Name: "articles"}, {Name: "for-schools"}, {Name: "campaigns"}, {Name: "documents"}, {Name: "past-events"}}
	for _, c := range v.Cards {
		name := c.group()
		for i := range groups {
			if groups[i].Name == name && !(name == "upcoming" && told[c.of]) {
				groups[i].Cards = append(groups[i].Cards, c)
			}
		}
	}
	groups[1].Days = v.in.dates.days(dates, v.in.of.Calendar.Today)
	var filled []CardGroup
	for _, g := range groups {
		if len(g.Cards) > 0 || len(g.Days) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

// group is the kind under which a list shows a page.
func (c *Card) group() string {
	switch {
	case c.Emergency:
		return "first-aid"
	case c.Event != nil && c.Event.Over:
		return "past-events"
	case c.Event != nil:
		return "upcoming"
	case c.of.Kind == site.Campaign:
		return "campaigns"
	case c.Document != nil:
		return "documents"
	case c.of.Entry != nil && madeForPaper(c.of.Values()):
		return "for-schools"
	}
	return "articles"
}

// madeForPaper reports whether a page is made to be printed and handed on.
func madeForPaper(v *content.Inherited) bool {
	return v.Layout == "lesson" || v.Layout == "leaflet" || v.Layout == "media-kit"
}
