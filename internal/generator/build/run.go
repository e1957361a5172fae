package build

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/compress"
	"loa/internal/generator/offline"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// Sink takes the files of a build, from any goroutine and in any order. Data
// belongs to the caller when Write returns; see output.Stage for the rest.
type Sink interface {
	Write(path string, class output.Class, data []byte) error
	Copy(path string, class output.Class, from Opener, size int64) error
}

// Opener opens a file that is copied as it is; it may be called more than once.
type Opener = func() (io.ReadCloser, error)

// nowhere is the sink of a check.
type nowhere struct{}

func (nowhere) Write(string, output.Class, []byte) error { return nil }
func (nowhere) Copy(string, output.Class, Opener, int64) error {
	return nil
}

// run is one build under way.
type run struct {
	*Project
	ctx    context.Context
	stage  *output.Stage
	sink   Sink
	packed *compress.Store // nil if nothing is compressed
	parts  *check.Parts
	rules  *check.Rules // of a check; nil for a build
	count  int
	taken  map[string]bool // paths of outputs so far, in small letters
	texts  searched
	ledger *offline.Ledger // nil if readers keep nothing
	titles map[*site.Edition]titles
	weight offline.Weight
	heavy  heaviest
	shown  shown
	bare   Sink // without the notes of what readers keep
	offers []Packed

	scripts scripts // of a pack

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
	r := &run{Project: p, ctx: ctx, stage: stage, sink: stage, parts: newParts(), wrong: found, texts: p.searched()}
	p.Renderer.Searched = r.texts != nil
	if stage == nil { // the output folder cannot be used: look for what else is wrong
		r.sink = nowhere{}
	}
	if p.Options.Placed != nil {
		r.sink = telling{r.sink, p.Options.Placed}
	}
	if p.Options.Compress && p.Options.Server != "iis" { // which would send none of them
		if err := r.compress(); err != nil {
			return nil, errors.Join(err, stage.Discard())
		}
	}
	r.bare = r.sink
	r.note()
	return r, nil
}

// telling is a sink that tells of each file.
type telling struct {
	Sink
	placed func(path string, class output.Class)
}

func (t telling) Write(path string, class output.Class, data []byte) error {
	t.placed(path, class)
	return t.Sink.Write(path, class, data)
}

func (t telling) Copy(path string, class output.Class, from Opener, size int64) error {
	t.placed(path, class)
	return t.Sink.Copy(path, class, from, size)
}

func (r *run) discard() {
	if r.stage != nil {
		r.stage.Discard()
	}
	if r.packed != nil {
		r.packed.Close()
	}
}

// report keeps problems, but those that the site turned off: there may be one
// for every page.
func (r *run) report(found []problem.Problem) {
	found = slices.DeleteFunc(found, func(p problem.Problem) bool {
		severity, chosen := r.Settings.Check.Severities[p.Code]
		return chosen && severity == problem.Off
	})
	if len(found) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wrong = append(r.wrong, found...)
}

// placeable leaves out what has no place of its own in the output: a path that
// not every disk can hold, or that is taken. Problems have said so; without any
// there is nothing to look for.
func (r *run) placeable(outputs []Output) []Output {
	if !slices.ContainsFunc(r.Problems, misplaced) {
		return outputs
	}
	if r.taken == nil {
		r.taken = map[string]bool{}
	}
	return slices.DeleteFunc(outputs, func(o Output) bool {
		key := strings.ToLower(o.Path)
		gone := output.Check(o.Path) != nil || r.taken[key]
		r.taken[key] = true
		return gone
	})
}

func misplaced(p problem.Problem) bool {
	return p.Code == problem.AddressTaken || p.Code == problem.AddressUnusable
}

// leaves are the pages of entries. They are made after the lists, whose cards
// are not needed any more.
func (r *run) leaves() []Output {
	r.Renderer.ForgetCards()
	return r.Project.leaves()
}

// put makes outputs and stages them.
func (r *run) put(outputs []Output) error {
	outputs = r.placeable(outputs)
	var done atomic.Int64
	return parallel(r.Options.Workers, len(outputs), func(i int) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.one(outputs[i]); err != nil {
			return err
		}
		if r.Options.Progress != nil && outputs[i].Page != nil {
			r.Options.Progress(int(done.Add(1)), len(outputs))
		}
		return nil
	})
}

