package site

import (
	"slices"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/content"
)

// Activity is an event as the calendar has it: that of a page, or a row of a
// section's spreadsheet.
type Activity struct {
	UID  string       // names it for ever, without the site's host
	Page *Page        // its page; of a row the section that has the spreadsheet
	Row  *content.Row // nil for an event with a page of its own
	// Index is its place in the Activities of its calendar.
	Index int

	tag    string // of a row: the language of its words
	file   string // of a row: its spreadsheet
	values *content.Inherited
}

// When says on which dates it happens.
func (a *Activity) When() calendar.Event {
	if a.Row != nil {
		return a.Row.When
	}
	return a.Page.Entry.Event.When
}

// Title is its name.
func (a *Activity) Title() string {
	if a.Row != nil {
		return a.Row.Title
	}
	return a.Page.Title
}

// Summary is what it is about, "" if its author said nothing.
func (a *Activity) Summary() string {
	if a.Row != nil {
		return a.Row.Summary
	}
	return a.Page.Summary()
}

// Place is where it happens, "" if unknown.
func (a *Activity) Place() string {
	if a.Row != nil {
		return a.Row.Place
	}
	return a.Page.Entry.Event.Place
}

// Organizer is who holds it, "" if unknown.
func (a *Activity) Organizer() string {
	if a.Row != nil {
		return a.Row.Organizer
	}
	return a.Page.Entry.Event.Organizer
}

// State says how sure it is.
func (a *Activity) State() calendar.Status {
	if a.Row != nil {
		return a.Row.State
	}
	return a.Page.Entry.Event.State
}

// Values are its topics, level, unit and what else sections hand down.
func (a *Activity) Values() *content.Inherited { return a.values }

// Words is the edition in whose language its words are.
func (a *Activity) Words() *Edition {
	if a.Row == nil {
		return a.Page.Source().Edition
	}
	return a.Page.Edition.site.edition(a.tag)
}

// Entry is what feeds say of it, with the address of its page; base is the
// site's root and host the name that makes its UID unique in the world.
func (a *Activity) Entry(base, host string, name func(Kind, string) string) calendar.Entry {
	v := a.Values()
	e := calendar.Entry{UID: a.UID + "@" + host, Event: a.When(), Title: a.Title(), Description: a.Summary(), Place: a.Place(),
		Contact: a.Organizer(), URL: base + a.Page.Path, Status: a.State()}
	for _, topic := range v.Topics {
		e.Categories = append(e.Categories, name(Topic, topic))
	}
	e.Stamp = a.written()
	if updated := a.updated(); !updated.IsZero() {
		from := e.Stamp
		if from.IsZero() {
			from = calendar.Date(2000, 1, 1).In(a.When().Zone) // any day that stays the same
		}
		e.Stamp, e.Sequence = updated, calendar.Sequence(from, updated)
	}
	return e
}

// written is when it was first told of, zero if nobody says.
func (a *Activity) written() time.Time {
	if a.Row != nil || a.Page.Entry == nil {
		return time.Time{}
	}
	return a.Page.Entry.Date.In(a.When().Zone)
}

// updated is when it last changed, zero if nobody says.
func (a *Activity) updated() time.Time {
	switch {
	case a.Row != nil:
		return a.Row.Updated
	case a.Page.Entry == nil:
		return time.Time{}
	}
	return a.Page.Entry.Updated.In(a.When().Zone)
}

// activities collects the events of an edition: those of pages in list order, then
// the rows of spreadsheets.
func (b *builder) activities(e *Edition) []*Activity {
	var all []*Activity
	for _, p := range e.Entries {
		if p.Kind == Event {
			all = append(all, &Activity{UID: p.Key, Page: p, values: p.Values()})
		}
	}
	for _, p := range e.Pages {
		if p.Entry == nil || !p.Entry.IsSection() {
			continue
		}
		if sheet, tag := b.sheetOf(e, p); sheet != nil {
			above := e.cascades(p)
			for i := range sheet.Rows {
				row := &sheet.Rows[i]
				values := content.Inherited{Topics: row.Topics, Audience: row.Audience, Level: row.Level, Unit: row.Unit, Campaign: content.CampaignKey{Path: row.Campaign}}.Inherit(above...)
				all = append(all, &Activity{UID: p.Key + "/" + row.ID, Page: p, Row: row, tag: tag, file: sheet.File, values: levelOfUnit(&values, b.in.Settings.Units)})
			}
		}
	}
	for i, a := range all {
		a.Index = i
	}
	return all
}

// sheetOf is the spreadsheet of a section and the language of its words; dates are the same in all languages, so
// without one of its own a translation has that of what it falls back to.
func (b *builder) sheetOf(e *Edition, p *Page) (*content.Sheet, string) {
	tags := b.in.Settings.Languages.Tags()
	tag := e.Language.Tag
	for range tags {
		i := slices.Index(tags, tag)
		if i < 0 {
			return nil, ""
		}
		if v := b.site.groups[p.Key].versions[i]; v != nil && v.Sheet() != nil {
			return v.Sheet(), tag
		}
		tag = b.in.Settings.Languages[i].Fallback
	}
	return nil, ""
}

// ICS is the address of the file with this event alone; "" for a row.
func (a *Activity) ICS() string {
	if a.Row != nil {
		return ""
	}
	return a.Page.Source().Path + "event.ics"
}
