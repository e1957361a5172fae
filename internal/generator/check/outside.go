package check

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/linkcheck"
	"loa/internal/generator/markdown"
)

// Outside gathers the links of a site that leave it.
type Outside struct {
	mu    sync.Mutex
	links map[string][]func() problem.Place // address → where it stands
}

// Look gathers the links of a page's own text and its sources.
func (o *Outside) Look(p *Page) []problem.Problem {
	for _, t := range p.Texts {
		for _, l := range t.Links {
			if leaves(l.Dest) {
				o.add(l.Dest, fixed(t.destination(l)))
			}
		}
		if t.Kind == markdown.AttrText && (t.Key == "src" || t.Key == "url" || t.Key == "href") && leaves(t.Text) {
			o.add(t.Text, fixed(t.place(0, len(t.Text))))
		}
	}
	if len(p.Texts) > 0 {
		for i, source := range p.Entry.Sources {
			if leaves(source.URL) {
				o.add(source.URL, func() problem.Place { return p.Entry.Place("sources", i, "url") })
			}
		}
	}
	return nil
}

// fixed is a place that is known: keeping its text would keep the page's.
func fixed(at problem.Place) func() problem.Place {
	at.Text = strings.Clone(at.Text)
	return func() problem.Place { return at }
}

// leaves reports whether a link leads to a host that everybody can ask.
func leaves(dest string) bool {
	u, err := url.Parse(dest)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !Internal(u.Hostname())
}

func (o *Outside) add(address string, at func() problem.Place) {
	address, _, _ = strings.Cut(address, "#")
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.links == nil {
		o.links = map[string][]func() problem.Place{}
	}
	o.links[address] = append(o.links[address], at)
}

// Addresses lists them, each once.
func (o *Outside) Addresses() []string { return slices.Sorted(maps.Keys(o.links)) }

// Problems tells what the answers mean for the links.
func (o *Outside) Problems(answers linkcheck.Memory) []problem.Problem {
	var problems []problem.Problem
	for _, address := range o.Addresses() {
		answer, asked := answers[address]
		if !asked {
			continue
		}
		args := problem.Args{"url": address}
		var code problem.Code
		switch {
		case answer.Fault != "":
			code, args["reason"] = problem.OutsideNoAnswer, problem.Term(answer.Fault)
		case answer.Gone():
			code, args["status"] = problem.OutsideDead, answer.Status
		case answer.Failing():
			code, args["status"] = problem.OutsideFailing, answer.Status
		case answer.To != "":
			code, args["to"] = problem.OutsideMoved, answer.To
		default:
			continue
		}
		for _, at := range o.links[address] {
			problems = append(problems, problem.New(code, at(), args))
		}
	}
	return problems
}
