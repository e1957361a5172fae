package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/compress"
	"loa/internal/generator/config"
	"loa/internal/generator/render"
)

// staged is a site that is made and waits to be published. It holds nothing of the
// project: publishing needs the memory.
type staged struct {
	root       *os.Root // the site's folder
	disk       disk.System
	files      *output.Stage   // nil if the output folder cannot be used
	compressed *compress.Store // nil if nothing is compressed
	settings   *config.Settings
	events     string // what is remembered of events
	past       *past  // the last build, if pages of it are kept; else nil
	pages      string // the digest of what the next build can know of the pages; "" for nothing
}

// discard closes everything and removes what was not published.
func (s *staged) discard() {
	if s.files != nil {
		s.files.Discard()
	}
	if s.compressed != nil {
		s.compressed.Close()
	}
	s.root.Close()
}

// stageSite makes the site and stages its files. The result is stopped if they must
// not be published. Without an error the caller must discard what it returns.
func stageSite(ctx context.Context, o Options, m *memo, last *past) (_ *staged, _ Result, err error) {
	o.once = true
	p, err := loadAfter(o, last)
	if err != nil {
		return nil, Result{}, err
	}
	s := &staged{root: p.root, disk: p.Options.Disk, settings: p.Settings}
	defer func() {
		if err != nil {
			s.discard()
		}
	}()
	if p.Renderer == nil { // without settings or a theme there is nothing to render
		return s, p.stopped(), nil
	}
	if p.narrates() {
		if last != nil { // which knows nothing of what the command makes
			return nil, Result{}, errUses
		}
		if err := p.speak(ctx); err != nil {
			return nil, Result{}, err
		}
	}
	if o.Entries != nil {
		o.Entries(len(p.Entries))
	}
	r, err := s.begin(ctx, p, m, last)
	if err != nil {
		return nil, Result{}, err
	}
	if err := r.all(building); err != nil {
		return nil, Result{}, err
	}
	if r.past != nil && !r.past.covers(usedIn(r.Renderer)) {
		return nil, Result{}, errUses
	}
	result := s.finish(r)
	if !result.Stopped {
		err = s.rememberPages(r)
	}
	return s, result, err
}

// begin opens what a build writes to.
func (s *staged) begin(ctx context.Context, p *Project, m *memo, last *past) (*run, error) {
	files, found, err := output.Open(p.Options.Dir, p.Options.Out, p.Options.Disk)
	if err != nil {
		return nil, err
	}
	s.files = files
	r := &run{Project: p, ctx: ctx, sink: nowhere{}, files: files, parts: check.NewParts(), wrong: found}
	if p.Settings.Offline.Enabled {
		r.keep = newKeeper(p.Site, p.Theme, int64(p.Settings.Offline.Budget))
	}
	if err := s.knows(r, m, last); err != nil {
		return nil, err
	}
	p.Renderer.Searched, p.Renderer.Aloud = r.texts != nil, true
	if files != nil { // else the build looks for what else is wrong
		r.sink = files
	}
	if p.Options.Placed != nil && r.past == nil {
		r.sink = telling{r.sink, p.Options.Placed, p.Options.Wrote}
	}
	if p.Options.Compress && !strings.HasPrefix(p.Options.Server, "iis") { // which would send none of them
		if s.compressed, err = compress.Open(p.root, compressedFolder, p.Options.Disk); err != nil {
			return nil, err
		}
		r.compressed = s.compressed
		r.sink = compressing{r.sink, s.compressed, p.Site.Has}
	}
	r.bare = r.sink
	if r.keep != nil {
		r.sink = noting{r.sink, r.keep.ledger}
	}
	if r.notes != nil {
		r.sink = listing{r.sink, r.notes}
	}
	return r, nil
}

// knows decides what of the last build is kept, and whether the next one will know
// this one.
func (s *staged) knows(r *run, m *memo, last *past) error {
	if r.files != nil && m != nil && !r.Settings.Offline.Packs && !r.Options.Compress {
		r.notes = &notes{}
		r.Renderer.Known, r.Renderer.Slots = true, render.NewSlots(r.Theme)
	}
	if known := last.withTexts(r.Project, r.files); known != nil {
		if err := known.findRenewed(r); err != nil {
			return err
		}
		if texts, ok := known.searched(r.Project, r.files); ok {
			r.past, r.texts = known, texts
			r.notes.goOn(&known.told)
			r.Project.usedBefore = known.told.Used
			r.heavy.read = func(file string) ([]byte, error) {
				return os.ReadFile(filepath.Join(r.Options.Out, filepath.FromSlash(file)))
			}
			s.past = known
			return nil
		}
	}
	r.texts = r.searched()
	return nil
}

// finish takes out of a build all that publishing needs.
func (s *staged) finish(r *run) Result {
	result := Result{Problems: r.weighed(), Pages: r.count, Next: r.Site.Next, Heaviest: r.heavy.list(), Packs: r.offers}
	if r.keep != nil {
		result.Weight = r.keep.weight
	}
	if s.files == nil || Stops(result.Problems, r.Options.Strict) {
		result.Stopped = true
		return result
	}
	result.Withdrawn, result.BaseURL = r.publisher().withdrawn(), r.Settings.BaseURL
	if r.past != nil { // which has looked at all pictures
		result.Withdrawn, result.Kept = r.past.Result.Withdrawn, r.retold
		r.tellPlaced()
	}
	if r.Options.Listing {
		result.Listed = listed(r.Site)
	}
	result.Conf.Name, result.Conf.Data = serverSnippet(r.Project)
	s.events = r.history().text()
	return result
}

// tellPlaced tells of all files at once: it was not clear before that the last build's
// would stay.
func (r *run) tellPlaced() {
	if r.Options.Placed == nil {
		return
	}
	for _, f := range r.files.Placed() {
		r.Options.Placed(f.Path, f.Class)
	}
}

// commit publishes what was staged.
func (s *staged) commit(ctx context.Context, result Result) (Result, error) {
	s.files.RemoveFirst(result.Withdrawn.Holds)
	report, found, err := s.files.Commit(ctx)
	result.Report = report
	if err == nil && len(found) == 0 {
		err = saveEvents(s.disk, s.root, s.events)
	}
	if len(found) > 0 {
		all := problem.Weigh(append(result.Problems, found...), s.settings.Check.Severities)
		result.Problems, result.Stopped = problem.Sort(all), true
	}
	return result, err
}
