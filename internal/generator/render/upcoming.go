package render

import (
	"slices"

	"loa/internal/generator/site"
)

// next are the dates that Upcoming tells.
func (v *Page) next() []site.Date {
	c := v.in.of.Calendar
	if v.of == v.in.of.Home {
		return site.First(c.Next(c.Activities, c.Today, upcomingCount), upcomingCount)
	}
	if v.Calendar != nil || v.Register != nil || v.Pager != nil && v.Pager.Number > 1 {
		return nil
	}
	return c.NextOfEach(v.activities(), comingCount)
}

// activities are the events that belong to a list page.
func (v *Page) activities() []*site.Activity {
	c := v.in.of.Calendar
	if v.of.Kind != site.Section {
		return c.Of(site.Term{Kind: v.of.Kind, Key: termKey(v.of)})
	}
	var topics []string
	for _, t := range v.in.of.Terms[site.Topic] {
		if t.Page == v.of {
			topics = append(topics, t.Term.Key)
		}
	}
	var found []*site.Activity
	for _, a := range c.Activities {
		if within(a.Page, v.of) || slices.ContainsFunc(topics, func(key string) bool { return slices.Contains(a.Values().Topics, key) }) {
			found = append(found, a)
		}
	}
	return found
}
