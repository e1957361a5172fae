package check

import (
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/render"
)

// Unused reports files of content/ that no page uses: they are not published.
func Unused(files []source.File, used []*render.Published) []problem.Problem {
	needed := make(map[string]bool, len(used))
	for _, p := range used {
		needed[p.Source.Path] = true
	}
	var problems []problem.Problem
	for _, f := range files {
		if !needed[f.Path] {
			problems = append(problems, problem.New(problem.FileUnused, problem.Place{File: f.Path}, nil))
		}
	}
	return problems
}
