package newsroom

import (
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// fault is a problem in words.
type fault struct {
	Severity, Label, Place, Message, Hint, Code string
	Edit                                        string // address of the form for its file; "" if there is none
}

// mostListed bounds a list of problems.
const mostListed = 50

// faultsOf are the worst problems of a file, of all files if it is "".
func faultsOf(q *request, file string) []fault {
	var all []fault
	worst := slices.Clone(q.now.Problems)
	slices.SortStableFunc(worst, func(x, y problem.Problem) int { return int(y.Severity) - int(x.Severity) })
	for _, p := range worst {
		if file != "" && p.Place.File != file {
			continue
		}
		if len(all) == mostListed {
			break
		}
		all = append(all, faultOf(q, p))
	}
	return all
}

// faultOf puts a problem into words.
func faultOf(q *request, p problem.Problem) fault {
	f := fault{Severity: p.Severity.String(), Label: q.problems.Say("severity."+p.Severity.String(), nil), Place: p.Place.File,
		Message: messageOf(q, p), Hint: hintOf(q, p), Code: string(p.Code)}
	switch {
	case p.Place.Cell != "":
		f.Place += ": " + p.Place.Cell
	case p.Place.Line > 0:
		f.Place += ":" + strconv.Itoa(p.Place.Line)
	}
	if strings.HasPrefix(p.Place.File, content.Root+"/") && strings.HasSuffix(p.Place.File, ".md") {
		f.Edit = q.base() + "edit?" + query("file", p.Place.File).Encode()
	}
	return f
}
