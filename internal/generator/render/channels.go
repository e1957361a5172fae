package render

import (
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/generator/channel"
	"loa/internal/generator/markdown"
	"loa/internal/generator/script"
	"loa/internal/generator/site"
	"loa/internal/generator/spoken"
)

// Channel is what channels need to know of a page with a text of its own. The error is an
// I/O error.
func (r *Renderer) Channel(p *site.Page) (channel.Article, error) {
	e := r.editions[p.Edition]
	text, start, err := r.texts.Body(p.Entry, new([]byte))
	if err != nil {
		return channel.Article{}, err
	}
	a := channel.Article{Title: p.Title, Lead: p.Summary(), URL: r.absolute(p.Path), Points: channel.Points(r.markdown.Outline(text.Bytes[start:]))}
	for _, h := range e.maker.hotlines(p.Values().Hotlines) {
		a.Bare = append(a.Bare, h.Number)
		if h.Label != "" && h.Language == nil {
			a.Numbers = append(a.Numbers, h.Number+" ("+h.Label+")")
		} else {
			a.Numbers = append(a.Numbers, h.Number)
		}
	}
	if e.of.SpokenLanguage() == "" {
		return a, nil
	}
	voice := e.voice()
	a.Sentence = func(text string) []string { return written(voice.Speaker, text) }
	if v := e.dates.event(p); v != nil {
		if v.Status == "cancelled" || v.Status == "moved" {
			a.Facts = append(a.Facts, voice.Written(v.Status)+".")
		}
		if !v.Start.IsZero() {
			a.Facts = append(a.Facts, voice.Written("when", "{when}", voice.When(script.Event{Start: v.Start, End: v.End, AllDay: v.AllDay})))
		}
		if v.Place != "" {
			a.Facts = append(a.Facts, voice.Written("place", "{place}", v.Place))
		}
	}
	return a, nil
}

// written are the sentences of a text as they stand there.
func written(s *spoken.Speaker, text string) []string {
	var all []string
	said, _ := s.Sentences(text)
	for _, one := range said {
		all = append(all, strings.TrimSpace(text[one.Start:one.Stop]))
	}
	return all
}

// month are the dates of the month that the site's day is in, from that day on, and of
// the next.
func (e *edition) month() []*Date {
	c := e.of.Calendar
	year, month, _ := c.Today.Date()
	return e.dates.each(c.Between(c.Activities, c.Today, calendar.Date(year, month+2, 1)))
}

// Months are the coming dates up to the end of the next month, for a bulletin.
func (v *Single) Months() []*Date { return v.in.month() }

// oneSheet is how many words a sheet for the notice board holds beside its title.
const oneSheet = 200

// brief is what a sheet for the notice board says of a text with so many words: nothing
// if it holds the text, else what to do, else the headings. The rest is behind the code of
// the address.
func (r *Renderer) brief(p *site.Page, words int) ([]string, error) {
	if words <= oneSheet {
		return nil, nil
	}
	text, start, err := r.texts.Body(p.Entry, new([]byte))
	if err != nil {
		return nil, err
	}
	blocks := r.markdown.Outline(text.Bytes[start:])
	if points := channel.Points(blocks); len(points) > 0 {
		return points, nil
	}
	var headings []string
	for _, b := range blocks {
		if b.Kind == markdown.HeadingBlock && b.Level == 2 {
			headings = append(headings, b.Text.Text)
		}
	}
	return headings, nil
}
