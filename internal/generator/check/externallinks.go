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

// ExternalLinks gathers the links of a site to other hosts.
type ExternalLinks struct {
	mu    sync.Mutex
	links map[string][]func() problem.Place // address → where it stands
}

// Look takes in the links of a page's own text and of its sources.
func (e *ExternalLinks) Look(p *Page) []problem.Problem {
	for _, t := range p.Texts {
		for _, l := range t.Links {
			if leaves(l.Dest) {
				e.add(l.Dest, fixed(t.destination(l)))
			}
		}
		if t.Kind == markdown.AttrText && (t.Key == "src" || t.Key == "url" || t.Key == "href") && leaves(t.Text) {
			e.add(t.Text, fixed(t.place(0, len(t.Text))))
		}
	}
	if len(p.Texts) > 0 {
		place := p.Entry.Places()
		for i, source := range p.Entry.Sources {
			if leaves(source.URL) {
				e.add(source.URL, func() problem.Place { return place("sources", i, "url") })
			}
		}
	}
	return nil
}

// fixed returns a known place. Its text is cloned, since the slice would keep the
// whole page in memory.
func fixed(at problem.Place) func() problem.Place {
	at.Text = strings.Clone(at.Text)
	return func() problem.Place { return at }
}

// leaves reports whether a link leads to a host that is public.
func leaves(dest string) bool {
	u, err := url.Parse(dest)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !Internal(u.Hostname())
}

func (e *ExternalLinks) add(address string, at func() problem.Place) {
	address, _, _ = strings.Cut(address, "#")
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.links == nil {
		e.links = map[string][]func() problem.Place{}
	}
	e.links[address] = append(e.links[address], at)
}

// Addresses lists the addresses without their fragments, each once.
func (e *ExternalLinks) Addresses() []string { return slices.Sorted(maps.Keys(e.links)) }

// Problems reports the links whose answers are not as they should be.
func (e *ExternalLinks) Problems(answers linkcheck.Answers) []problem.Problem {
	var problems []problem.Problem
	for _, address := range e.Addresses() {
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
		for _, at := range e.links[address] {
			problems = append(problems, problem.New(code, at(), args))
		}
	}
	return problems
}
