package newsroom

import (
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
)

// settle makes of the days and times of an event, each of which a field could take, what
// they mean together, and returns the fields that mean nothing:
//
//   - an end without a day is on the day of the start;
//   - what happens on a lunar day has times of day alone, also where the form was filled
//     in with a day at first.
func settle(doc *sourceedit.Document) (refused []untaken) {
	if !isTable(doc.Value("event")) {
		return nil
	}
	lunar, _ := doc.Value("event", "lunar").(string)
	start, end := fieldNamed("event.start"), fieldNamed("event.end")
	refuse := func(f field, why string) {
		refused = append(refused, untaken{field: f, sent: f.shown(f.value(doc)), why: why})
	}
	if strings.TrimSpace(lunar) != "" {
		if !sameDay(doc) {
			refuse(end, "wrong-lunar-end")
			return refused
		}
		for _, f := range []field{start, end} {
			if !clockAlone(doc, f) {
				refuse(f, "wrong-written")
			}
		}
		return refused
	}
	from, to := start.shown(start.value(doc)), end.shown(end.value(doc))
	switch {
	case strings.HasPrefix(from, "T"):
		refuse(start, "wrong-day")
	case strings.HasPrefix(to, "T") && !strings.Contains(from, "T"):
		refuse(end, "wrong-day")
	case strings.HasPrefix(to, "T"):
		day, _, _ := strings.Cut(from, "T")
		literal, ok := moment(day + to)
		if !ok || !end.put(doc, literal) {
			refuse(end, "wrong-day")
		}
	}
	return refused
}

// sameDay reports whether an event does not end on another day than it starts.
func sameDay(doc *sourceedit.Document) bool {
	day := func(key string) string {
		day, _, _ := strings.Cut(minutes(doc.Value("event", key)), "T")
		return day
	}
	return day("end") == "" || day("end") == day("start")
}

// clockAlone takes the day from a moment. It reports false if it cannot be taken.
func clockAlone(doc *sourceedit.Document, f field) bool {
	day, clock, timed := strings.Cut(f.shown(f.value(doc)), "T")
	switch {
	case day == "":
		return true
	case !timed:
		return f.put(doc, "")
	}
	c, ok := tomlfile.ParseClock(clock)
	return ok && f.put(doc, c.String())
}
