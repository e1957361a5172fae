package render

import (
	"slices"
	"strings"
	"time"

	"loa/internal/generator/site"
)

// Found is what search knows of a page besides its text.
type Found struct {
	Title string   // what links call the page
	Note  string   // what kind of page it is, and its day: "Cấp cứu", "Văn bản, 02/4/2024"
	Words []string // what it is found by: its day, the months that it touches, "Cấp cứu"
}

// foundMonths is of how many months an activity is found by name: one of every week
// touches all.
const foundMonths = 12

// Found describes a page for search, in its edition's language.
func (r *Renderer) Found(p *site.Page) Found {
	e := r.editions[p.Edition]
	f := Found{Title: e.titleOf(p)}
	kind, day := "", p.Date()
	switch {
	case p.Entry != nil && p.Entry.Emergency:
		kind, day = e.say("first-aid"), time.Time{}
		f.Words = append(f.Words, kind)
	case p.Entry == nil || p.Kind == site.CalendarPage || p.Kind == site.Home || p.Parent == nil || p.Parent.Kind == site.Home:
		return f
	default:
		kind = e.titleOf(p.Parent)
	}
	months := e.monthsOf(p)
	if p.Entry.Document != nil {
		day = p.Entry.Document.Issued.In(e.zone())
	} else if len(months) > 0 {
		day = months[0]
		f.Words = append(f.Words, e.on(day, "long"))
	}
	for _, first := range months {
		f.Words = append(f.Words, e.on(first, "monthyear"))
	}
	f.Note = strings.Join(slices.DeleteFunc([]string{kind, e.on(day, "short")}, func(s string) bool { return s == "" }), ", ")
	return f
}

// monthsOf are days of the months in which something happens: the first day of an
// activity or campaign, then one of each further month, foundMonths at most.
func (e *edition) monthsOf(p *site.Page) (days []time.Time) {
	add := func(from, to time.Time) bool {
		for at := from; len(days) < foundMonths; {
			if n := len(days); n == 0 || at.Year() != days[n-1].Year() || at.Month() != days[n-1].Month() {
				days = append(days, at)
			}
			if at = time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, at.Location()); !at.Before(to) {
				return true
			}
		}
		return false
	}
	if own := p.Values().Campaign.Own; own != nil && !own.Start.IsZero() {
		add(own.Start.In(e.zone()), own.End.In(e.zone()).AddDate(0, 0, 1))
	}
	if a := e.of.Calendar.Activity(p); a != nil {
		from, to := e.of.Calendar.Window.In(e.zone())
		for o := range a.When().Each(from, to) {
			if !add(o.Start.In(e.zone()), o.End.In(e.zone())) {
				break
			}
		}
	}
	return days
}

// on writes a day; nothing of the zero time, or in a style that the theme does not have.
func (ln *linker) on(day time.Time, style string) string {
	text, err := ln.catalogue.Date(day, style)
	if err != nil {
		return ""
	}
	return text
}

func (ln *linker) say(key string) string {
	text, err := ln.catalogue.Say(key)
	if err != nil {
		return ""
	}
	return text
}
