package newsroom

import "loa/internal/publish/deploy"

// pagesGroup is pages to which a plan does the same.
type pagesGroup struct {
	Title  string
	Pages  []plannedPage
	More   int  // pages that are not listed
	Folded bool // of little interest
}

// plannedPage is a page of a plan.
type plannedPage struct {
	Title, Was string
	File       string // of its text, whose versions can be shown; "" if there is none
	Versions   bool
}

// groups are the kinds of changes in the order in which a plan tells of them.
var groups = []deploy.What{deploy.Added, deploy.Rewritten, deploy.Unknown, deploy.Removed, deploy.Around}

// groupsOf are the pages of a plan by what happens to them.
func groupsOf(q *request, t task, changes []deploy.Change) []pagesGroup {
	var all []pagesGroup
	for _, what := range groups {
		g := pagesGroup{Folded: what == deploy.Around}
		for _, c := range changes {
			switch {
			case c.What != what:
			case len(g.Pages) == mostListed:
				g.More++
			default:
				g.Pages = append(g.Pages, plannedPage{Title: c.Title, Was: c.Was, File: c.File, Versions: c.File != "" && what != deploy.Removed && what != deploy.Around})
			}
		}
		if count := len(g.Pages) + g.More; count > 0 {
			key := "pages-" + string(what)
			if t == goingBack {
				key = "pages-back-" + string(what)
			}
			g.Title = q.say(key, "count", count)
			all = append(all, g)
		}
	}
	return all
}
