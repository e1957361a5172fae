package newsroom

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// pageSize is how many rows a page of the overview has.
const pageSize = 100

// overview shows every entry with where it stands.
func (a ask) overview() {
	query := a.r.URL.Query()
	f := filter{Text: query.Get("q"), Section: query.Get("section"), State: query.Get("state"), Language: query.Get("language")}
	all := a.rows()
	sections, states := map[string]string{}, map[string]int{}
	for _, r := range all {
		if sections[r.Section] == "" {
			sections[r.Section] = r.Section
		}
		if r.Entry.IsSection() && !r.Orphan {
			sections[r.Section] = r.Entry.Title
		}
		states[r.State]++
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(r *Row) bool { return !f.keep(r) })
	number, _ := strconv.Atoi(query.Get("page"))
	number = min(max(number, 1), max(1, (len(kept)+pageSize-1)/pageSize))
	shown := kept[(number-1)*pageSize : min(number*pageSize, len(kept))]
	for _, r := range shown {
		r.Address, _ = a.now.Address(r.Entry.File.Name)
		if bytes := a.now.Weight(r.Entry.File.Name); bytes > 0 {
			r.Weight = a.say("weight-of", "bytes", problem.Size(bytes))
		}
	}
	delete(sections, "")
	more := func(n int) string {
		q := maps.Clone(query)
		q.Set("page", strconv.Itoa(n))
		return a.base() + "?" + q.Encode()
	}
	view := overviewPage{
		Filter: f, Rows: shown, Count: len(kept), All: len(all), Sections: choices(sections),
		States: shownStates, Counts: states, Today: a.today(),
		Problems: a.listed("", mostListed), Errors: problem.Count(a.now.Problems, problem.Error),
	}
	for _, l := range a.now.Project.Settings.Languages[1:] {
		view.Languages = append(view.Languages, choice{l.Tag, a.nameOf(l.Tag)})
	}
	view.Warnings = len(a.now.Problems) - view.Errors
	if number > 1 {
		view.Before = more(number - 1)
	}
	if number*pageSize < len(kept) {
		view.After = more(number + 1)
	}
	a.show(http.StatusOK, "overview", sheet{Title: a.say("overview"), Here: "overview", Page: view})
}

// choices are values with their names, by value.
func choices(names map[string]string) []choice {
	var all []choice
	for _, value := range slices.Sorted(maps.Keys(names)) {
		all = append(all, choice{value, names[value]})
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
	Sections         []choice
	Languages        []choice
	Counts           map[string]int
	Today            time.Time
	Problems         []fault
	Errors, Warnings int
	Before, After    string
}

// fault is a problem in words.
type fault struct {
	Severity, Label, Place, Message, Hint, Code string
	Edit                                        string // address of the form for its file; "" if there is none
}

// mostListed bounds a list of problems.
const mostListed = 50

// listed are the problems of a file, of all files if it is "".
func (a ask) listed(file string, most int) []fault {
	var all []fault
	worst := slices.Clone(a.now.Problems)
	slices.SortStableFunc(worst, func(x, y problem.Problem) int { return int(y.Severity) - int(x.Severity) })
	for _, p := range worst {
		if file != "" && p.Place.File != file {
			continue
		}
		if len(all) == most {
			break
		}
		all = append(all, a.fault(p))
	}
	return all
}

// fault is a problem in the words of the desk.
func (a ask) fault(p problem.Problem) fault {
	f := fault{Severity: p.Severity.String(), Label: a.problems.Say("severity."+p.Severity.String(), nil), Place: p.Place.File,
		Message: problem.Message(p, a.problems), Hint: a.hint(p), Code: string(p.Code)}
	if p.Place.Line > 0 {
		f.Place += ":" + strconv.Itoa(p.Place.Line)
	}
	if strings.HasPrefix(p.Place.File, content.Root+"/") && strings.HasSuffix(p.Place.File, ".md") {
		f.Edit = a.base() + "edit?" + query("file", p.Place.File).Encode()
	}
	return f
}

// hint says what to do about a problem: at the desk, where it has a way of its own.
func (a ask) hint(p problem.Problem) string {
	if key := "hint." + strings.ReplaceAll(string(p.Code), "_", "-"); a.words.Has(key) {
		return a.words.Say(key, p.Args)
	}
	return a.problems.Hint(string(p.Code), p.Args)
}

// happening is a day on which the site changes by itself.
type happening struct {
	Day      time.Time
	Up, Down []*content.Entry
	Review   []*content.Entry
	At       string // address of the site on that day
}

// agenda lists what goes up, what comes down and what should be read again.
func (a ask) agenda() {
	today := a.today()
	days := map[time.Time]*happening{}
	on := func(day time.Time) *happening {
		if days[day] == nil {
			days[day] = &happening{Day: day, At: a.base() + "at/" + day.Format(time.DateOnly) + "/"}
		}
		return days[day]
	}
	for _, e := range a.now.Project.Entries {
		for day, up := e.NextChange(today); !day.IsZero(); day, up = e.NextChange(day) {
			if h := on(day); up {
				h.Up = append(h.Up, e)
			} else {
				h.Down = append(h.Down, e)
			}
		}
		if day := e.ReviewBy.In(today.Location()); !e.ReviewBy.IsZero() && !day.Before(today) && !e.Draft {
			day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, today.Location())
			on(day).Review = append(on(day).Review, e)
		}
	}
	all := slices.SortedFunc(maps.Values(days), func(x, y *happening) int { return x.Day.Compare(y.Day) })
	a.show(http.StatusOK, "calendar", sheet{Title: a.say("calendar"), Here: "calendar", Page: all})
}

// query is a list of names and values as an address has it.
func query(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return q
}
