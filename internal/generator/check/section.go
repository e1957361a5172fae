package check

import (
	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// emptySections reports headings with nothing below. The last heading of a page
// that shows a list below its text names that list.
type emptySections struct{}

func (emptySections) Look(p *Page) []problem.Problem {
	var problems []problem.Problem
	lists := p.Kind == site.Section || p.Kind == site.Home || p.Kind == site.Campaign
	for _, t := range p.Texts {
		if t.Kind == markdown.HeadingText && t.Empty && !(t.Last && lists) {
			problems = append(problems, t.Problem(problem.EmptySection, 0, len(t.Text), problem.Args{"title": t.Text}))
		}
	}
	return problems
}
