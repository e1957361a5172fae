package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"loa/internal/base/output"
	"loa/internal/base/sameness"
	"loa/internal/base/source"
	"loa/internal/generator/content"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
)

// past is the last build into the same folder, of the same form and from the same
// files but for the texts of some entries. Of the faces of all entries nothing has
// changed (see content.Face), so that only the pages of those entries, what is
// searched of them, and what lists the bytes of all files can be other than they were.
// A nil past knows nothing.
type past struct {
	lastBuild
	inputs  []sameness.File // as they are now
	changed map[string]bool // the paths of those that are others
	kinds   kinds           // how they have changed
	entries int             // how many files of entries there are
	renamed renamed         // assets of the theme
	renewed map[string]bool // the paths of pages that show something else than they did
	told    toldAll
	pages   map[string]*told
	indexes map[*site.Edition]*indexTold // of the languages in which nothing that is searched has changed
	outputs map[string]*sameness.File
}

// pagesFile is the name of what is remembered of pages, beside memoryFile, and
// wordsFile that of what is searched in a language.
const pagesFile = "pages"

func wordsFile(tag string) string { return "words." + tag }

// errUses says that a text uses other files than it did, so that more than its own
// page changes.
var errUses = errors.New("a text uses other files than before")

// recall gives the last build if no file of the site but texts can be another.
func recall(o Options, form *form) *past {
	if form == nil {
		return nil
	}
	p := &past{changed: map[string]bool{}}
	data, ok := output.Recall(o.Dir, o.Out, memoryFile)
	if !ok || !decode(data, &p.lastBuild) || p.Of != form.sum || (p.Zone == "") != o.Fixed || p.Day != dayOf(o, p.Zone) {
		return nil
	}
	paths, ok := sameness.Tree(o.Dir, form.names()...)
	if !ok || !slices.EqualFunc(paths, p.Inputs, func(path string, f sameness.File) bool { return f.Path == path }) {
		return nil
	}
	others := sameness.Changed(o.Dir, p.Inputs)
	var names, changed []string
	joined := form.joined(paths)
	p.entries = countOf(paths, func(file string) bool {
		in := joined(file)
		return in.sure && !in.replaced && isEntry(in.name)
	})
	for _, i := range others {
		in := joined(p.Inputs[i].Path)
		kind := kindOf(in.name, p.Day[:min(len("2026-11"), len(p.Day))])
		if !in.sure || kind == 0 || in.replaced && kind != ofTexts {
			return nil
		}
		p.kinds |= kind // a text that another replaces decides what is told of that one
		names, changed = append(names, p.Inputs[i].Path), append(changed, in.name)
	}
	now, ok := sameness.Look(o.Dir, names, o.Memory.Clock)
	if !ok {
		return nil
	}
	p.inputs = slices.Clone(p.Inputs)
	for n, i := range others {
		p.inputs[i] = now[n]
		p.changed[changed[n]] = true
	}
	return p
}

func isEntry(file string) bool {
	return path.Ext(file) == ".md" && strings.HasPrefix(file, content.Root+"/")
}

