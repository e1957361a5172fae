package build

import (
	"bytes"
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/media/consent"
)

// Pack makes the files of a copy for a disk and hands them to a sink. Problems
// are weighed as a build's are; whoever keeps the files looks at them first.
func (p *Project) Pack(ctx context.Context, of *site.Copy, to Sink) (Result, error) {
	r := p.packing(ctx, of, to)
	for _, outputs := range []func() []Output{
		r.heldOf(r.lists),
		r.heldOf(r.leaves),
		r.front,
		r.linkedOf(r.calendars),
		r.packedFiles,
		r.used,
	} {
		if err := r.put(outputs()); err != nil {
			return Result{}, err
		}
	}
	if err := r.index(); err != nil {
		return Result{}, err
	}
	if err := r.put(r.packedAssets()); err != nil { // pages have asked for them by now
		return Result{}, err
	}
	inside := slices.DeleteFunc(r.anchors, func(a render.Anchor) bool { return !of.Has(a.Page) }) // of the others the ids are not known
	r.report(r.parts.Anchors(inside, r.ids))
	return Result{Problems: r.weighed(), Pages: r.count}, nil
}

// Packs is what Options.Packs made.
type Packs struct {
	All      []Packed
	Problems []problem.Problem
}

// Packed is a file for download.
type Packed struct {
	Path string
	Size int64 // on the reader's device
	Sent int64 // as hosts send it
}

// packs makes what the site offers for download, past what readers keep on their
// devices. A build that will be stopped does without.
func (r *run) packs() error {
	if !r.Settings.Offline.Packs || problem.Any(r.weighed(), problem.Error) {
		return nil
	}
	made, err := r.Options.Packs(r.ctx, r.Project, r.bare)
	r.report(made.Problems)
	r.offers = made.All
	return err
}

// OneFile renders what stands in one file by itself.
func (p *Project) OneFile(leaf render.Leaf) (render.LeafFile, error) {
	onDisk := *p
	onDisk.Options.Carrier = consent.Disk
	return render.OneFile(p.Site, p.Theme, render.NewFiles(p.disk, onDisk.darkroom()), leaf)
}

// EntryFile is the path of an entry that a person names from where they stand,
// from the site's folder or from content/; "" if there is none.
func (p *Project) EntryFile(typed string) string {
	plain := path.Clean(filepath.ToSlash(norm.NFC.String(typed)))
	names := []string{plain, path.Join(content.Root, plain)}
	if dir, err := filepath.Abs(p.Options.Dir); err == nil {
		if full, err := filepath.Abs(typed); err == nil {
			if from, err := filepath.Rel(dir, full); err == nil {
				names = append([]string{norm.NFC.String(filepath.ToSlash(from))}, names...)
			}
		}
	}
	for _, name := range names {
		for _, e := range p.Entries {
			if e.File.Path == name {
				return name
			}
		}
	}
	return ""
}

// packing is a project with the carrier exchanged, and a run of it.
func (p *Project) packing(ctx context.Context, of *site.Copy, to Sink) *run {
	packed := *p
	packed.copy = of
	packed.Options.Carrier = consent.Disk
	packed.Renderer = render.NewDisk(p.Site, p.Theme, render.NewFiles(p.disk, packed.darkroom()), of)
	r := &run{Project: &packed, ctx: ctx, parts: newParts()}
	r.scripts = scriptsOf(p.Theme)
	r.sink = portable{to, packed.Renderer, r.scripts}
	if all := packed.searched(); all != nil {
		r.texts = searched{}
		for _, e := range of.Editions() {
			r.texts[e] = all[e]
		}
	}
	packed.Renderer.Searched = r.texts != nil
	return r
}

// portable gives files the names by which the pages of a copy know them, and
// notes which scripts the pages load.
type portable struct {
	Sink
	pages   *render.Renderer
	scripts scripts
}

func (p portable) name(path string) string {
	if p.pages.Linked(path) {
		return render.Portable(path)
	}
	return path
}

func (p portable) Write(path string, class output.Class, data []byte) error {
	if strings.HasSuffix(path, ".html") {
		p.scripts.look(data)
	}
	return p.Sink.Write(p.name(path), class, data)
}

func (p portable) Copy(path string, class output.Class, from Opener, size int64) error {
	return p.Sink.Copy(p.name(path), class, from, size)
}

// heldOf leaves the pages that are in the copy.
func (r *run) heldOf(list func() []Output) func() []Output {
	return func() []Output {
		return kept(list(), func(o Output) bool { return r.copy.Has(o.Page) })
	}
}

// linkedOf leaves the files that a page leads to.
func (r *run) linkedOf(list func() []Output) func() []Output {
	return func() []Output {
		return kept(list(), func(o Output) bool { return r.Renderer.Linked(o.Path) })
	}
}

func kept(all []Output, want func(Output) bool) []Output {
	var some []Output
	for _, o := range all {
		if want(o) {
			some = append(some, o)
		}
	}
	return some
}

// front leads from the root of the copy to where its reader begins, unless the
// home page lies there.
func (r *run) front() []Output {
	start := r.copy.Front()
	if start == nil || start.Path == "" {
		return nil
	}
	return []Output{{Path: "index.html", Class: output.EntryPoint, make: func() (Made, error) {
		return rendered(r.Renderer.Redirect(site.Redirect{To: start})), nil
	}}}
}

// packedFiles are those of static/ and of the theme: in a whole copy all, as on
// the web, else those of static/ that a page leads to.
func (r *run) packedFiles() []Output {
	return kept(r.files(), func(o Output) bool {
		return r.copy.HasPath(o.Path) && (r.copy.Whole() || r.Renderer.Linked(o.Path) || r.themes(o.Path))
	})
}

func (r *run) themes(path string) bool {
	for _, f := range r.Theme.Static {
		if f.Path == path {
			return true
		}
	}
	return false
}

// packedAssets are the assets that pages ask for, and what style sheets may ask
// for: all but the scripts of other pages and the icons of the web app.
func (r *run) packedAssets() []Output {
	icons := map[string]bool{}
	app := r.Theme.App()
	for _, name := range append(append([]string{}, app.Icons...), app.Maskable...) {
		if a, ok := r.Theme.Asset(name); ok {
			icons[a.Path] = true
		}
	}
	return kept(r.assets(), func(o Output) bool {
		loaded, script := r.scripts[o.Path]
		return script && loaded.Load() || !script && !icons[o.Path]
	})
}

// scripts are the theme's, by path, and whether a page loads them.
type scripts map[string]*atomic.Bool

func scriptsOf(t *theme.Theme) scripts {
	all := scripts{}
	for _, a := range t.Assets {
		if path.Ext(a.Path) == ".js" {
			all[a.Path] = new(atomic.Bool)
		}
	}
	return all
}

func (s scripts) look(html []byte) {
	for path, loaded := range s {
		if !loaded.Load() && bytes.Contains(html, []byte(path)) {
			loaded.Store(true)
		}
	}
}
