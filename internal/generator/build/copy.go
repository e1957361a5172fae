package build

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"loa/internal/base/output"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/media/consent"
)

// Pack makes the files of a copy for a disk and hands them to a sink. Problems are
// weighed as a build's are. The caller decides by them whether to keep the files.
func (p *Project) Pack(ctx context.Context, of *site.Copy, to Sink) (Result, error) {
	r := p.startCopy(ctx, of, to)
	if err := r.all(copying); err != nil {
		return Result{}, err
	}
	return Result{Problems: r.weighed(), Pages: r.count}, nil
}

// startCopy begins to make a copy: the same pages with other links.
func (p *Project) startCopy(ctx context.Context, of *site.Copy, to Sink) *run {
	onDisk := *p
	onDisk.copy = of
	onDisk.Options.Carrier = consent.Disk
	onDisk.Renderer = render.NewDisk(p.Site, p.Theme, render.NewFiles(p.disk, p.reader, onDisk.processor(), onDisk.recordings(p.Site)), of)
	r := &run{Project: &onDisk, ctx: ctx, parts: check.NewParts()}
	r.scripts = scriptsOf(p.Theme)
	r.sink = portable{to, onDisk.Renderer, r.scripts}
	if all := onDisk.searched(); all != nil {
		r.texts = searched{}
		for _, e := range of.Editions() {
			r.texts[e] = all[e]
		}
	}
	onDisk.Renderer.Searched = r.texts != nil
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

// inCopy leaves the pages that are in the copy.
func inCopy(r *run, o Output) bool { return r.copy.Has(o.Page) }

// linked leaves the files that a page leads to.
func linked(r *run, o Output) bool { return r.Renderer.Linked(o.Path) }

// copiedFile leaves the files of static/ and of the theme that a copy needs: in a
// whole copy all, as on the web, else the theme's and those that a page leads to.
func copiedFile(r *run, o Output) bool {
	return r.copy.HasPath(o.Path) && (r.copy.Whole() || linked(r, o) ||
		slices.ContainsFunc(r.Theme.Static, func(f theme.StaticFile) bool { return f.Path == o.Path }))
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

// copyFront writes the page at the root of the copy that leads to where its reader begins,
// unless the home page lies there.
func copyFront(r *run) error {
	start := r.copy.Front()
	if start == nil || start.Path == "" {
		return nil
	}
	return r.put([]Output{{Path: "index.html", Class: output.EntryPoint, make: func() (Made, error) {
		return rendered(r.Renderer.Redirect(site.Redirect{To: start})), nil
	}}})
}

// copyAssets writes the assets that pages have asked for, and what style sheets may
// ask for: all but the scripts of other pages and the icons of the web app.
func copyAssets(r *run) error {
	return r.put(kept(assets(r.Project), func(o Output) bool {
		named, optional := r.scripts[o.Path]
		return !optional || named.Load()
	}))
}

// compareAnchors looks at the links to parts of pages. The ids of pages outside of the
// copy are not known.
func compareAnchors(r *run) error {
	inside := slices.DeleteFunc(r.anchors, func(a render.Anchor) bool { return !r.copy.Has(a.Page) })
	r.report(r.parts.Anchors(inside, r.ids))
	return nil
}

// scripts are the theme's, by path, and whether a page loads them; and likewise the
// icons of the app, which a copy needs only where a page leads to them.
type scripts map[string]*atomic.Bool

func scriptsOf(t *theme.Theme) scripts {
	all := scripts{}
	for _, a := range t.Assets {
		if path.Ext(a.Path) == ".js" {
			all[a.Path] = new(atomic.Bool)
		}
	}
	app := t.App()
	for _, name := range append(append([]string{}, app.Icons...), app.Maskable...) {
		if a, ok := t.Asset(name); ok {
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
