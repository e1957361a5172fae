package check

import (
	"slices"
	"strings"

	"loa/internal/content"
	"loa/internal/problem"
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
// whose code nobody looked for this time are left alone.
func UnusedNotes(problems []problem.Problem, entries []*content.Entry, lookedFor func(problem.Code) bool) []problem.Problem {
	var unused []problem.Problem
	for _, notes := range notesOf(entries) {
		for _, a := range notes {
			if lookedFor(a.Code) && !slices.ContainsFunc(problems, a.Covers) {
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

// LooksFor reports whether a check that asks no other hosts looks for a problem.
func LooksFor(code problem.Code) bool { return !strings.HasPrefix(string(code), "outside.") }
