package build

import (
	"hash/crc32"
	"io"
	"maps"
	"path"
	"slices"
	"sync"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/feed"
	"loa/internal/generator/offline"
	"loa/internal/generator/render"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
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
	if !offline.NeedsSum(path) {
		n.ledger.NotePhoto(path, size, 0)
		return n.Sink.Copy(path, class, from, size)
	}
	var sum uint32
	err := n.Sink.Copy(path, class, func() (io.ReadCloser, error) { return summed(from, &sum) }, size)
	n.ledger.NotePhoto(path, size, sum)
	return err
}

// summed opens a file. When its end has been read, sum is that of its bytes.
func summed(from Opener, sum *uint32) (io.ReadCloser, error) {
	file, err := from()
	if err != nil {
		return nil, err
	}
	return &summing{ReadCloser: file, whole: sum}, nil
}

type summing struct {
	io.ReadCloser
	sum   uint32
	whole *uint32
}

func (s *summing) Read(b []byte) (int, error) {
	n, err := s.ReadCloser.Read(b)
	s.sum = crc32.Update(s.sum, crc32.IEEETable, b[:n])
	if err == io.EOF {
		*s.whole = s.sum
	}
	return n, err
}

// keeper gathers what readers may save on their devices.
type keeper struct {
	site   *site.Site
	theme  *theme.Theme
	budget int64 // in bytes, compressed; 0 for no limit
	ledger *offline.Ledger
	titles map[*site.Edition]titles
	weight offline.Weight
	pieces sync.Map // files of search → prefix of the one language that has it, or of several (shared)

	mu       sync.Mutex
	pictures map[string][]string // by the page's file
}

func newKeeper(s *site.Site, t *theme.Theme, budget int64) *keeper {
	k := &keeper{site: s, theme: t, budget: budget, titles: map[*site.Edition]titles{}, pictures: map[string][]string{}}
	k.ledger = offline.NewLedger(k.plan().Core)
	return k
}

// shows notes the pictures of a page. A nil keeper notes nothing. Any goroutine may
// call it.
func (k *keeper) shows(file string, pictures []string) {
	if k == nil || len(pictures) == 0 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.pictures[file] = pictures
}

// serviceWorker writes the service worker and what it lists. A site of which nothing is
// saved gets a worker that removes an earlier one.
func serviceWorker(r *run) error {
	if r.keep == nil {
		gone := offline.Gone()
		return r.sink.Write(gone.Path, output.EntryPoint, gone.Data)
	}
	outputs, weight := offline.Make(r.keep.ledger, r.keep.plan())
	r.keep.weight = weight
	r.report(tooHeavy(weight, r.heavy.list()))
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

// tooHeavy warns of what devices do not save by themselves, though its author or
// the settings wanted it.
func tooHeavy(w offline.Weight, heaviest []Heavy) []problem.Problem {
	var found []problem.Problem
	at := problem.Place{File: "site.toml"}
	if len(w.Left) > 0 {
		found = append(found, problem.New(problem.OfflineCore, at, problem.Args{"limit": problem.Size(offline.CoreLimit), "files": w.Left}))
	}
	if !w.Auto {
		var pages []string
		for _, h := range heaviest {
			pages = append(pages, h.Address)
		}
		found = append(found, problem.New(problem.OfflineBudget, at, problem.Args{"size": problem.Size(w.Text), "limit": problem.Size(w.Budget), "pages": pages}))
	}
	return found
}

// plan says what devices save: at once what readers may need most, in all
// languages.
func (k *keeper) plan() offline.Plan {
	p := offline.Plan{Never: k.never(), Offline: map[string]string{}, Names: map[string]string{}, Pieces: k.owned(), Budget: k.budget}
	for _, e := range k.site.Editions {
		p.Names[e.Prefix] = e.Language.Name
		p.Never[feed.WarningsPath(e)] = true
	}
	for _, w := range feed.Own(k.site) {
		p.Never[feed.CAPPath(w)] = true
	}
	for _, a := range k.theme.Assets { // no page without what it is shown with
		switch path.Ext(a.Path) {
		case ".css", ".js", ".svg":
			p.Core = append(p.Core, a.Path)
		}
	}
	for _, e := range k.site.Editions {
		p.Core = append(p.Core, shell(e)...)
	}
	for _, e := range k.site.Editions {
		p.Core = append(p.Core, firstPages(e, &p)...)
	}
	for _, e := range k.site.Editions {
		p.Core = append(p.Core, k.titles[e].Core...)
		p.Topics = append(p.Topics, k.topics(e)...)
		p.Chosen = append(p.Chosen, k.titles[e].Rest...)
		p.Chosen = append(p.Chosen, slices.Concat(k.titles[e].Topics...)...)
	}
	p.Photos = slices.Concat(slices.Collect(maps.Values(k.pictures))...)
	return p
}

// shared is the place of a prefix for a file that several languages have.
const shared = "*"

// speaks notes that a language has a file of search. Any goroutine may call it.
func (k *keeper) speaks(path, prefix string) {
	if other, there := k.pieces.LoadOrStore(path, prefix); there && other != prefix {
		k.pieces.Store(path, shared)
	}
}

// owned are the files of search that one language alone has, with its prefix.
func (k *keeper) owned() map[string]string {
	all := map[string]string{}
	for path, prefix := range k.pieces.Range {
		if prefix != shared {
			all[path.(string)] = prefix.(string)
		}
	}
	return all
}

// shell is what a reader needs without a network, whatever it is about.
func shell(e *site.Edition) []string {
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

// atOnce says whether a page is saved at the first visit: one that its author wants
// saved, and one for emergencies unless its author lets it wait for the rest.
func atOnce(p *site.Page) bool {
	return always(p) || urgent(p) && p.Values().Offline != "later"
}

// firstPages are those for emergencies and those whose author wants them saved.
func firstPages(e *site.Edition, plan *offline.Plan) []string {
	var first, others []string
	for _, p := range e.Pages {
		switch {
		case urgent(p) && atOnce(p):
			first = append(first, p.File())
		case atOnce(p):
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
func (k *keeper) topics(e *site.Edition) []offline.Topic {
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
			topic.Paths = append(topic.Paths, k.pictures[p.File()]...)
		}
		if kept := k.titles[e].Topics; len(kept) > 0 {
			topic.Paths = append(topic.Paths, kept[len(all)]...)
		}
		all = append(all, topic)
	}
	return all
}

// idleWorker is the worker of the preview, which saves nothing.
func idleWorker(*Project) []Output {
	return []Output{{Path: offline.Worker, Class: output.EntryPoint, make: ready(offline.Gone().Data)}}
}

// titles are files of search with what is shown of pages.
type titles struct {
	Core   []string   // of use to every reader
	Topics [][]string // of the pages of each topic
	Rest   []string   // of what is in neither
}

// titlesOf are the files of search that devices may save. See together for their
// order.
func titlesOf(tag string, x *search.Index) titles {
	t := titles{Core: x.Titles(tag)}
	if kept := x.Kept(); len(kept) > 0 {
		last := len(kept) - 1
		t.Core, t.Topics, t.Rest = append(t.Core, kept[0]...), kept[1:last], kept[last]
	}
	return t
}

// never are files that no device keeps, since they are of this moment.
func (k *keeper) never() map[string]bool {
	all := map[string]bool{render.WarningsFile: true}
	for _, path := range render.ReachPaths() {
		all[path] = true
	}
	return all
}
