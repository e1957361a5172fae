// Package problem describes what is wrong in an author's file: a code, a
// severity, a place and arguments. The words live in catalogues, one file a
// language (words/), so that the same problem can be read in any of them.
//
// A stage that finds something wrong goes on, and returns the best result it
// has together with its problems:
//
//	return entry, append(problems, problem.New(problem.EventEndsBeforeStart, at, problem.Args{"start": s, "end": e}))
package problem

import (
	"cmp"
	"slices"
)

// Severity says whether a problem stops a build.
type Severity uint8

const (
	Off     Severity = iota // not reported
	Warning                 // reported; the site is published all the same
	Error                   // nothing is published
)

// String gives the severity's name in JSON and in [check] of site.toml.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "off"
}

// Code names one kind of problem, as "area.what".
type Code string

// Place is where a problem is. The zero Place is the site as a whole.
type Place struct {
	File   string // slash-separated, from the site's folder
	Line   int    // from 1; 0 means the file as a whole
	Column int    // from 1, in characters
	Width  int    // how many characters the problem covers
	Text   string // the line itself, for showing
	Cell   string // in a workbook: the sheet and the cell, “Lịch!B7”; Line is then its row and Text the row's cells
}

// Args are the facts that the words mention, by the placeholder's name.
type Args map[string]any

// Term is an argument whose words differ by language: the catalogues have them
// under "term." and its name.
type Term string

// Size is an argument in bytes; the words show it as 14,2 KB.
type Size int64

// Problem is one thing wrong at one place.
type Problem struct {
	Code     Code
	Severity Severity
	Place    Place
	Args     Args
}

// New returns a problem of the code's default severity.
func New(code Code, at Place, args Args) Problem {
	return Problem{Code: code, Severity: severities[code], Place: at, Args: args}
}

// Sort orders problems by file, line, column and code, and drops exact
// repetitions of a code at one place. Of a file with more than MaxProblems it keeps so
// many, errors first, and one that tells how many more there are.
func Sort(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Code, b.Code),
		)
	})
	return bounded(slices.CompactFunc(problems, same))
}

// bounded keeps MaxProblems problems of each file.
func bounded(problems []Problem) []Problem {
	kept := problems[:0]
	for len(problems) > 0 {
		n := 1
		for n < len(problems) && problems[n].Place.File == problems[0].Place.File {
			n++
		}
		of := problems[:n]
		problems = problems[n:]
		if n <= MaxProblems.Most || of[0].Place.File == "" {
			kept = append(kept, of...)
			continue
		}
		kept = most(kept, of)
	}
	return kept
}

// most appends the first errors and then warnings of a file, in their order, and a
// problem for the rest. It never writes before it has read: kept grows in place.
func most(kept, of []Problem) []Problem {
	errors := Count(of, Error)
	room := map[Severity]int{Error: min(errors, MaxProblems.Most)}
	room[Warning] = MaxProblems.Most - room[Error]
	rest := New(LimitProblems, Place{File: of[0].Place.File}, Args{"count": len(of) - MaxProblems.Most})
	if errors > MaxProblems.Most {
		rest.Severity = Error
	}
	for _, p := range of {
		if room[p.Severity] > 0 {
			room[p.Severity]--
			kept = append(kept, p)
		}
	}
	return append(kept, rest)
}

func same(a, b Problem) bool {
	return a.Code == b.Code && a.Place == b.Place && a.Place.Line > 0
}

// Any reports whether a problem of at least the given severity is among them.
func Any(problems []Problem, atLeast Severity) bool {
	return Count(problems, atLeast) > 0
}

// Count returns how many problems have at least the given severity.
func Count(problems []Problem, atLeast Severity) int {
	n := 0
	for _, p := range problems {
		if p.Severity >= atLeast {
			n++
		}
	}
	return n
}

// Weigh applies a site's own severities and drops the problems it turned off.
func Weigh(problems []Problem, own map[Code]Severity) []Problem {
	kept := problems[:0]
	for _, p := range problems {
		if s, ok := own[p.Code]; ok {
			p.Severity = s
		}
		if p.Severity != Off {
			kept = append(kept, p)
		}
	}
	return kept
}

// Codes lists every code, sorted.
func Codes() []Code {
	codes := make([]Code, 0, len(severities))
	for c := range severities {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	return codes
}

// CodeNames is Codes as text, for suggestions.
func CodeNames() []string {
	var names []string
	for _, code := range Codes() {
		names = append(names, string(code))
	}
	return names
}

// Default returns the severity a code has when site.toml says nothing, and
// whether there is such a code.
func Default(code Code) (Severity, bool) {
	s, ok := severities[code]
	return s, ok
}
