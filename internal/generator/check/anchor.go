// Package check finds what is wrong in and between pages once all of them are known:
// links to parts that no page has, files that no page uses, and what the rules of
// loa check look for. A rule is one file with a Look, listed in rules.go.
package check

import (
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// Parts remembers which ids every page has, in little space: a hash of each, so
// that one dead link in four thousand million may pass. Add may be called from
// any number of goroutines.
type Parts struct {
	mu  sync.Mutex
	ids map[*site.Page][]uint32
}

// NewParts returns an empty memory.
func NewParts() *Parts { return &Parts{ids: map[*site.Page][]uint32{}} }

// Add remembers the ids of a page. Pages without any take no room.
func (p *Parts) Add(page *site.Page, ids []string) {
	if len(ids) == 0 {
		return
	}
	hashes := make([]uint32, len(ids))
	for i, id := range ids {
		hashes[i] = hash(id)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ids[page] = hashes
}

// Hashes are what is remembered of a page's ids, and Recall remembers them again in
// another process.
func (p *Parts) Hashes(page *site.Page) []uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ids[page]
}

// Recall remembers ids of which Hashes told.
func (p *Parts) Recall(page *site.Page, hashes []uint32) {
	if len(hashes) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ids[page] = hashes
}

// Has reports whether a page has a part, when all pages are known.
func (p *Parts) Has(page *site.Page, fragment string) bool {
	return fragment == "main" || slices.Contains(p.ids[page], hash(fragment))
}

func hash(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()
}

// Anchors reports links to parts that the page they lead to does not have. The
// page's own frame has "main", whatever the text says. ids tells the ids of a
// page once more, for a suggestion; it is asked once for each page.
func (p *Parts) Anchors(links []render.Anchor, ids func(*site.Page) []string) []problem.Problem {
	var problems []problem.Problem
	known := map[*site.Page]*fold.Names{}
	for _, link := range links {
		if p.Has(link.Page, link.Fragment) {
			continue
		}
		args := problem.Args{"target": target(link.Page), "anchor": link.Fragment}
		names, asked := known[link.Page]
		if !asked {
			names = fold.NewNames(ids(link.Page))
			known[link.Page] = names
		}
		if near, ok := names.Nearest(link.Fragment); ok {
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
