package build

import (
	"cmp"
	"slices"
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// lastDay is the day on which a row's event ends, for what is remembered of it.
func lastDay(r *content.Row) string {
	end := r.When.Start
	if r.When.End.After(end) {
		end = r.When.End
	}
	return calendar.DayOf(end).String()
}

// gone warns of rows that were in the last output and are in their spreadsheet no more, though
// their day is still to come: who subscribed would learn nothing of it. Nothing is said of a
// spreadsheet that is not read in full.
func (p *Project) gone(last map[string]string) []problem.Problem {
	sheets := map[string]map[string]bool{}
	for _, s := range p.sheets() {
		names := map[string]bool{}
		for i := range s.Rows {
			names[rowName(s.File, &s.Rows[i])] = true
		}
		sheets[s.File] = names
	}
	for _, found := range p.Problems {
		if found.Severity == problem.Error {
			delete(sheets, found.Place.File)
		}
	}
	today := p.Site.Editions[0].Calendar.Today.String()
	var problems []problem.Problem
	for name, record := range last {
		file, id, row := strings.Cut(name, "#")
		fields := strings.Fields(record)
		if names := sheets[file]; !row || names == nil || names[name] || len(fields) < 3 || fields[2] < today {
			continue
		}
		problems = append(problems, problem.New(problem.SheetGone, problem.Place{File: file, Line: 1, Column: 1}, problem.Args{"name": id, "day": fields[2]}))
	}
	slices.SortFunc(problems, func(a, b problem.Problem) int { return cmp.Compare(a.Args["name"].(string), b.Args["name"].(string)) })
	return problems
}
