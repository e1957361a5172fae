package build

import (
	"context"
	"io"
	"sync"
	"sync/atomic"

	"loa/internal/check"
	"loa/internal/feed"
	"loa/internal/output"
	"loa/internal/problem"
	"loa/internal/render"
	"loa/internal/site"
)

// sink takes the files of a build.
type sink interface {
	Write(path string, class output.Class, data []byte) error
	Copy(path string, class output.Class, from func() (io.ReadCloser, error), size int64) error
}

// nowhere is the sink of a check.
type nowhere struct{}

func (nowhere) Write(string, output.Class, []byte) error { return nil }
func (nowhere) Copy(string, output.Class, func() (io.ReadCloser, error), int64) error {
	return nil
}

// run is one build under way.
type run struct {
	*Project
	ctx   context.Context
	stage *output.Stage
	sink  sink
	parts *check.Parts
	count int

	mu      sync.Mutex
	anchors []render.Anchor
	wrong   []problem.Problem
}

func newParts() *check.Parts { return check.NewParts() }

func begin(ctx context.Context, p *Project) (*run, error) {
	stage, found, err := output.Open(p.Options.Dir, p.Options.Out)
	if err != nil {
		return nil, err
	}
	r := &run{Project: p, ctx: ctx, stage: stage, sink: stage, parts: newParts(), wrong: found}
	if stage == nil { // the output folder cannot be used: look for what else is wrong
		r.sink = nowhere{}
	}
	return r, nil
}

func (r *run) report(found []problem.Problem) {
	if len(found) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wrong = append(r.wrong, found...)
}

// assets stages what pages load.
func (r *run) assets() error {
	for _, a := range r.Theme.Assets {
		if err := r.sink.Write(a.Path, output.Asset, a.Data); err != nil {
			return err
		}
	}
	return nil
}

// sheet is one page of a page: a list may have several.
type sheet struct {
	page   *site.Page
	number int
}

// pages renders and stages every page.
func (r *run) pages() error {
	var sheets []sheet
	for _, e := range r.Site.Editions {
		for _, p := range e.Pages {
			for n := range p.PageCount() {
				sheets = append(sheets, sheet{p, n + 1})
			}
		}
	}
	r.count = len(sheets)
	var done atomic.Int64
	return parallel(r.Options.Workers, len(sheets), func(i int) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if r.Options.Progress != nil {
			r.Options.Progress(int(done.Add(1)), len(sheets))
		}
		return r.page(sheets[i])
	})
}

func (r *run) page(s sheet) error {
	out, err := r.Renderer.Page(s.page, s.number)
	if err != nil {
		return err
	}
	if s.number == 1 {
		r.parts.Add(s.page, out.IDs)
		r.report(r.Renderer.FrontFiles(s.page))
	}
	r.report(out.Problems)
	r.report(check.Weight(s.page, out.HTML, int64(r.Settings.Budget.HTML)))
	if len(out.Anchors) > 0 && !s.page.Fallback {
		r.mu.Lock()
		r.anchors = append(r.anchors, out.Anchors...)
		r.mu.Unlock()
	}
	class := output.Page
	if s.page.Kind == site.Home {
		class = output.EntryPoint
	}
	file := s.page.File()
	if s.number > 1 {
		file = s.page.PathOn(s.number) + "index.html"
	}
	return r.sink.Write(file, class, out.HTML)
}

// redirects stages a page at each old address.
func (r *run) redirects() error {
	for _, e := range r.Site.Editions {
		for _, moved := range e.Moved {
			if moved.ServerOnly {
				continue
			}
			out := r.Renderer.Redirect(moved)
			r.report(out.Problems)
			if err := r.sink.Write(moved.File(), output.Page, out.HTML); err != nil {
				return err
			}
		}
	}
	return nil
}

// feeds stages what machines read.
func (r *run) feeds() error {
	files := feed.Sitemap(r.Site)
	files = append(files, feed.File{Path: "robots.txt", Data: feed.Robots(r.Site)})
	if moved := feed.Redirects(r.Site); moved != nil {
		files = append(files, feed.File{Path: "_redirects", Data: moved})
	}
	for _, e := range r.Site.Editions {
		for _, p := range e.Pages {
			if p.HasFeed() {
				files = append(files, feed.File{Path: p.Path + "feed.xml", Data: feed.Atom(r.Site, p)})
			}
		}
	}
	for _, f := range files {
		if err := r.sink.Write(f.Path, output.EntryPoint, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// crosscheck looks at what can be known only now.
func (r *run) crosscheck() error {
	r.report(r.parts.Anchors(r.anchors))
	r.report(check.Unused(r.Files, r.Renderer.Files.Used()))
	return nil
}

func (r *run) weighed() []problem.Problem {
	return r.Project.weighed(append(append([]problem.Problem(nil), r.Problems...), r.wrong...))
}

// commit publishes, unless a problem forbids it.
func (r *run) commit() (Result, error) {
	result := Result{Problems: r.weighed(), Pages: r.count, Next: r.Site.Next}
	limit := problem.Error
	if r.Options.Strict {
		limit = problem.Warning
	}
	if r.stage == nil || problem.Any(result.Problems, limit) {
		result.Stopped = true
		return result, nil
	}
	report, found, err := r.stage.Commit(r.ctx)
	result.Report = report
	if len(found) > 0 {
		result.Problems, result.Stopped = r.Project.weighed(append(result.Problems, found...)), true
	}
	return result, err
}
