package render

import (
	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// events resolves the directive events: the coming dates, of those that carry all
// the words that are asked for.
func (h *host) events(use markdown.Use, d *Directive) []problem.Problem {
	if use.Name != "events" {
		return nil
	}
	h.others = true
	var problems []problem.Problem
	if text := use.Value("count"); text != "" {
		if _, ok := site.UpcomingCount(text); !ok {
			problems = append(problems, problem.New(problem.FrontMatterUnknownValue, use.At("count"), problem.Args{"value": text, "known": []string{"1", "…", "100"}}))
		}
	}
	for _, kind := range []site.Kind{site.Topic, site.Level, site.Unit} {
		if key := use.Value(string(kind)); key != "" && h.e.of.Term(kind, key) == nil {
			problems = append(problems, h.unknownTerm(use, kind, key))
		}
	}
	if key := use.Value("campaign"); key != "" {
		p := h.e.of.Page(key)
		if p == nil || p.Kind != site.Campaign {
			problems = append(problems, problem.New(problem.CampaignUnknown, use.At("campaign"), problem.Args{"value": key}))
		}
	}
	d.Days = h.e.dates.days(h.e.of.Upcoming(use.Value), h.e.of.Calendar.Today)
	return problems
}

var unknownTerm = map[site.Kind]problem.Code{site.Topic: problem.UnknownTopic, site.Level: problem.UnknownLevel, site.Unit: problem.UnknownUnit}

func (h *host) unknownTerm(use markdown.Use, kind site.Kind, key string) problem.Problem {
	var known []string
	for _, t := range h.e.of.Terms[kind] {
		known = append(known, t.Term.Key)
	}
	args := problem.Args{"key": key, "known": known}
	if near, ok := fold.Nearest(key, known); ok {
		args["suggestion"] = near
	}
	return problem.New(unknownTerm[kind], use.At(string(kind)), args)
}

// document resolves the directive document.
func (h *host) document(use markdown.Use, d *Directive) []problem.Problem {
	number := use.Value("number")
	if use.Name != "document" || number == "" {
		return nil
	}
	h.others = true
	if p := h.e.of.DocumentPage(number); p != nil {
		d.Document = h.e.pages.card(p)
		return nil
	}
	var known []string
	for _, p := range h.e.of.Register.Documents {
		known = append(known, p.Entry.Document.Number)
	}
	args := problem.Args{"value": number}
	if near, ok := fold.Nearest(number, known); ok {
		args["suggestion"] = near
	}
	return []problem.Problem{problem.New(problem.DocumentUnknown, use.At("number"), args)}
}
