package build

import (
	"io"
	"path"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/config"
	"loa/internal/generator/feed"
	"loa/internal/generator/hosting"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/media/picture"
)

// Output is one file of the site and what makes it. The build makes all of
// them, the preview the one that is asked for.
type Output struct {
	Path   string
	Class  output.Class
	Page   *site.Page                    // of a page: which
	Number int                           // of a page: which page of its list, from 1
	Open   func() (io.ReadCloser, error) // of a file that is copied as it is
	Size   int64                         // of that file in bytes; -1 if nobody knows

	make func() (Made, error)     // of everything else
	look func() []problem.Problem // of a file that is copied: what must be said of it; may be nil
}

// Outputs lists every file of the site but those of content/, which are
// published only if a page uses them: see UsedFile.
func (p *Project) Outputs() []Output {
	var all []Output
	for _, list := range []func() []Output{p.assets, p.lists, p.leaves, p.posters, p.redirects, p.feeds, p.files, p.indexes, p.workers} {
		all = append(all, list()...)
	}
	return all
}

// Make makes the bytes of an output without Open, with all that can be said of
// it by itself. The error is an I/O error.
func (p *Project) Make(o Output) (Made, error) {
	if o.Page == nil {
		return o.make()
	}
	out, err := p.Renderer.Page(o.Page, o.Number)
	if err != nil {
		return Made{}, err
	}
	if o.Number == 1 {
		out.Problems = append(out.Problems, p.Renderer.FrontFiles(o.Page)...)
		out.Problems = append(out.Problems, check.Translation(o.Page)...)
	}
	if p.copy != nil { // nobody waits for a disk
		return rendered(out), nil
	}
	out.Problems = append(out.Problems, check.Weight(o.Page, out.HTML, int64(p.Settings.Budget.HTML))...)
	out.Problems = append(out.Problems, check.Load(o.Page, out.HTML, p.shared(), p.pictures(&out), int64(p.Settings.Budget.Page))...)
	return rendered(out), nil
}

// pictures are those that a page may load. Style sheets and scripts of the theme
// are shared by all.
func (p *Project) pictures(out *render.Output) []check.File {
	var files []check.File
	for _, f := range out.Files {
		if f.Width > 0 {
			files = append(files, check.File{URL: p.Renderer.Shown(f), Size: f.Size})
		}
	}
	return files
}

// photos are the paths at which the site has the pictures of a page.
func (p *Project) photos(out *render.Output) []string {
	var paths []string
	for _, f := range out.Files {
		if f.Width > 0 {
			paths = append(paths, p.Renderer.ShownPath(f))
		}
	}
	return paths
}

// styles are the style sheets and scripts of the theme, with the sizes in which
// hosts send them.
func (p *Project) styles() []check.File {
	var files []check.File
	for _, a := range p.Theme.Assets {
		if ending := path.Ext(a.Path); ending == ".css" || ending == ".js" {
			files = append(files, check.File{URL: p.Renderer.URL(a.Path), Size: check.SentSize(a.Path, a.Data)})
		}
	}
	return files
}

// heavySheets reports style sheets and scripts that the site's budget does not allow.
func (p *Project) heavySheets() []problem.Problem {
	limits := map[string]config.Size{".css": p.Settings.Budget.CSS, ".js": p.Settings.Budget.JS}
	var found []problem.Problem
	for _, a := range p.Theme.Assets {
		found = append(found, check.Sheet("/"+a.Path, a.Data, int64(limits[path.Ext(a.Path)]))...)
	}
	return found
}

// assets are what pages load.
func (p *Project) assets() []Output {
	var all []Output
	for _, a := range p.Theme.Assets {
		make := ready(a.Data)
		if picture.Named(a.Name) {
			make = func() (Made, error) {
				clean, found := p.clean(a.File, a.Data)
				return Made{Data: clean, Problems: found}, nil
			}
		}
		all = append(all, Output{Path: a.Path, Class: output.Asset, make: make})
	}
	return all
}

// lists are the pages that show others: home, sections, terms; and every page of
// a list.
func (p *Project) lists() []Output { return p.pages(isList) }

// leaves are the pages of entries.
func (p *Project) leaves() []Output {
	return p.pages(func(page *site.Page) bool { return !isList(page) })
}

func isList(page *site.Page) bool { return page.Entry == nil || len(page.Items)+len(page.Sections) > 0 }

func (p *Project) pages(want func(*site.Page) bool) []Output {
	var all []Output
	for _, e := range p.Site.Editions {
		for _, page := range e.Pages {
			if !want(page) {
				continue
			}
			class := output.Page
			if page.Kind == site.Home {
				class = output.EntryPoint
			}
			all = append(all, Output{Path: page.File(), Class: class, Page: page, Number: 1})
			for n := 2; n <= page.PageCount(); n++ {
				all = append(all, Output{Path: page.PathOn(n) + "index.html", Class: class, Page: page, Number: n})
			}
		}
	}
	return all
}

// redirects are a page at each old address.
func (p *Project) redirects() []Output {
	var all []Output
	for _, e := range p.Site.Editions {
		for _, moved := range e.Moved {
			if !moved.ServerOnly {
				all = append(all, Output{Path: moved.File(), Class: output.Page, make: func() (Made, error) { return rendered(p.Renderer.Redirect(moved)), nil }})
			}
		}
	}
	return all
}

// feeds are what machines read.
func (p *Project) feeds() []Output {
	s := p.Site
	all := p.sitemaps()
	machine := func(path string, data func() []byte) {
		all = append(all, Output{Path: path, Class: output.EntryPoint, make: plain(data)})
	}
	if !s.Has("robots.txt") { // the site's own wins
		machine("robots.txt", func() []byte { return feed.Robots(s) })
	}
	if app := feed.Manifest(s, p.Theme); app != nil && !s.Has("manifest.webmanifest") {
		machine("manifest.webmanifest", func() []byte { return app })
	}
	all = append(all, p.settings()...)
	for _, e := range s.Editions {
		for _, page := range e.Pages {
			if page.HasFeed() {
				machine(page.Path+"feed.xml", func() []byte { return feed.Atom(s, page) })
			}
		}
	}
	return append(all, p.calendars()...)
}

// settings are what servers read. A file of static/ with the same name wins.
func (p *Project) settings() []Output {
	facts := hosting.Of(p.Site)
	var all []Output
	add := func(path string, data []byte) {
		if data != nil && !p.Site.Has(path) {
			all = append(all, Output{Path: path, Class: output.EntryPoint, make: ready(data)})
		}
	}
	add(".nojekyll", []byte{}) // GitHub Pages would leave out what begins with _
	add("_headers", hosting.Headers(facts))
	add("_redirects", hosting.Redirects(facts))
	if server, ok := hosting.Servers[p.Options.Server]; ok && server.File != "" {
		add(server.File, server.Write(facts))
	}
	return all
}

// ServerSettings are those of Options.Server that are no file of the site but
// belong to the server's own, and what such a file is called; nil for none.
func (p *Project) ServerSettings() (name string, data []byte) {
	server, ok := hosting.Servers[p.Options.Server]
	if !ok || server.File != "" {
		return "", nil
	}
	return server.Snippet, server.Write(hosting.Of(p.Site))
}

// sitemaps are made one at a time, since they are the largest files of a site.
func (p *Project) sitemaps() []Output {
	var all []Output
	for n, path := range feed.SitemapPaths(p.Site) {
		all = append(all, Output{Path: path, Class: output.EntryPoint, make: plain(func() []byte { return feed.Sitemap(p.Site, n) })})
	}
	return all
}
