package render

import (
	"strconv"

	"loa/internal/generator/data"
	"loa/internal/generator/script"
	"loa/internal/generator/site"
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
	e, c := f.e, f.e.of.Calendar
	count := eventsCount
	if n, err := strconv.Atoi(value("count")); err == nil && n >= 1 && n <= 100 {
		count = n
	}
	chosen := c.Activities
	for _, kind := range []site.Kind{site.Topic, site.Level, site.Unit} {
		if key := value(string(kind)); key != "" {
			chosen = both(chosen, c.Of(site.Term{Kind: kind, Key: key}))
		}
	}
	if key := value("campaign"); key != "" {
		chosen = both(chosen, c.Members(key))
	}
	dates := c.Next(chosen, c.Today, count)
	var all []string
	for _, d := range site.First(dates, count) {
		all = append(all, f.line(e.dates.date(d)))
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
