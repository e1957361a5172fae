package check

import (
	"cmp"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// Above feedLimit bytes calendars on phones are slow to fetch a feed, which they do
// again every few hours, and some refuse it.
const feedLimit = 1_000_000

// Feed reports an .ics file that is too heavy, and names those with fewer events
// among all of its language, the fullest first.
func Feed(f site.ICSFeed, all []site.ICSFeed, size int) []problem.Problem {
	if size <= feedLimit {
		return nil
	}
	args := problem.Args{"size": problem.Size(size), "limit": problem.Size(feedLimit), "count": len(f.Activities)}
	if paths := narrower(f, all, size); len(paths) > 0 {
		args["narrower"] = paths
	}
	return []problem.Problem{problem.New(problem.BudgetFeed, problem.Place{File: "/" + f.Path}, args)}
}

// narrower are at most five feeds that, going by the number of their events, are
// light enough.
func narrower(f site.ICSFeed, all []site.ICSFeed, size int) []string {
	enough := len(f.Activities) * feedLimit / size
	fewer := slices.DeleteFunc(slices.Clone(all), func(other site.ICSFeed) bool {
		return other.Single || len(other.Activities) == 0 || len(other.Activities) > enough
	})
	slices.SortStableFunc(fewer, func(a, b site.ICSFeed) int { return cmp.Compare(len(b.Activities), len(a.Activities)) })
	var paths []string
	for _, other := range fewer[:min(len(fewer), 5)] {
		paths = append(paths, "/"+other.Path)
	}
	return paths
}
