package site

import (
	"slices"
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/generator/script"
	"loa/internal/generator/spoken"
)

// The files that a site can have beside the page of a script.
const (
	ScriptText = "loa.txt"
	ScriptSSML = "loa.ssml"
)

// SpokenLanguage is the language that an edition is read aloud in; "" if nobody knows
// how.
func (e *Edition) SpokenLanguage() string {
	tag, _, _ := strings.Cut(strings.ToLower(e.Language.Tag), "-")
	if !spoken.Knows(tag) {
		return ""
	}
	return tag
}

// Scripted reports whether a page asks for a script for the loudspeaker: an article, an
// event or a campaign in a language that can be read aloud.
func (p *Page) Scripted() bool {
	if p.Entry == nil || p.Fallback || p.Kind != Article && p.Kind != Event && p.Kind != Campaign {
		return false
	}
	wanted := p.Edition.site.Settings.Outlets.Loudspeaker
	if own := p.Values().Outlets; own != nil && own.Loudspeaker != nil {
		wanted = *own.Loudspeaker
	}
	return wanted && p.Edition.SpokenLanguage() != ""
}

// Priority is how urgent the page is on the loudspeaker.
func (p *Page) Priority() script.Priority {
	if own := p.Values().Outlets; own != nil && own.Priority != "" {
		return script.Priority(own.Priority)
	}
	return script.Ordinary
}

// ScriptPath is the folder of the page's script: "duoi-nuoc/hoc-boi/loa/".
func (p *Page) ScriptPath() string { return p.Path + p.Edition.word("loudspeaker") + "/" }

// ScriptFiles are the names of the files that the site asks for beside the page of a
// script.
func (p *Page) ScriptFiles() []string {
	var all []string
	for _, format := range p.Edition.site.Settings.Outlets.Formats {
		all = append(all, scriptFiles[format])
	}
	return all
}

// scriptFiles are the names of files by their format, as settings have it.
var scriptFiles = map[string]string{"text": ScriptText, "ssml": ScriptSSML}

// Scripts are the pages that have a script, in the order of pages.
func (e *Edition) Scripts() []*Page { return e.scripts }

// ScriptsPath is the folder of the page that lists the scripts.
func (e *Edition) ScriptsPath() string { return e.Prefix + e.word("loudspeaker") + "/" }

// WeekPath is the folder of the programme of the week.
func (e *Edition) WeekPath() string { return e.ScriptsPath() + e.word("week") + "/" }

// Week is what the loudspeaker reads on the days of a week, the first a Monday.
type Week struct {
	Monday calendar.Day
	Days   [7]WeekDay
}

// WeekDay is what is read on one day.
type WeekDay struct {
	Day    calendar.Day
	Pages  []*Page // that ask for the day
	Events []Date  // of the day and of the next one, which are announced
}

// Week is the programme of the week that the site's day is in; nil if no page asks for a
// day.
func (e *Edition) Week() *Week { return e.week }

// scripted gathers the pages with scripts, and the programme of their week.
func (e *Edition) scripted() {
	for _, p := range e.Pages {
		if p.Scripted() {
			e.scripts = append(e.scripts, p)
		}
	}
	today := calendar.DayOf(e.site.Now)
	w := &Week{Monday: today - calendar.Day((int(today.Weekday())+6)%7)}
	asked := false
	for i := range w.Days {
		d := &w.Days[i]
		d.Day = w.Monday + calendar.Day(i)
		word := calendar.WeekdayWords()[d.Day.Weekday()]
		for _, p := range e.scripts {
			if own := p.Values().Outlets; own != nil && slices.Contains(own.Days, word) {
				d.Pages = append(d.Pages, p)
				asked = true
			}
		}
		d.Events = slices.DeleteFunc(e.Calendar.Between(e.Calendar.Activities, d.Day, d.Day+2), func(o Date) bool {
			return calendar.DayOf(o.Start) < d.Day // goes on for days: told when it begins
		})
	}
	if asked {
		e.week = w
	}
}

// claimScripts takes the files of scripts.
func (b *builder) claimScripts() {
	for _, e := range b.site.Editions {
		scripts := e.Scripts()
		if len(scripts) == 0 {
			continue
		}
		b.claim(fileOf(e.ScriptsPath()), e.ScriptsPath(), nowhere)
		if e.week != nil {
			b.claim(fileOf(e.WeekPath()), e.WeekPath(), nowhere)
		}
		for _, p := range scripts {
			for _, name := range append([]string{"index.html"}, p.ScriptFiles()...) {
				if !b.claim(p.ScriptPath()+name, p.Entry.File.Path, p.Place) {
					break // one problem a page is enough
				}
			}
		}
	}
}
