package deploy

import (
	"encoding/json"
	"slices"
)

// Page is a page of the site as people know it.
type Page struct {
	Path  string `json:"path"` // of its file: "duoi-nuoc/index.html"
	Title string `json:"title"`
	File  string `json:"file,omitempty"` // of its text, from the site's folder; "" of a page made from lists
	Sum   string `json:"sum,omitempty"`  // of its text
}

// What is the kind of a change.
type What string

// The kinds of changes of a page.
const (
	Added     What = "added"
	Removed   What = "removed"
	Rewritten What = "rewritten" // its own text
	Around    What = "around"    // lists, menus, pictures: what stands around its text
	Unknown   What = "changed"   // nobody on this machine knows what was published before
)

// Change is what a release does to a page.
type Change struct {
	Page
	What What
	Was  string // the title that it had, where that is another one
}

// pageRecord is what this machine remembers of the pages at a place, in pages.json. It
// counts only for the release that it names: others may publish there too.
type pageRecord struct {
	Release string  `json:"release"`
	Pages   []Page  `json:"pages"`
	Before  *before `json:"before,omitempty"`
}

// before is the record of the release before, for a return.
type before struct {
	Release string `json:"release"`
	Pages   []Page `json:"pages"`
}

const pagesFile = "pages.json"

// readPages reads the record; an empty one if there is none or it cannot be understood.
func (w *workspace) readPages() (record pageRecord) {
	data, err := w.memory.ReadFile(pagesFile)
	if err != nil || json.Unmarshal(data, &record) != nil {
		return pageRecord{}
	}
	return record
}

// keepPages remembers the pages of a release that was published.
func (w *workspace) keepPages(r *release) error {
	if r.next == nil {
		return nil
	}
	next := pageRecord{Release: r.state.release, Pages: r.next}
	switch old, known := r.there(); {
	case r.state.release == r.was:
		next.Before = r.pages.Before
	case known && !r.options.Rollback:
		next.Before = &before{r.was, old}
	}
	data, err := json.Marshal(next)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return w.options.Build.Disk.Replace(w.memory, pagesFile, data, 0o644)
}

// there are the pages that the place has, if this machine knows them.
func (r *release) there() ([]Page, bool) {
	return r.pages.Pages, r.pages.Release != "" && r.pages.Release == r.was
}

// wanted are the pages that the place is to have; nil if nobody knows.
func (r *release) wanted() []Page {
	if !r.options.Rollback {
		return r.options.Pages
	}
	if b := r.pages.Before; b != nil && b.Release == r.previous.release {
		return b.Pages
	}
	return nil
}

// changes says which pages the plan is about, and what happens to each.
func (r *release) changes() []Change {
	r.was, r.next = r.state.release, r.wanted()
	old, known := r.there()
	was := byPath(old)
	sent := map[string]bool{}
	for _, path := range r.plan.Put {
		sent[path] = true
	}
	var all []Change
	for _, page := range r.next {
		if sent[page.Path] {
			all = append(all, r.changeOf(page, was, known))
		}
	}
	gone := byPath(slices.Concat(r.options.Pages, old)) // what is remembered counts more
	for _, path := range r.plan.Remove {
		if page, ok := gone[path]; ok {
			all = append(all, Change{Page: page, What: Removed})
		}
	}
	return all
}

// changeOf says what happens to a page that is sent.
func (r *release) changeOf(page Page, was map[string]Page, known bool) Change {
	change := Change{Page: page, What: Unknown}
	old, titled := was[page.Path]
	_, lies := r.state.files[page.Path]
	switch {
	case !lies && !r.state.doubt[page.Path]:
		change.What = Added
	case !known || !titled:
	case old.Sum != page.Sum || old.Title != page.Title:
		change.What = Rewritten
		if old.Title != page.Title {
			change.Was = old.Title
		}
	default:
		change.What = Around
	}
	return change
}

func byPath(pages []Page) map[string]Page {
	all := make(map[string]Page, len(pages))
	for _, p := range pages {
		all[p.Path] = p
	}
	return all
}
