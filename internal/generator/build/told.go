package build

import (
	"fmt"
	"slices"
	"sync"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/offline"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/media/filerisk"
)

// told is what the rest of a build learns of one page when it is made. A later build
// that knows it need not make the page.
type told struct {
	File       placed
	Problems   []problem.Problem
	IDs        []uint32 // see check.Parts
	Anchors    []part
	Uses       []string // the files that the page uses, and how; see usesOf
	Photos     []string
	Viewed     uint64 // see Project.viewed
	Others     bool   // see render.Output
	Number     int    // of the page in what is searched of its language
	Named      int    // the assets of the theme that the page names: their place in toldAll.Named
	Guess, Own int64  // see Heavy
}

// placed is a file of the output.
type placed struct {
	Path  string
	Class output.Class
	Note  offline.Note
}

// part is a part of a page, to which another one leads.
type part struct{ Page, Fragment string }

// stageTold is the same of a whole stage that not every change reaches.
type stageTold struct {
	Stage    string
	Files    []placed
	Problems []problem.Problem
}

// indexTold is what the search of one language became.
type indexTold struct {
	Language string
	Files    []placed
	Titles   titles
	Words    string   // the digest of what search.Recall needs, which has a file of its own
	Sum      [32]byte // the digest of all that the files are made of, see search.Index.Sum

	fresh []byte // these bytes, if they are others than before
}

// toldAll is what a build tells the next one about its pages.
type toldAll struct {
	Entries []content.Known // by path; of those that must be read, the face alone
	Places  [16]byte        // see site.Places
	Used    []used
	Assets  []string       // the paths of the theme's; nil if it is not known how often pages name them
	Named   [][]assetNamed // by pages
	Pages   []told
	Stages  []stageTold
	Indexes []indexTold
}

// used is a file that pages use, as it was published for them.
type used struct {
	Path    string
	Whole   bool
	Boxes   int
	Remark  string // what was written into a sound
	Sandbox string // its path in the output, if servers must not let its scripts run
}

// notes gathers what is told. Nil notes gather nothing. Any goroutine may call them.
type notes struct {
	mu    sync.Mutex
	all   toldAll
	stage *stageTold     // under way; nil if its files are not noted together
	named map[string]int // places in all.Named
}

// goOn begins with what stays the same after another build.
func (n *notes) goOn(last *toldAll) {
	n.all.Used, n.all.Named = last.Used, last.Named
	n.named = map[string]int{}
	for place, all := range n.all.Named {
		n.named[fmt.Sprint(all)] = place
	}
}

// begin notes that a stage begins.
func (n *notes) begin(s stage) {
	if n == nil {
		return
	}
	if n.stage != nil {
		n.all.Stages = append(n.all.Stages, *n.stage)
	}
	if n.stage = nil; s.spares != 0 {
		n.stage = &stageTold{Stage: s.name}
	}
}

// file notes a file of the stage under way.
func (n *notes) file(path string, class output.Class) {
	if n == nil || n.stage == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.stage.Files = append(n.stage.Files, placed{Path: path, Class: class})
}

// found notes problems of the stage under way.
func (n *notes) found(problems []problem.Problem) {
	if n == nil || n.stage == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.stage.Problems = append(n.stage.Problems, problems...)
}

// page notes what a page has told.
func (n *notes) page(t told) {
	if n == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all.Pages = append(n.all.Pages, t)
}

// naming notes which assets a page names, and gives the place of them all.
func (n *notes) naming(all []assetNamed) int {
	key := fmt.Sprint(all)
	n.mu.Lock()
	defer n.mu.Unlock()
	place, known := n.named[key]
	if !known {
		if n.named == nil {
			n.named = map[string]int{}
		}
		place = len(n.all.Named)
		n.named[key] = place
		n.all.Named = append(n.all.Named, all)
	}
	return place
}

// index notes what search became in a language.
func (n *notes) index(t indexTold) {
	if n == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all.Indexes = append(n.all.Indexes, t)
}

