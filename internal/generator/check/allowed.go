package check

import (
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// Allowed drops the problems that the authors' notes pass over.
func Allowed(problems []problem.Problem, entries []*content.Entry) []problem.Problem {
	if len(problems) == 0 {
		return nil
	}
	notes := notesOf(entries)
	return slices.DeleteFunc(problems, func(p problem.Problem) bool {
		return slices.ContainsFunc(notes[p.Place.File], func(a content.Allow) bool { return a.Covers(p) })
	})
}

// UnusedNotes reports notes that pass over nothing among the problems. Those
// whose code is looked for only by asking other hosts count only when they were.
func UnusedNotes(problems []problem.Problem, entries []*content.Entry, asking bool) []problem.Problem {
	var unused []problem.Problem
	for _, notes := range notesOf(entries) {
		for _, a := range notes {
			if looksFor(a.Code, asking) && !slices.ContainsFunc(problems, a.Covers) {
				unused = append(unused, problem.New(problem.AllowUnused, a.Place, problem.Args{"code": string(a.Code)}))
			}
		}
	}
	return unused
}

func notesOf(entries []*content.Entry) map[string][]content.Allow {
	notes := map[string][]content.Allow{}
	for _, e := range entries {
		if found := e.Allows(); found != nil {
			notes[e.File.Path] = found
		}
	}
	return notes
}

// looksFor reports whether a check looks for a problem; other hosts are asked
// only on request.
func looksFor(code problem.Code, asking bool) bool {
	return asking || !strings.HasPrefix(string(code), "outside.")
}
