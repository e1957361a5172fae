package build

import (
	"cmp"
	"sync"

	"loa/internal/base/output"
	"loa/internal/generator/render"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
)

// searched gathers what can be searched, by edition; nil if nothing is.
type searched map[*site.Edition]*search.Index

func (p *Project) searched() searched {
	if !p.Settings.Search.Enabled {
		return nil
	}
	all := searched{}
	for _, e := range p.Site.Editions {
		all[e] = search.New()
	}
	return all
}

// add takes in a rendered page.
func (s searched) add(p *site.Page, out render.Output) {
	if s == nil || !searchable(p) {
		return
	}
	s[p.Edition].Add(asSearched(p, out))
}

// searchable: what somebody wrote in the edition's own language, and the pages
// of topics and other terms.
func searchable(p *site.Page) bool {
	switch p.Kind {
	case site.Search, site.NotFound, site.Offline:
		return false
	case site.Topic, site.Audience, site.Level, site.Unit, site.Author:
		return true
	}
	return p.Entry != nil && !p.Fallback
}

func asSearched(p *site.Page, out render.Output) search.Page {
	s := search.Page{Number: p.Index, Title: p.Title, Summary: p.Summary(), Path: p.Path, Text: out.Plain}
	for _, h := range out.Headings {
		s.Headings = append(s.Headings, search.Heading{ID: h.ID, Text: h.Text})
	}
	if p.Entry == nil {
		return s
	}
	s.Emergency = p.Entry.Emergency
	if d := p.Entry.Document; d != nil {
		s.Marks = append(s.Marks, d.Number, d.Type, d.Issuer, d.Signer)
	}
	if e := p.Entry.Event; e != nil {
		s.Marks = append(s.Marks, e.Place, e.Organizer)
	}
	v := p.Values()
	for _, key := range v.Topics {
		s.Marks = append(s.Marks, termName(p, site.Topic, key))
	}
	s.Marks = append(s.Marks, termName(p, site.Unit, v.Unit))
	return s
}

func termName(p *site.Page, kind site.Kind, key string) string {
	if t := p.Edition.Term(kind, key); t != nil {
		return cmp.Or(t.Name, key)
	}
	return ""
}

// searchIndexes writes what the pages so far gave to search, several languages at a time.
// A piece has its name from what it holds: where two languages have the same
// words, it is one file.
func searchIndexes(r *run) error {
	if r.texts == nil {
		return nil
	}
	var written sync.Map
	err := parallel(r.Options.Workers, len(r.Site.Editions), func(i int) error {
		e := r.Site.Editions[i]
		if r.texts[e] == nil { // a pack is without this language
			return nil
		}
		if r.keep != nil {
			together(r.texts[e], e)
		}
		return r.texts[e].Write(e.Language.Tag, func(path string, data []byte) error {
			class := output.Asset
			if path == search.Names(e.Language.Tag) {
				class = output.EntryPoint
			}
			if r.keep != nil {
				r.keep.speaks(path, e.Prefix)
			}
			if _, twice := written.LoadOrStore(path, true); twice {
				return nil
			}
			return r.sink.Write(path, class, data)
		})
	})
	for _, e := range r.Site.Editions {
		if r.keep != nil && r.texts[e] != nil {
			r.keep.note(e, r.texts[e])
		}
	}
	r.texts = nil
	return err
}

// together tells an index which pages readers have together: those that are saved at
// once, then those of each topic.
func together(x *search.Index, e *site.Edition) {
	x.Together(numbersOf(e.Pages, func(p *site.Page) bool { return p == e.Home || atOnce(p) }))
	for _, t := range e.Terms[site.Topic] {
		if t.Page == nil {
			continue
		}
		x.Together(numbersOf(append([]*site.Page{t.Page}, t.Page.Items...), func(*site.Page) bool { return true }))
	}
}

// numbersOf are the numbers of the pages that are among some and can be searched.
func numbersOf(pages []*site.Page, among func(*site.Page) bool) []int {
	var numbers []int
	for _, p := range pages {
		if searchable(p) && among(p) {
			numbers = append(numbers, p.Index)
		}
	}
	return numbers
}

// wholeIndexes are the search data of the preview: one file for each language, made
// from all pages when it is asked for.
func wholeIndexes(p *Project) []Output {
	if !p.Settings.Search.Enabled {
		return nil
	}
	var all []Output
	for _, e := range p.Site.Editions {
		all = append(all, Output{Path: search.Names(e.Language.Tag), Class: output.EntryPoint, make: func() (Made, error) {
			return wholeIndex(p, e)
		}})
	}
	return all
}

func wholeIndex(p *Project, e *site.Edition) (Made, error) {
	x := searched{e: search.New()}
	err := parallel(p.Options.Workers, len(e.Pages), func(i int) error {
		if !searchable(e.Pages[i]) {
			return nil
		}
		out, err := p.Renderer.Text(e.Pages[i])
		x.add(e.Pages[i], out)
		out.Release()
		return err
	})
	return Made{Data: x[e].Whole()}, err
}
