package render

import (
	"html/template"
	"strings"
	"time"

	"loa/internal/base/calendar"
)

// eachDate runs a part for each date. What it makes of an event's date is used for
// all its dates on which it takes place as always, so the part tells the time of
// day and never the day: it is given a day that is none of them. The days that are
// named along with a date stand behind it, made by a part of their own.
func (e *edition) eachDate(name string, list []*Date) (template.HTML, error) {
	var b strings.Builder
	for i, d := range list {
		html, err := e.oneDate(name, d)
		if err != nil {
			return "", err
		}
		if i == 0 {
			b.Grow(len(html) * len(list) * 5 / 4)
		}
		b.WriteString(string(html))
		if len(d.Also) == 0 {
			continue
		}
		if html, err = e.templates.Part("also", d.Also); err != nil {
			return "", err
		}
		b.WriteByte(' ')
		b.WriteString(string(html))
	}
	return template.HTML(b.String()), nil
}

// oneDate runs a part for a date, or finds what it made before.
func (e *edition) oneDate(name string, d *Date) (template.HTML, error) {
	if !d.usual() {
		return e.templates.Part(name, d)
	}
	if done, ok := e.datesMade.find(d.of.Index, name); ok {
		return done, nil
	}
	html, err := e.templates.Part(name, d.anyDay())
	if err == nil {
		e.datesMade.keep(d.of.Index, name, html)
	}
	return html, err
}

// usual reports whether a date differs from the event's others in the day alone.
func (d *Date) usual() bool {
	return d.Was.IsZero() && (d.End.IsZero() || calendar.DayOf(d.End) == calendar.DayOf(d.Start))
}

// anyDay is the date with its times on a day that is always the same.
func (d *Date) anyDay() *Date {
	on := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return calendar.Date(2000, 1, 1).At(calendar.ClockOf(t), t.Location())
	}
	one := *d
	one.Start, one.End = on(d.Start), on(d.End)
	return &one
}
