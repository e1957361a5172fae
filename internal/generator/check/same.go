package check

import (
	"cmp"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// same reports pages of one language that have a title or a summary in common.
type same struct{ site *site.Site }

func (same) Look(*Page) []problem.Problem { return nil }

// Close compares the entries of each language.
func (s same) Close() []problem.Problem {
	var problems []problem.Problem
	for _, e := range s.site.Editions {
		var entries []*content.Entry
		for _, p := range e.Pages {
			if p.Entry != nil && !p.Fallback {
				entries = append(entries, p.Entry)
			}
		}
		slices.SortFunc(entries, func(a, b *content.Entry) int { return cmp.Compare(a.File.Path, b.File.Path) })
		problems = append(problems, repeated(entries, problem.PageSameTitle, "title", func(e *content.Entry) string { return e.Front.Title })...)
		problems = append(problems, repeated(entries, problem.PageSameSummary, "summary", func(e *content.Entry) string { return e.Lead })...)
	}
	return problems
}

// repeated tells of each entry whose text is that of an earlier one.
func repeated(entries []*content.Entry, code problem.Code, key string, text func(*content.Entry) string) []problem.Problem {
	first := map[string]*content.Entry{}
	var problems []problem.Problem
	for _, e := range entries {
		form := strings.Join(strings.Fields(strings.ToLower(text(e))), " ")
		if form == "" {
			continue
		}
		other, taken := first[form]
		if !taken {
			first[form] = e
			continue
		}
		at := problem.Place{File: e.File.Path}
		if key == "title" || e.Summary != "" {
			at = e.Place(key)
		}
		problems = append(problems, problem.New(code, at, problem.Args{"title": text(e), "other": other.File.Path}))
	}
	return problems
}
