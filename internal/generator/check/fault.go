package check

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// faults reports what is wrong in the HTML of pages. What comes of a template is
// wrong on every page alike, so each fault is told once, with the first page.
type faults struct {
	texts *content.Reader

	mu    sync.Mutex
	found map[string]*foundFault
}

type foundFault struct {
	fault
	page  *site.Page // the first by its address
	count int
}

func newFaults(texts *content.Reader) *faults {
	return &faults{texts: texts, found: map[string]*foundFault{}}
}

func (f *faults) Look(p *Page) []problem.Problem {
	for _, one := range p.read().faults {
		if one.code == problem.HTMLDuplicateID && p.told(problem.MarkdownDuplicateID, one.args["id"]) {
			continue
		}
		key := fmt.Sprint(one.code, one.args)
		f.mu.Lock()
		known := f.found[key]
		if known == nil {
			known = &foundFault{fault: one, page: p.Page}
			f.found[key] = known
		} else if p.Path < known.page.Path {
			known.page = p.Page
		}
		known.count++
		f.mu.Unlock()
	}
	return nil
}

// told reports whether the rendering has told of an id already.
func (p *Page) told(code problem.Code, id any) bool {
	return slices.ContainsFunc(p.Told, func(t problem.Problem) bool { return t.Code == code && t.Args["id"] == id })
}

// read understands the page's HTML, once for all rules.
func (p *Page) read() *markup {
	if p.markup == nil {
		m := read(p.HTML)
		p.markup = &m
	}
	return p.markup
}

// Close tells of each fault once.
func (f *faults) Close() []problem.Problem {
	var problems []problem.Problem
	for _, key := range slices.Sorted(maps.Keys(f.found)) {
		one := f.found[key]
		args := maps.Clone(one.args)
		args["page"] = "/" + one.page.Path
		if one.count > 1 {
			args["more"] = one.count - 1
		}
		problems = append(problems, problem.New(one.code, one.place(f.texts), args))
	}
	slices.SortFunc(problems, func(a, b problem.Problem) int { return cmp.Compare(a.Place.File, b.Place.File) })
	return problems
}

// place finds the fault in the text of the page, if it stands there.
func (f *foundFault) place(texts *content.Reader) problem.Place {
	at := placeOf(f.page)
	if f.page.Entry == nil || f.mark == "" {
		return at
	}
	text, start, err := texts.Body(f.page.Entry, new([]byte))
	if err != nil {
		return at
	}
	for _, form := range []string{`id="` + f.mark + `"`, `id='` + f.mark + `'`, "id=" + f.mark, "{#" + f.mark + "}"} {
		if i := bytes.LastIndex(text.Bytes[start:], []byte(form)); i >= 0 {
			return text.Place(start+i, len(form))
		}
	}
	return at
}
