package problem

import (
	"fmt"
	"strings"
)

// Folded is a problem, and those that say the same of the same file.
type Folded struct {
	First  Problem
	Others []Problem
}

const (
	// few is how many problems of a kind a file may have before they are folded.
	few = 3
	// named is how many of the others are named; the JSON form has them all.
	named = 24
)

// Fold gathers problems that would drown the rest: more than a few of one kind
// about one file as a whole, as when a language was just added and lacks every
// string. The problems must be sorted. A problem with a line stands alone.
func Fold(problems []Problem) []Folded {
	folded := make([]Folded, 0, len(problems))
	for len(problems) > 0 {
		n := alike(problems)
		if n <= few {
			n = 1
		}
		folded = append(folded, Folded{problems[0], problems[1:n]})
		problems = problems[n:]
	}
	return folded
}

// alike counts how many problems, from the first on, say the same of one file.
func alike(problems []Problem) int {
	first, n := problems[0], 1
	if _, keyed := first.Args["key"]; !keyed || first.Place.File == "" || first.Place.Line > 0 {
		return n // nothing would tell the others apart
	}
	for n < len(problems) && problems[n].Code == first.Code && problems[n].Place == first.Place && problems[n].Severity == first.Severity {
		n++
	}
	return n
}

// More is the line that tells of the others; "" if there are none.
func (f Folded) More(words *Words) string {
	if len(f.Others) == 0 {
		return ""
	}
	var keys []string
	for _, p := range f.Others[:min(named, len(f.Others))] {
		if key, ok := p.Args["key"]; ok {
			keys = append(keys, fmt.Sprint(key))
		}
	}
	if len(f.Others) > named {
		keys = append(keys, "…")
	}
	return words.Say("alike", Args{"count": len(f.Others), "keys": strings.Join(keys, ", ")})
}
