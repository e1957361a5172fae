package newsroom

import (
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
)

// standing is what stands between an entry and its readers. A form shows it and brings
// it up to date while other files change, so it promises nothing of what was before.
type standing struct {
	Errors int    // of the site, as long as they keep this entry from being published
	Said   string // what comes of an entry that was put up just now; "" if nothing is to be said
}

// standingOf tells how a form's entry stands. What was put up is up with the next
// release only if that can be made: no page has an error, and all have been looked at.
func standingOf(q *request, f entryForm, state string) standing {
	if f.unsaved() || state == "draft" {
		return standing{}
	}
	if errors := problem.Count(q.now.Problems, problem.Error); errors > 0 {
		return standing{Errors: errors}
	}
	if q.r.Method == "POST" || !slices.Contains([]string{"up", "stamped"}, q.r.URL.Query().Get("done")) {
		return standing{}
	}
	switch {
	case state == "unapproved":
		return standing{Said: q.say("standing-waits")}
	case state == "scheduled":
		return standing{Said: q.say("standing-scheduled", "day", q.day(goesUp(q, f.doc)))}
	case state == "expired":
		return standing{Said: q.say("standing-expired")}
	case !q.now.Whole():
		return standing{Said: q.say("standing-looking")}
	}
	return standing{Said: q.say("standing-up")}
}

// faultsOfForm are the problems of the text that a form shows: of a draft those that it
// would have if it went up, of a text that is on the disk also what “loa check” said.
func faultsOfForm(q *request, f entryForm) []fault {
	found := foreseen(q, f.file, f.doc)
	if !f.unsaved() {
		found = append(found, q.now.Problems...)
	}
	return faultsAt(q, found, f.file)
}

// foreseen are the problems of an entry on the day on which it is up.
func foreseen(q *request, file string, doc *sourceedit.Document) []problem.Problem {
	would := build.Imagined{Drafts: true, File: file, Text: doc.Bytes()}
	if up := goesUp(q, doc); up.After(q.today()) {
		would.Day = up
	}
	found, err := q.now.Foresee(would)
	if err != nil {
		return nil // a file went away; saving will say so
	}
	return found
}

// faultsAt are the worst of problems that are about an entry: at its file, or elsewhere
// and for want of the address that it has.
func faultsAt(q *request, found []problem.Problem, file string) []fault {
	at := entryPath(q, file)
	mine := slices.DeleteFunc(slices.Clone(found), func(p problem.Problem) bool {
		return p.Place.File != at && (p.Code != problem.AddressTaken || p.Args["other"] != at)
	})
	worst := problem.Sort(mine)
	slices.SortStableFunc(worst, func(x, y problem.Problem) int { return int(y.Severity) - int(x.Severity) })
	var all []fault
	for _, p := range worst[:min(len(worst), mostListed)] {
		one := faultOf(q, p)
		same := func(f fault) bool { return f.Code == one.Code && f.Place == one.Place && f.Message == one.Message }
		if !slices.ContainsFunc(all, same) && !strings.HasPrefix(string(p.Code), "limit.problems") {
			all = append(all, one)
		}
	}
	return all
}
