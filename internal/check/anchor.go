// Package check finds what is wrong between pages once all of them are known:
// links to parts that no page has, and files that no page uses.
package check

import (
	"strings"
	"sync"

	"loa/internal/content"
	"loa/internal/fold"
	"loa/internal/problem"
	"loa/internal/render"
	"loa/internal/site"
)

// Parts remembers the ids of every page, in little space. Add may be called
// from any number of goroutines.
type Parts struct {
	mu  sync.Mutex
	ids map[*site.Page]string // joined by spaces, with one at each end
}

// NewParts returns an empty memory.
func NewParts() *Parts { return &Parts{ids: map[*site.Page]string{}} }

// Add remembers the ids of a page. Pages without any take no room.
func (p *Parts) Add(page *site.Page, ids []string) {
	if len(ids) == 0 {
		return
	}
	joined := " " + strings.Join(ids, " ") + " "
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ids[page] = joined
}

// Anchors reports links to parts that the page they lead to does not have. The
// page's own frame has "main", whatever the text says.
func (p *Parts) Anchors(links []render.Anchor) []problem.Problem {
	var problems []problem.Problem
	for _, link := range links {
		ids := p.ids[link.Page]
		if link.Fragment == "main" || strings.Contains(ids, " "+link.Fragment+" ") {
			continue
		}
		args := problem.Args{"target": target(link.Page), "anchor": link.Fragment}
		if near, ok := fold.Nearest(link.Fragment, strings.Fields(ids)); ok {
			args["suggestion"] = near
		}
		problems = append(problems, problem.New(problem.LinkNoAnchor, link.At, args))
	}
	return problems
}

func target(p *site.Page) string {
	if p.Entry != nil {
		return strings.TrimPrefix(p.Entry.File.Path, content.Root+"/")
	}
	return "/" + p.Path
}
