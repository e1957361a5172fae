package build

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"loa/internal/generator/render"
)

// sameFaces reports whether no other page has anything new to see of an entry (see
// content.Face), or all addresses are the same, so that it can be found out which pages
// have.
func (p *past) sameFaces(now *Project) bool {
	if len(now.Entries) != len(p.told.Entries) {
		return false
	}
	keys := map[string]bool{}
	for i, e := range now.Entries {
		if string(e.Face[:]) != p.told.Entries[i].Face {
			keys[e.Key] = true
		}
	}
	if len(keys) == 0 {
		return true
	}
	p.kinds |= ofFronts
	for _, e := range now.Entries { // what is told of a translation, its source decides
		if keys[e.Key] {
			p.changed[e.File.Name] = true
		}
	}
	return now.Site.Places() == p.told.Places && !slices.ContainsFunc(p.told.Used, func(u used) bool { return u.Boxes > 0 })
}

// findRenewed finds the pages that show something else of the site than they did, or of
// which readers keep more or less than they did.
func (p *past) findRenewed(r *run) error {
	if p.kinds&ofFronts == 0 {
		return nil
	}
	p.renewed = map[string]bool{}
	var all []Output
	for _, o := range slices.Concat(lists(r.Project), entries(r.Project)) {
		if p.page(o) != nil {
			all = append(all, o)
		}
	}
	var found sync.Map
	err := parallel(r.Options.Workers, len(all), func(i int) error {
		if o := all[i]; p.renews(r, o) {
			found.Store(o.Path, nil)
		}
		return r.ctx.Err()
	})
	for path := range found.Range {
		p.renewed[path.(string)] = true
	}
	return err
}

func (p *past) renews(r *run, o Output) bool {
	t := p.page(o)
	if t.Others || t.Viewed == 0 || r.keep != nil && !r.keep.ledger.Fits(o.Path, t.File.Note) {
		return true
	}
	return r.viewed(o, r.Renderer.Viewed(o.Page, o.Number)) != t.Viewed
}

// viewed is a digest of all that an output of a page shows and that is searched of it,
// but for its text; 0 if that cannot be told. view is that of the renderer.
func (p *Project) viewed(o Output, view uint64) uint64 {
	if view == 0 || o.Number > 1 || !searchable(o.Page) {
		return view
	}
	s := asSearched(p.Renderer, o.Page, render.Output{})
	words := append(s.Marks, s.Title, s.Summary, s.Path, s.Note, fmt.Sprint(s.Emergency, view))
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return binary.LittleEndian.Uint64(sum[:])
}
