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
func (s searched) add(r *render.Renderer, p *site.Page, out render.Output) {
	if s == nil || !searchable(p) {
		return
	}
	s[p.Edition].Add(asSearched(r, p, out))
}

// searchable: what somebody wrote in the edition's own language, the months of the
// calendar, and the pages of topics and other terms.
func searchable(p *site.Page) bool {
	if p.Edition.Calendar.IsMonth(p) {
		return true
	}
	switch p.Kind {
	case site.Search, site.NotFound, site.Offline:
		return false
	case site.Topic, site.Audience, site.Level, site.Unit, site.Author:
		return true
	}
	return p.Entry != nil && !p.Fallback
}

// shownOf is what search shows of a page, but for its text.
func shownOf(r *render.Renderer, p *site.Page) search.Page {
	found := r.Found(p)
	return search.Page{Number: p.Index, Title: found.Title, Summary: p.Summary(), Path: p.Path, Note: found.Note, Marks: found.Words, Emergency: p.Entry != nil && p.Entry.Emergency}
}

func asSearched(r *render.Renderer, p *site.Page, out render.Output) search.Page {
	s := shownOf(r, p)
	s.Text = out.Plain
	for _, h := range out.Headings {
		s.Headings = append(s.Headings, search.Heading{ID: h.ID, Text: h.Text})
	}
	if p.Entry == nil {
		return s
	}
	s.Marks = append(s.Marks, p.Entry.Keywords...)
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
	w := indexing{run: r}
	all := make([]indexTold, len(r.Site.Editions))
	err := parallel(r.Options.Workers, len(all), func(i int) (err error) {
		if e := r.Site.Editions[i]; r.texts[e] != nil { // else a pack is without this language
			all[i], err = w.index(e)
		}
		return err
	})
	for i, e := range r.Site.Editions {
		if r.keep != nil && r.texts[e] != nil {
			r.keep.titles[e] = all[i].Titles
		}
		r.notes.index(all[i])
	}
	r.texts = nil
	return err
}

// indexing writes the indexes of a build.
type indexing struct {
	*run
	written sync.Map // paths
}

// index writes that of one language, or keeps it as it is.
func (w *indexing) index(e *site.Edition) (indexTold, error) {
	tag := e.Language.Tag
	if known := w.past.index(e); known != nil {
		return *known, w.keepIndex(e, known)
	}
	x, t, of := w.texts[e], indexTold{Language: tag}, languageOf(w.Project, e, w.texts)
	if w.keep != nil {
		together(x, e)
	}
	before := w.past.pieces(tag)
	if w.notes != nil {
		t.fresh = x.Append(nil)
		t.Words, t.Sum = digest(t.fresh), x.Sum(of, t.fresh)
		if known := w.past.toldIndex(tag); known != nil && known.Sum == t.Sum {
			return *known, w.keepIndex(e, known)
		}
	}
	err := x.Write(of, func(path string, data []byte) error {
		class := output.Asset
		if path == search.Names(tag) {
			class = output.EntryPoint
		}
		t.Files = append(t.Files, placed{Path: path, Class: class})
		return w.take(e, path, func() error {
			if f, there := before[path]; there && class == output.Asset { // its name is that of its bytes
				return w.keepFile(f)
			}
			return w.sink.Write(path, class, data)
		})
	})
	t.Titles = titlesOf(tag, x)
	return t, err
}

// keepIndex keeps the files of a language as they are.
func (w *indexing) keepIndex(e *site.Edition, known *indexTold) error {
	for _, f := range known.Files {
		if err := w.take(e, f.Path, func() error { return w.keepFile(f) }); err != nil {
			return err
		}
	}
	return nil
}

// take makes a file of a language, unless another one has the same.
func (w *indexing) take(e *site.Edition, path string, put func() error) error {
	if w.keep != nil {
		w.keep.speaks(path, e.Prefix)
	}
	if _, twice := w.written.LoadOrStore(path, true); twice {
		return nil
	}
	return put()
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
	all := p.searched()
	err := parallel(p.Options.Workers, len(e.Pages), func(i int) error {
		if !searchable(e.Pages[i]) {
			return nil
		}
		out, err := p.Renderer.Text(e.Pages[i])
		x.add(p.Renderer, e.Pages[i], out)
		out.Release()
		return err
	})
	return Made{Data: x[e].Whole(languageOf(p, e, all))}, err
}
