package build

import (
	"io"
	"maps"
	"path"
	"slices"
	"sync"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/offline"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
)

// noting is a sink that notes what readers may keep.
type noting struct {
	Sink
	ledger *offline.Ledger
}

func (n noting) Write(path string, class output.Class, data []byte) error {
	n.ledger.Note(path, data)
	return n.Sink.Write(path, class, data)
}

func (n noting) Copy(path string, class output.Class, from func() (io.ReadCloser, error), size int64) error {
	n.ledger.NotePhoto(path, size)
	return n.Sink.Copy(path, class, from, size)
}

// shown notes the pictures of pages by the page's file.
type shown struct {
	mu     sync.Mutex
	byPage map[string][]string
}

// add takes in what a page shows, from any goroutine.
func (s *shown) add(file string, pictures []string) {
	if len(pictures) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byPage == nil {
		s.byPage = map[string][]string{}
	}
	s.byPage[file] = pictures
}

// note begins to note what readers may keep.
func (r *run) note() {
	if r.Settings.Offline.Enabled {
		r.ledger = offline.NewLedger(r.plan().Core)
		r.sink = noting{r.sink, r.ledger}
	}
}

// offline writes the worker and what it lists. A site that keeps nothing gets a
// worker that takes an earlier one away.
func (r *run) offline() error {
	if r.ledger == nil {
		gone := offline.Gone()
		return r.sink.Write(gone.Path, output.EntryPoint, gone.Data)
	}
	outputs, weight := offline.Make(r.ledger, r.plan())
	r.weight = weight
	r.report(r.tooHeavy())
	for _, o := range outputs {
		class := output.Asset
		if o.Path == offline.Worker {
			class = output.EntryPoint
		}
		if err := r.sink.Write(o.Path, class, o.Data); err != nil {
			return err
		}
	}
	return nil
}

// tooHeavy warns of what readers do not get unasked, though its author or the
// settings wanted it.
func (r *run) tooHeavy() []problem.Problem {
	var found []problem.Problem
	at, w := problem.Place{File: "site.toml"}, r.weight
	if len(w.Left) > 0 {
		found = append(found, problem.New(problem.OfflineCore, at, problem.Args{"limit": problem.Size(offline.CoreLimit), "files": w.Left}))
	}
	if !w.Auto {
		var pages []string
		for _, h := range r.heavy.list() {
			pages = append(pages, h.Address)
		}
		found = append(found, problem.New(problem.OfflineBudget, at, problem.Args{"size": problem.Size(w.Text), "limit": problem.Size(w.Budget), "pages": pages}))
	}
	return found
}

// plan says what readers keep: at once what they may need most, in all languages.
func (r *run) plan() offline.Plan {
	p := offline.Plan{Never: map[string]bool{}, Offline: map[string]string{}, Budget: int64(r.Settings.Offline.Budget)}
	for _, a := range r.Theme.Assets { // no page without what it is shown with
		switch path.Ext(a.Path) {
		case ".css", ".js", ".svg":
			p.Core = append(p.Core, a.Path)
		}
	}
	for _, e := range r.Site.Editions {
		p.Core = append(p.Core, r.shell(e)...)
	}
	for _, e := range r.Site.Editions {
		p.Core = append(p.Core, r.always(e, &p)...)
	}
	for _, e := range r.Site.Editions {
		p.Core = append(p.Core, r.titles[e].core...)
		p.Topics = append(p.Topics, r.topics(e)...)
		p.Chosen = append(p.Chosen, r.titles[e].rest...)
		p.Chosen = append(p.Chosen, slices.Concat(r.titles[e].topics...)...)
	}
	p.Photos = slices.Concat(slices.Collect(maps.Values(r.shown.byPage))...)
	return p
}

// shell is what a reader needs without a network, whatever it is about.
func (r *run) shell(e *site.Edition) []string {
	var paths []string
	for _, key := range []string{":offline", ":search"} {
		if p := e.Page(key); p != nil {
			paths = append(paths, p.File())
		}
	}
	if e.Home != nil {
		paths = append(paths, e.Home.File())
	}
	return paths
}

func urgent(p *site.Page) bool { return p.Entry != nil && p.Entry.Emergency }

func always(p *site.Page) bool { return p.Values().Offline == "always" }

// always are the pages for emergencies and those whose author wants them kept.
func (r *run) always(e *site.Edition, plan *offline.Plan) []string {
	var first, others []string
	for _, p := range e.Pages {
		switch {
		case urgent(p):
			first = append(first, p.File())
		case always(p):
			others = append(others, p.File())
		case p.Values().Offline == "never":
			plan.Never[p.File()] = true
		}
		if p.Kind == site.Offline {
			plan.Offline[e.Prefix] = p.Path
		}
	}
	for _, moved := range e.Moved {
		plan.Never[moved.File()] = true
	}
	return append(first, others...)
}

// topics are what a reader can save together: a topic's pages, all that they
// list, the calendar files and pictures of these, and the calendar.
func (r *run) topics(e *site.Edition) []offline.Topic {
	feeds := map[*site.Page][]string{}
	for _, f := range e.ICSFeeds() {
		feeds[f.Page] = append(feeds[f.Page], f.Path)
	}
	var all []offline.Topic
	for _, t := range e.Terms[site.Topic] {
		if t.Page == nil {
			continue
		}
		topic := offline.Topic{Key: e.Prefix + t.Term.Key, Name: t.Name, Language: e.Language.Tag}
		if c := e.CalendarHome(); c != nil {
			topic.Paths = append(topic.Paths, c.File())
		}
		for n := 2; n <= t.Page.PageCount(); n++ {
			topic.Paths = append(topic.Paths, t.Page.PathOn(n)+"index.html")
		}
		for _, p := range append([]*site.Page{t.Page}, t.Page.Items...) {
			topic.Paths = append(append(topic.Paths, p.File()), feeds[p]...)
			topic.Paths = append(topic.Paths, r.shown.byPage[p.File()]...)
		}
		if kept := r.titles[e].topics; len(kept) > 0 {
			topic.Paths = append(topic.Paths, kept[len(all)]...)
		}
		all = append(all, topic)
	}
	return all
}

// workers is the worker of the preview, which keeps nothing.
func (p *Project) workers() []Output {
	return []Output{{Path: offline.Worker, Class: output.EntryPoint, make: ready(offline.Gone().Data)}}
}

// titles are files of search with what is shown of pages.
type titles struct {
	core   []string   // of use to every reader
	topics [][]string // of the pages of each topic
	rest   []string   // of what is in neither
}

// keepTitles notes which files of search readers may keep; see together for their order.
func (r *run) keepTitles(e *site.Edition, x *search.Index) {
	if r.titles == nil {
		r.titles = map[*site.Edition]titles{}
	}
	t := titles{core: x.Titles(e.Language.Tag)}
	if kept := x.Kept(); len(kept) > 0 {
		last := len(kept) - 1
		t.core, t.topics, t.rest = append(t.core, kept[0]...), kept[1:last], kept[last]
	}
	r.titles[e] = t
}