func countOf[T any](all []T, want func(T) bool) (n int) {
	for _, one := range all {
		if want(one) {
			n++
		}
	}
	return n
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// unchanged reports whether all that the last build was made of and all that it wrote
// is still the same.
func (p *past) unchanged(o Options) bool {
	return p != nil && len(p.changed) == 0 && sameness.Still(o.Out, p.Outputs)
}

// withPages gives the past with what is remembered of its pages and entries; nil if
// that is not known.
func (p *past) withPages(o Options) *past {
	if p == nil || p.Pages == "" || len(p.changed) == 0 {
		return nil
	}
	if o.Entries != nil {
		o.Entries(p.entries)
	}
	data, ok := output.Recall(o.Dir, o.Out, pagesFile)
	if !ok || digest(data) != p.Pages || !p.told.read(data) {
		return nil
	}
	return p
}

// entry is what is known of one of all entries, by its place in the order of paths; nil
// if its file has changed.
func (p *past) entry(i, all int, f source.File) *content.Known {
	if p == nil || all != len(p.told.Entries) || p.changed[f.Name] || p.told.Entries[i].Front == "" {
		return nil
	}
	return &p.told.Entries[i]
}

// withTexts gives the past if of the pages of a project only those are others of which
// the text has changed, else nil. files keep other builds out of the output folder.
func (p *past) withTexts(now *Project, files *output.Stage) *past {
	if p == nil || files == nil || slices.ContainsFunc(now.Problems, misplaced) {
		return nil
	}
	if slices.ContainsFunc(now.offSite(), func(e *content.Entry) bool { return p.changed[e.File.Name] }) {
		return nil // what it names is waited for, see Project.Unused
	}
	if !p.sameFaces(now) || !p.sameNames(now) || p.usesChanged() || !sameness.Still(now.Options.Out, p.Outputs) {
		return nil
	}
	p.pages = make(map[string]*told, len(p.told.Pages))
	for i := range p.told.Pages {
		p.pages[p.told.Pages[i].File.Path] = &p.told.Pages[i]
	}
	p.outputs = make(map[string]*sameness.File, len(p.Outputs))
	for i := range p.Outputs {
		p.outputs[p.Outputs[i].Path] = &p.Outputs[i]
	}
	return p
}

// output is a file of the output that this build has not touched, as it was seen
// before the build; nil for others.
func (p *past) output(f output.Placed) *sameness.File {
	if p == nil || f.Fresh {
		return nil
	}
	return p.outputs[f.Path]
}

// sameNames finds the assets of the theme that have other names. It reports false if
// it is not known which pages name them.
func (p *past) sameNames(now *Project) (ok bool) {
	if p.kinds&ofAssets == 0 {
		return true
	}
	p.renamed, ok = renames(p.told.Assets, now.Theme)
	return ok && p.told.Assets != nil && now.Theme.AsksPlainly()
}

// usesChanged reports whether a page uses a file that has changed.
func (p *past) usesChanged() bool {
	return slices.ContainsFunc(p.told.Used, func(u used) bool { return p.changed[u.Path] })
}

// named are the assets of the theme that a page names.
func (p *past) named(t *told) []assetNamed { return p.told.Named[t.Named] }

// touches reports whether the text of a page has changed, or what its first page shows
// beside.
func (p *past) touches(page *site.Page) bool {
	return page.Entry != nil && p.changed[page.Entry.File.Name] || p.renewed[page.File()]
}

// page is what the page of an output told, if it is the same now.
func (p *past) page(o Output) *told {
	if p == nil || o.Page == nil || p.renewed[o.Path] || p.touches(o.Page) {
		return nil
	}
	return p.pages[o.Path]
}

// sameUses reports whether a page that has just been made uses the files that it used
// before. Of one that must not be shown nothing is known.
func (p *past) sameUses(now told) bool {
	before := p.pages[now.File.Path]
	return before != nil && slices.Equal(before.Uses, now.Uses) && !slices.ContainsFunc(now.Uses, func(use string) bool { return strings.HasSuffix(use, withheld) })
}

// covers reports whether the last build published all the files that pages used now,
// in all the forms.
func (p *past) covers(now []used) bool {
	for _, u := range now {
		if !slices.ContainsFunc(p.told.Used, func(before used) bool {
			return before.Path == u.Path && (before.Whole || !u.Whole) && u.Boxes == 0 && before.Remark == u.Remark
		}) {
			return false
		}
	}
	return true
}

// searched gives the indexes that must be written anew, without the pages of which
// the texts have changed. It reports false if they cannot be known.
func (p *past) searched(now *Project, files *output.Stage) (searched, bool) {
	all := now.searched()
	p.indexes = map[*site.Edition]*indexTold{}
	for e := range all {
		t := p.toldIndex(e.Language.Tag)
		if t == nil {
			return nil, false
		}
		if !slices.ContainsFunc(e.Pages, func(page *site.Page) bool { return searchable(page) && p.touches(page) }) {
			p.indexes[e] = t
			continue
		}
		pages := map[int]*site.Page{}
		for _, page := range e.Pages {
			if t := p.pages[page.File()]; searchable(page) && !p.touches(page) && t != nil {
				pages[t.Number] = page
			}
		}
		data, ok := files.Recalled(wordsFile(e.Language.Tag))
		if !ok || digest(data) != t.Words {
			return nil, false
		}
		x, err := search.Recall(data, func(number int) (search.Page, bool) {
			page := pages[number]
			if page == nil {
				return search.Page{}, false
			}
			return shownOf(now.Renderer, page), true
		})
		if err != nil {
			return nil, false
		}
		all[e] = x
	}
	return all, true
}

// index is what search became in a language in which nothing has changed.
func (p *past) index(e *site.Edition) *indexTold {
	if p == nil {
		return nil
	}
	return p.indexes[e]
}

// toldIndex is what search became in a language; nil if that is not known.
func (p *past) toldIndex(tag string) *indexTold {
	if p == nil {
		return nil
	}
	i := slices.IndexFunc(p.told.Indexes, func(t indexTold) bool { return t.Language == tag })
	if i < 0 {
		return nil
	}
	return &p.told.Indexes[i]
}

// pieces are the files that search had in a language, by path.
func (p *past) pieces(tag string) map[string]placed {
	all := map[string]placed{}
	if t := p.toldIndex(tag); t != nil {
		for _, f := range t.Files {
			all[f.Path] = f
		}
	}
	return all
}

// retell takes in what a page told that is not made again.
func (r *run) retell(o Output, t *told) error {
	r.hear(o, t)
	r.heavy.recall("/"+o.Page.PathOn(o.Number), o.Path, t.Guess, t.Own)
	return r.keepFile(t.File)
}

// hear takes in what a page told, but for its bytes.
func (r *run) hear(o Output, t *told) {
	r.report(t.Problems)
	if o.Number == 1 {
		r.parts.Recall(o.Page, t.IDs)
	}
	r.keep.shows(o.Path, t.Photos)
	r.mu.Lock()
	r.count++
	r.retold++
	if len(t.Anchors) > 0 {
		r.leads = append(r.leads, leads{o, t.Anchors})
	}
	r.mu.Unlock()
	again := *t
	if r.past.indexes[o.Page.Edition] == nil { // it is written anew, with new numbers
		again.Number = o.Page.Index
	}
	r.notes.page(again)
}

// leads are the links to parts of pages of a page that was not made again.
type leads struct {
	from Output
	to   []part
}

// lookAtLeads makes pages again of which a link has come to lead nowhere, so that it is told.
func (r *run) lookAtLeads() error {
	at := sync.OnceValue(func() map[string]*site.Page { return pageAt(r.Site) })
	for _, l := range r.leads {
		if !slices.ContainsFunc(l.to, func(p part) bool { return !r.parts.Has(at()[p.Page], p.Fragment) }) {
			continue
		}
		out, err := r.Renderer.Page(l.from.Page, l.from.Number)
		if err != nil {
			return err
		}
		r.anchors = append(r.anchors, out.Anchors...)
		out.Release()
	}
	return nil
}

// keepFile keeps a file of the output as it is.
func (r *run) keepFile(f placed) error {
	if r.keep != nil {
		r.keep.ledger.Recall(f.Path, f.Note)
	}
	r.notes.file(f.Path, f.Class)
	return r.files.Keep(f.Path, f.Class)
}

// keepStage keeps all that a stage made.
func (r *run) keepStage(name string) error {
	i := slices.IndexFunc(r.past.told.Stages, func(t stageTold) bool { return t.Stage == name })
	if i < 0 {
		return errUses
	}
	r.report(r.past.told.Stages[i].Problems)
	for _, f := range r.past.told.Stages[i].Files {
		if err := r.keepFile(f); err != nil {
			return err
		}
	}
	return nil
}

// rememberPages writes what the pages have told, and gives its digest.
func (s *staged) rememberPages(r *run) error {
	if r.notes == nil || r.Renderer.Files.Named() {
		return nil
	}
	r.notes.complete(r)
	for i := range r.notes.all.Indexes {
		if t := &r.notes.all.Indexes[i]; t.fresh != nil {
			if err := s.files.Remember(wordsFile(t.Language), t.fresh); err != nil {
				return err
			}
			t.fresh = nil
		}
	}
	sum := sha256.New()
	err := s.files.RememberAll(pagesFile, func(w io.Writer) error {
		return r.notes.all.write(io.MultiWriter(w, sum))
	})
	s.pages = hex.EncodeToString(sum.Sum(nil))
	return err
}
