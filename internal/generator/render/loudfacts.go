package render

import (
	"loa/internal/generator/data"
	"loa/internal/generator/script"
)

func (f facts) claim(id string) []string {
	for _, c := range data.Claims(f.e.site.Data) {
		if c.Name != id {
			continue
		}
		of := f.e.maker.claim(c)
		if of == nil || of.Language != f.e.language {
			return nil
		}
		return []string{of.Says, f.voice.Written("source", "{source}", of.Source)}
	}
	return nil
}

// events are the coming dates, a sentence each.
func (f facts) events(value func(string) string) []string {
	var all []string
	for _, d := range f.e.of.Upcoming(value) {
		all = append(all, f.line(f.e.dates.date(d)))
	}
	if len(all) == 0 {
		all = append(all, f.voice.Written("none"))
	}
	return all
}

// line is a date in one sentence.
func (f facts) line(d *Date) string {
	said := d.Title + ": " + f.voice.When(script.Event{Start: d.Start, End: d.End, AllDay: d.AllDay})
	if d.Place != "" {
		said += "; " + f.voice.Written("place", "{place}", d.Place)
	}
	switch {
	case d.Off:
		said += "; " + f.voice.Written("off")
	case d.Status == "cancelled":
		said += "; " + f.voice.Written("cancelled")
	}
	return said
}
