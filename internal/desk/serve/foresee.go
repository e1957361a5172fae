package serve

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// Foresee are the problems that a build would tell if the site were as imagined,
// weighed: those between entries, those of the pages of i.File, and links of other
// pages to parts that these pages would no longer have. What other pages have of their
// own is left out. The error is an I/O error.
func (m Moment) Foresee(i build.Imagined) ([]problem.Problem, error) {
	p, err := m.Project.Imagine(i)
	if err != nil {
		return nil, err
	}
	return m.foreseen(p, map[string]bool{i.File: true})
}

// Adds are the errors that the site would have with another text of the entry to.File
// and does not have as from, wherever in their files they stand. Where an entry gets,
// loses or changes an address (to.File, and what a text that hides takes out beside it), or
// to.File loses a part that links may lead to, the pages that may link to it are looked at,
// too: the preview may not know them yet. to.File may be site.toml: then all is read anew
// with it, and no single page is looked at. The error is an I/O error.
func (m Moment) Adds(from, to build.Imagined) ([]problem.Problem, error) {
	before, err := m.Project.Imagine(from)
	if err != nil {
		return nil, err
	}
	after, err := m.Project.Imagine(to)
	if err != nil {
		return nil, err
	}
	looked := map[string]bool{to.File: true}
	lost, err := losesParts(before, after, to.File)
	if err != nil {
		return nil, err
	}
	old, next := addresses(before), addresses(after)
	if to.File == build.SettingsFile { // a language gives every entry one more
		old, next = nil, nil
	}
	others := map[string][]address{}
	for file := range old {
		if !slices.Equal(old[file], next[file]) || lost && file == to.File {
			others[file] = append(old[file], next[file]...)
		}
	}
	for file := range next {
		if old[file] == nil {
			others[file] = next[file]
		}
	}
	if err := mentioning(after, others, looked); err != nil {
		return nil, err
	}
	had, err := m.foreseen(before, looked)
	if err != nil {
		return nil, err
	}
	would, err := m.foreseen(after, looked)
	return newErrors(had, would), err
}

// foreseen are the problems of a project, as far as they are between entries or on the
// pages of some of them, by file.
func (m Moment) foreseen(p *build.Project, files map[string]bool) ([]problem.Problem, error) {
	made, found, err := lookAt(p, files)
	if err != nil || p.Renderer == nil {
		return p.Weigh(p.Problems), err
	}
	found = append(found, p.Problems...)
	for _, f := range p.Renderer.Files.Used() {
		_, taken := p.UsedFile(f)
		found = append(found, taken...)
	}
	anchors, err := m.server.ledger.anchorsAround(m.state, p, made)
	return p.Weigh(append(found, anchors...)), err
}

// newErrors are the errors of one list that another does not have as often.
func newErrors(had, would []problem.Problem) (added []problem.Problem) {
	name := func(p problem.Problem) string { return fmt.Sprint(p.Code, " ", p.Place.File, " ", p.Args) }
	count := map[string]int{}
	for _, p := range had {
		count[name(p)]++
	}
	for _, p := range would {
		if p.Severity != problem.Error {
			continue
		}
		if count[name(p)]--; count[name(p)] < 0 {
			added = append(added, p)
		}
	}
	return added
}

// losesParts reports whether a page of an entry no longer has a part that it had.
func losesParts(before, after *build.Project, file string) (bool, error) {
	of := map[string]bool{file: true}
	had, _, err := lookAt(before, of)
	if err != nil {
		return false, err
	}
	has, _, err := lookAt(after, of)
	for at, r := range had {
		if slices.ContainsFunc(r.ids, func(id string) bool { return !slices.Contains(has[at].ids, id) }) {
			return true, err
		}
	}
	return false, err
}

// address is where a page of an entry is.
type address struct {
	path     string
	fallback bool // it stands in for a translation
}

// addresses are those of the pages of all entries, by file.
func addresses(p *build.Project) map[string][]address {
	all := map[string][]address{}
	if p.Site == nil {
		return all
	}
	for _, e := range p.Site.Editions {
		for _, page := range e.Pages {
			if page.Entry != nil {
				file := page.Entry.File.Name
				all[file] = append(all[file], address{page.Path, page.Fallback})
			}
		}
	}
	return all
}

// mentioning adds the entries whose text has the name of one of others in a link, or the
// last part of one of its addresses.
func mentioning(p *build.Project, others map[string][]address, files map[string]bool) error {
	if len(others) == 0 {
		return nil
	}
	signs := map[string][][]byte{}
	for file, addresses := range others {
		signs[file] = signsOf(file, addresses)
	}
	for _, e := range p.Entries {
		text, err := fs.ReadFile(p.Disk(), e.File.Name)
		if err != nil {
			return fmt.Errorf("looking for links: %w", err)
		}
		for file, signs := range signs {
			if file != e.File.Name && slices.ContainsFunc(signs, func(sign []byte) bool { return bytes.Contains(text, sign) }) {
				files[e.File.Name] = true
			}
		}
	}
	return nil
}

// signsOf are what a text has that links to an entry.
func signsOf(file string, addresses []address) [][]byte {
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if base = strings.TrimSuffix(base, path.Ext(base)); base == "index" || base == "_index" {
		base = path.Base(path.Dir(file))
	}
	signs := [][]byte{[]byte(base + "."), []byte(base + "/")}
	for _, at := range addresses {
		signs = append(signs, []byte(path.Base(at.path)+"/"))
	}
	return signs
}

// lookAt makes the pages of some entries, by file, and gathers what they tell.
func lookAt(p *build.Project, files map[string]bool) (made map[string]record, found []problem.Problem, err error) {
	made = map[string]record{}
	if p.Renderer == nil {
		return made, nil, nil
	}
	for _, o := range p.Outputs() {
		if o.Page == nil || o.Page.Entry == nil || o.Number != 1 || !files[entryFile(o)] {
			continue
		}
		out, err := p.Make(o)
		if err != nil {
			return nil, nil, err
		}
		made[o.Path] = recordOf(o, out)
		found = append(found, out.Problems...)
	}
	return made, found, nil
}

// anchorsAround are the links to parts that no page would have, as far as pages are
// known: those that were made anew, those that these lead to, and others as the preview
// knows them. The error is an I/O error.
func (l *ledger) anchorsAround(st *state, p *build.Project, made map[string]record) ([]problem.Problem, error) {
	known := l.known(st)
	maps.Copy(known, made)
	outputs := map[string]build.Output{}
	for _, o := range p.Outputs() {
		if o.Page != nil {
			outputs[o.Path] = o
		}
	}
	for _, r := range made {
		for _, link := range r.anchors {
			at := link.Page.File()
			if _, there := known[at]; there || outputs[at].Page == nil {
				continue
			}
			out, err := p.Make(outputs[at])
			if err != nil {
				return nil, err
			}
			known[at] = recordOf(outputs[at], out)
		}
	}
	parts := check.NewParts()
	var links []render.Anchor
	for at, r := range known {
		if o := outputs[at]; o.Page != nil {
			parts.Add(o.Page, r.ids)
			links = append(links, r.anchors...)
		}
	}
	var sure []render.Anchor // to pages that are known
	for _, link := range links {
		if _, there := known[link.Page.File()]; there && outputs[link.Page.File()].Page != nil {
			sure = append(sure, render.Anchor{Page: outputs[link.Page.File()].Page, Fragment: link.Fragment, At: link.At})
		}
	}
	return parts.Anchors(sure, func(page *site.Page) []string { return known[page.File()].ids }), nil
}
