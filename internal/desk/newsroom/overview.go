package newsroom

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/office/host"
)

// pageSize is how many rows a page of the overview has.
const pageSize = 100

// showOverview shows every entry with where it stands.
func showOverview(q *request) {
	asked := q.r.URL.Query()
	f := filter{Text: asked.Get("q"), Section: asked.Get("section"), State: asked.Get("state"), Language: asked.Get("language")}
	all := rowsOf(q)
	sections, states := map[string]string{}, map[string]int{}
	for _, r := range all {
		if sections[r.Section] == "" {
			sections[r.Section] = r.Section
		}
		if r.Entry.IsSection() && !r.Orphan {
			sections[r.Section] = r.Title
		}
		states[r.State]++
		if r.Unread {
			states["unread"]++
		}
		if r.From != "" {
			states["of-layer"]++
		}
		if r.Copy == "stale" {
			states["stale-copy"]++
		}
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(r *Row) bool { return !f.keep(r) })
	number, _ := strconv.Atoi(asked.Get("page"))
	number = min(max(number, 1), max(1, (len(kept)+pageSize-1)/pageSize))
	shown := kept[(number-1)*pageSize : min(number*pageSize, len(kept))]
	for _, r := range shown {
		r.Address, _ = q.now.Address(r.Entry.File.Name)
		if bytes := q.now.Weight(r.Entry.File.Name); bytes > 0 {
			r.Weight = q.say("weight-of", "bytes", problem.Size(bytes))
		}
	}
	delete(sections, "")
	more := func(n int) string {
		other := maps.Clone(asked)
		other.Set("page", strconv.Itoa(n))
		return q.base() + "?" + other.Encode()
	}
	view := overviewPage{
		Filter: f, Rows: shown, Count: len(kept), All: len(all), Sections: choices(sections),
		States: shownStates, Counts: states, Today: q.today(),
		Problems: faultsOf(q, ""), Waits: approvalsWait(q), Reviews: q.reviewer.open(q), Bulk: bulkActions(q), Errors: problem.Count(q.now.Problems, problem.Error),
	}
	for _, l := range q.now.Project.Settings.Languages[1:] {
		view.Languages = append(view.Languages, content.Choice{Value: l.Tag, Name: languageName(q.now.Project, l.Tag)})
	}
	view.Import = importForm(q)
	view.Import.Section, view.Import.Hidden = f.Section, true
	view.Warnings = len(q.now.Problems) - view.Errors
	if number > 1 {
		view.Before = more(number - 1)
	}
	if number*pageSize < len(kept) {
		view.After = more(number + 1)
	}
	q.show(http.StatusOK, "overview", sheet{Title: q.say("overview"), Here: "overview", Page: view})
}

// choices are values with their names, by value.
func choices(names map[string]string) []content.Choice {
	var all []content.Choice
	for _, value := range slices.Sorted(maps.Keys(names)) {
		all = append(all, content.Choice{Value: value, Name: names[value]})
	}
	return all
}

// shownStates are those of rows, in the order of the filter.
var shownStates = []string{"draft", "unapproved", "scheduled", "live", "review", "expired"}

type overviewPage struct {
	Filter           filter
	Rows             []*Row
	Count, All       int
	States           []string
	Sections         []content.Choice
	Languages        []content.Choice
	Counts           map[string]int
	Today            time.Time
	Problems         []fault
	Errors, Warnings int
	Before, After    string
	Waits            bool // approvals have not begun
	Reviews          []host.Review
	Import           importedPage
	Bulk             []string // what can be done to many entries
}
