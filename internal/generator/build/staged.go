package build

import (
	"context"
	"os"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/compress"
	"loa/internal/generator/config"
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
func stageSite(ctx context.Context, o Options) (_ *staged, _ Result, err error) {
	p, err := Load(o)
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
	if o.Entries != nil {
		o.Entries(len(p.Entries))
	}
	r, err := s.begin(ctx, p)
	if err != nil {
		return nil, Result{}, err
	}
	if err := r.all(building); err != nil {
		return nil, Result{}, err
	}
	return s, s.finish(r), nil
}

// begin opens what a build writes to.
func (s *staged) begin(ctx context.Context, p *Project) (*run, error) {
	files, found, err := output.Open(p.Options.Dir, p.Options.Out, p.Options.Disk)
	if err != nil {
		return nil, err
	}
	s.files = files
	r := &run{Project: p, ctx: ctx, sink: nowhere{}, parts: check.NewParts(), wrong: found, texts: p.searched()}
	p.Renderer.Searched = r.texts != nil
	if files != nil { // else the build looks for what else is wrong
		r.sink = files
	}
	if p.Options.Placed != nil {
		r.sink = telling{r.sink, p.Options.Placed}
	}
	if p.Options.Compress && p.Options.Server != "iis" { // which would send none of them
		if s.compressed, err = compress.Open(p.root, compressedFolder, p.Options.Disk); err != nil {
			return nil, err
		}
		r.compressed = s.compressed
		r.sink = compressing{r.sink, s.compressed, p.Site.Has}
	}
	r.bare = r.sink
	if p.Settings.Offline.Enabled {
		r.keep = newKeeper(p.Site, p.Theme, int64(p.Settings.Offline.Budget))
		r.sink = noting{r.sink, r.keep.ledger}
	}
	return r, nil
}

// finish takes out of a build all that publishing needs.
func (s *staged) finish(r *run) Result {
	result := Result{Problems: r.weighed(), Pages: r.count, Next: r.Site.Next, Heaviest: r.heavy.list(), Packs: r.offers}
	if r.keep != nil {
		result.Weight = r.keep.weight
	}
	limit := problem.Error
	if r.Options.Strict {
		limit = problem.Warning
	}
	if s.files == nil || problem.Any(result.Problems, limit) {
		result.Stopped = true
		return result
	}
	result.Withdrawn, result.BaseURL = r.publisher().withdrawn(), r.Settings.BaseURL
	result.Conf.Name, result.Conf.Data = serverSnippet(r.Project)
	s.events = r.history().text()
	return result
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