func (r *run) one(o Output) error {
	if o.look != nil {
		r.report(o.look())
	}
	if o.Open != nil {
		return r.sink.Copy(o.Path, o.Class, o.Open, o.Size)
	}
	made, err := r.Make(o)
	if err != nil {
		return err
	}
	r.report(made.Problems)
	if o.Page != nil {
		r.remember(o, *made.Page)
		if r.rules != nil {
			r.report(r.rules.Look(o.Page, o.Number, *made.Page))
		}
	}
	if made.Data == nil { // its problems say why
		return nil
	}
	defer made.Release()
	if o.Page != nil && r.copy == nil {
		r.heavy.add("/"+o.Page.PathOn(o.Number), made.Data, r.pictures(made.Page))
		r.shown.add(o.Path, r.photos(made.Page))
	}
	return r.sink.Write(o.Path, o.Class, made.Data)
}

// remember keeps what the other pages must be compared with.
func (r *run) remember(o Output, out render.Output) {
	if o.Number == 1 {
		r.parts.Add(o.Page, out.IDs)
		r.texts.add(o.Page, out)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	if !o.Page.Fallback {
		r.anchors = append(r.anchors, out.Anchors...)
	}
}

// used are the files that the pages so far have used: those of content/, and the
// widths of pictures.
func (r *run) used() []Output {
	var all []Output
	owners := map[string]string{}
	for _, f := range r.Renderer.Files.Used() {
		outputs, found := r.UsedFile(f)
		r.report(found)
		for _, o := range outputs {
			key := strings.ToLower(o.Path)
			if other := owners[key]; other != "" {
				r.report([]problem.Problem{problem.New(problem.AddressTaken, problem.Place{File: f.Source.Path}, problem.Args{"address": o.Path, "other": other})})
				continue
			}
			owners[key] = f.Source.Path
			all = append(all, o)
		}
	}
	return all
}

// crosscheck looks at what can be known only now.
func (r *run) crosscheck() error {
	last, err := r.lastTimes()
	if err != nil {
		return err
	}
	r.report(r.changed(last))
	r.report(r.parts.Anchors(r.anchors, r.ids))
	r.report(r.heavySheets())
	r.report(check.Unused(r.Unread(), r.Renderer.Files.Used()))
	return nil
}

// ids renders a page once more for its ids. A page that cannot be read has
// stopped the build before.
func (r *run) ids(p *site.Page) []string {
	out, err := r.Renderer.Page(p, 1)
	if err != nil {
		return nil
	}
	return out.IDs
}

func (r *run) weighed() []problem.Problem {
	return r.Weigh(append(append([]problem.Problem(nil), r.Problems...), r.wrong...))
}

// release lets go of all that the pages were made from: a commit needs its room
// and none of it.
func (r *run) release() {
	r.Entries, r.Files, r.Site, r.Renderer, r.Theme, r.parts, r.anchors = nil, nil, nil, nil, nil, nil, nil
	r.static, r.reader, r.data, r.found = nil, nil, nil, nil
}

// commit publishes, unless a problem forbids it.
func (r *run) commit() (Result, error) {
	result := Result{Problems: r.weighed(), Pages: r.count, Next: r.Site.Next, Weight: r.weight, Heaviest: r.heavy.list(), Packs: r.offers}
	limit := problem.Error
	if r.Options.Strict {
		limit = problem.Warning
	}
	if r.stage == nil || problem.Any(result.Problems, limit) {
		result.Stopped = true
		return result, nil
	}
	result.MustGo, result.BaseURL = r.mustGo(), r.Settings.BaseURL
	r.stage.RemoveFirst(result.MustGo)
	times := r.allTimes()
	result.Conf.Name, result.Conf.Data = r.ServerSettings()
	r.release()
	report, found, err := r.stage.Commit(r.ctx)
	result.Report = report
	if err == nil && len(found) == 0 {
		err = keepTimes(r.root, times)
	}
	if len(found) > 0 {
		result.Problems, result.Stopped = r.Weigh(append(result.Problems, found...)), true
	}
	return result, err
}
