package content

import (
	"io/fs"
	"strings"

	"loa/internal/base/icsfile"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

var icsFaults = map[icsfile.Reason]problem.Code{
	icsfile.Cut: problem.CalendarCut, icsfile.NoEvent: problem.CalendarEvent, icsfile.Repeat: problem.CalendarRepeat, icsfile.Private: problem.CalendarPrivate,
	icsfile.Zone: problem.CalendarZone, icsfile.Many: problem.CalendarMany, icsfile.Twice: problem.CalendarTwice,
}

// calendar reads the events of another program's calendar. Whom and what they are for says the
// section, by its cascade.
func (c *checker) calendar(files fs.FS, s *Sheet) {
	text, found, err := source.Read(files, source.File{Path: s.File, Name: s.File})
	if err != nil {
		c.at(problem.FileMissing, problem.Args{"target": c.entry.EventsFrom}, "events_from")
		return
	}
	if c.problems = append(c.problems, found...); source.Unread(found) {
		return
	}
	calendar, lines := icsfile.Read(text.Bytes, c.zone), textTable{text: text, lines: lineStarts(text.Bytes)}
	for _, f := range calendar.Faults {
		c.problems = append(c.problems, problem.New(icsFaults[f.Reason], lines.line(f.Line), problem.Args{"value": f.Value, "name": f.Event}))
	}
	for _, e := range calendar.Events {
		if len(s.Rows) == problem.MaxSheetRows.Most {
			c.problems = append(c.problems, problem.MaxSheetRows.Over(lines.line(e.Line)))
			return
		}
		s.Rows = append(s.Rows, Row{ID: e.ID, Title: e.Title, Summary: strings.Join(strings.Fields(e.Description), " "), Place: e.Place, Organizer: e.Organizer,
			Link: e.URL, When: e.When, State: e.State, Updated: e.Updated, Line: e.Line})
	}
}