// complete adds what is known only now that all files are made: of each what devices
// may save of it, and which files pages use.
func (n *notes) complete(r *run) {
	n.begin(stage{})
	note := func(p *placed) {
		if r.keep != nil {
			p.Note = r.keep.ledger.Noted(p.Path)
		}
	}
	for i := range n.all.Pages {
		note(&n.all.Pages[i].File)
	}
	for _, s := range n.all.Stages {
		for i := range s.Files {
			note(&s.Files[i])
		}
	}
	for _, x := range n.all.Indexes {
		for i := range x.Files {
			note(&x.Files[i])
		}
	}
	for _, e := range r.Entries {
		if k := e.Known(); k != nil {
			n.all.Entries = append(n.all.Entries, *k)
		} else {
			n.all.Entries = append(n.all.Entries, content.Known{Face: string(e.Face[:])})
		}
	}
	n.all.Places = r.Site.Places()
	if n.all.Used == nil {
		n.all.Used = usedIn(r.Renderer)
	}
	if r.Renderer.Slots != nil {
		n.all.Assets = assetPaths(r.Theme)
	}
}

func usedIn(r *render.Renderer) []used {
	all := []used{}
	for _, f := range r.Files.Used() {
		u := used{Path: f.Source.Path, Whole: f.Linked(), Boxes: len(f.Boxes())}
		if f.Recording != nil {
			u.Remark = f.Recording.Remark
		}
		if f.InContent() && filerisk.Markup(f.Path) {
			u.Sandbox = f.Path
		}
		all = append(all, u)
	}
	return all
}

// listing is a sink that notes its files.
type listing struct {
	Sink
	notes *notes
}

func (n listing) Write(path string, class output.Class, data []byte) error {
	n.notes.file(path, class)
	return n.Sink.Write(path, class, data)
}

func (n listing) Copy(path string, class output.Class, from Opener, size int64) error {
	n.notes.file(path, class)
	return n.Sink.Copy(path, class, from, size)
}

// tell takes in what a page weighs and shows that has just been made, and notes all that
// it tells.
func (r *run) tell(o Output, made Made) error {
	guess, own := weightOf(made.Data, pictures(r.Renderer, made.Page))
	shown := photos(r.Renderer, made.Page)
	r.heavy.add("/"+o.Page.PathOn(o.Number), made.Data, guess, own)
	r.keep.shows(o.Path, shown)
	if r.notes == nil {
		return nil
	}
	t := r.toldOf(o, made)
	t.Photos, t.Guess, t.Own = shown, guess, own
	t.Viewed, t.Others, t.Number = r.viewed(o, made.Page.Viewed), made.Page.Others, o.Page.Index
	t.Named = r.notes.naming(countNamed(made.Page.Named))
	if r.past != nil && !r.past.sameUses(t) {
		return errUses
	}
	r.notes.page(t)
	return nil
}

// toldOf is what a page tells but for its weight and its photos.
func (r *run) toldOf(o Output, made Made) told {
	t := told{File: placed{Path: o.Path, Class: o.Class}, Problems: r.wanted(made.Problems), Uses: usesOf(made.Page)}
	if o.Number == 1 {
		t.IDs = r.parts.Hashes(o.Page)
	}
	if !o.Page.Fallback {
		for _, a := range made.Page.Anchors {
			t.Anchors = append(t.Anchors, part{a.Page.Path, a.Fragment})
		}
	}
	return t
}

// withheld ends the name of a used file that must not be shown.
const withheld = " withheld"

// usesOf names the files that a page uses, sorted. A file that others use in another
// way as well is published in other forms.
func usesOf(out *render.Output) []string {
	var uses []string
	for _, f := range out.Files {
		use := f.Source.Path
		if slices.Contains(out.Linked, f) {
			use += " whole"
		}
		if f.Withheld() || f.Picture != nil && f.Picture.Verdict.Withheld() {
			use += withheld
		}
		uses = append(uses, use)
	}
	slices.Sort(uses)
	return slices.Compact(uses)
}

// pageAt finds pages by their paths.
func pageAt(s *site.Site) map[string]*site.Page {
	all := map[string]*site.Page{}
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			all[p.Path] = p
		}
	}
	return all
}
