package build

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/compress"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// run makes files of a project for one user and gathers what they tell.
type run struct {
	*Project
	ctx   context.Context
	sink  Sink
	rules *check.Rules // of a check, else nil
	texts searched

	count int
	taken map[string]bool // paths of outputs so far, in small letters
	parts *check.Parts
	heavy heaviest

	past   *past         // the last build, if pages of it are kept; else nil
	notes  *notes        // for the next build; nil if nothing is remembered
	files  *output.Stage // behind sink; of a build
	leads  []leads
	retold int // pages that were not made again

	scripted map[*site.Page]bool // those whose script was made along with them

	keep       *keeper         // what readers may save; nil if nothing
	bare       Sink            // the sink without keep's notes
	compressed *compress.Store // nil if nothing is compressed
	offers     []Packed
	scripts    scripts // of a copy

	mu      sync.Mutex
	anchors []render.Anchor
	wrong   []problem.Problem
}

// report keeps problems, but those that the site turned off: there may be one
// for every page.
func (r *run) report(found []problem.Problem) {
	if found = r.wanted(found); len(found) == 0 {
		return
	}
	r.notes.found(found)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wrong = append(r.wrong, found...)
}

// wanted leaves out problems that the site turned off.
func (r *run) wanted(found []problem.Problem) []problem.Problem {
	off := func(p problem.Problem) bool {
		severity, chosen := r.Settings.Check.Severities[p.Code]
		return chosen && severity == problem.Off
	}
	if !slices.ContainsFunc(found, off) {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), off)
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

// put makes outputs and stages them.
func (r *run) put(outputs []Output) error {
	outputs = r.placeable(r.unmade(outputs))
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
	if t := r.past.page(o); t != nil {
		if !r.past.renamed.touches(r.past.named(t)) {
			return r.retell(o, t)
		}
		if done, err := r.rename(o, t); done || err != nil {
			return err
		}
	}
	if r.past != nil && r.past.kinds == ofTexts && o.text != nil && !r.past.touches(o.text) {
		return r.files.Keep(o.Path, o.Class)
	}
	if o.look != nil {
		v := o.look()
		r.report(v.problems)
		if v.refused {
			return nil
		}
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
		if r.past != nil {
			return errUses // perhaps
		}
		return nil
	}
	defer made.Release()
	if o.Page != nil && r.copy == nil {
		if err := r.tell(o, made); err != nil {
			return err
		}
		if made.Page.Blocks != nil && r.taken == nil {
			if err := r.alongWith(o.Page, *made.Page); err != nil {
				return err
			}
		}
	}
	if o.aside && r.bare != nil {
		return r.bare.Write(o.Path, o.Class, made.Data)
	}
	return r.sink.Write(o.Path, o.Class, made.Data)
}

// remember keeps what the other pages must be compared with.
func (r *run) remember(o Output, out render.Output) {
	if o.Number == 1 {
		r.parts.Add(o.Page, out.IDs)
		if r.past == nil || r.past.touches(o.Page) { // else its words are known
			r.texts.add(r.Renderer, o.Page, out)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	if !o.Page.Fallback {
		r.anchors = append(r.anchors, out.Anchors...)
	}
}

// usedFiles makes the files that pages have used so far: those of content/, and
// the widths of pictures.
func usedFiles(r *run) error {
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
	return r.put(all)
}

// comparePages finds what is wrong between pages, now that all of them are known.
func comparePages(r *run) error {
	h := r.history()
	last, err := h.load()
	if err != nil {
		return err
	}
	r.report(h.changed(last))
	if err := r.lookAtLeads(); err != nil {
		return err
	}
	r.report(r.parts.Anchors(r.anchors, r.ids))
	r.report(r.budget().sheets())
	return nil
}

// unusedFiles tells of the files of content/ that no page uses.
func unusedFiles(r *run) error {
	r.report(r.Unused(r.Renderer.Files.Used()))
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

// preparePictures encodes the pictures of content/, several at a time, before pages
// ask for them one after the other. It makes no file: pages tell which are used.
func preparePictures(r *run) error {
	r.publisher().prepare(r.Options.Workers)
	return nil
}
