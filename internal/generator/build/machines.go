package build

import (
	"loa/internal/base/output"
	"loa/internal/generator/check"
	"loa/internal/generator/feed"
	"loa/internal/generator/hosting"
	"loa/internal/generator/site"
)

// machineLists are what other programs read of the whole site: sitemaps, robots.txt,
// the web app's manifest, security.txt, Atom feeds and settings of servers.
func machineLists(p *Project) []Output {
	s := p.Site
	all := sitemaps(s)
	add := func(path string, data func() []byte) {
		all = append(all, Output{Path: path, Class: output.EntryPoint, make: plain(data)})
	}
	if !s.Has("robots.txt") { // the site's own wins
		add("robots.txt", func() []byte { return feed.Robots(s) })
	}
	if app := feed.Manifest(s, p.Theme); app != nil && !s.Has("manifest.webmanifest") {
		add("manifest.webmanifest", func() []byte { return app })
	}
	if text := feed.SecurityTxt(s); text != nil && !s.Has(feed.SecurityPath) {
		add(feed.SecurityPath, func() []byte { return text })
	}
	all = append(all, p.reachFiles()...)
	all = append(all, p.serverFiles()...)
	for _, e := range s.Editions {
		for _, page := range e.Pages {
			if page.HasFeed() {
				add(page.Path+"feed.xml", func() []byte { return feed.Atom(s, page) })
			}
			for _, language := range page.Podcasts() {
				if !page.HasEpisode(language, p.heard) {
					continue
				}
				add(page.PodcastPath(language), func() []byte { return feed.Podcast(s, page, language, p.enclosure) })
			}
		}
	}
	return all
}

func (p *Project) heard(r site.Recording) bool {
	_, ok := p.Renderer.Recording(r)
	return ok
}

// enclosure is a recording as podcasts name it.
func (p *Project) enclosure(r site.Recording) (feed.Enclosure, bool) {
	v, ok := p.Renderer.Recording(r)
	return feed.Enclosure{URL: v.File.Absolute, Size: v.File.Size, Type: v.Type, Machine: v.MadeBy}, ok
}

// sitemaps are made one at a time, since they are the largest files of a site.
func sitemaps(s *site.Site) []Output {
	var all []Output
	for n, path := range feed.SitemapPaths(s) {
		all = append(all, Output{Path: path, Class: output.EntryPoint, make: plain(func() []byte { return feed.Sitemap(s, n) })})
	}
	return all
}

// serverFiles are the settings that servers read from the site. A file of static/ with
// the same name wins. They are made last, when it is known which files pages use.
func (p *Project) serverFiles() []Output {
	var all []Output
	add := func(path string, write func(hosting.Facts) []byte) {
		if !p.Site.Has(path) && write(p.facts()) != nil {
			all = append(all, Output{Path: path, Class: output.EntryPoint, make: plain(func() []byte { return write(p.facts()) })})
		}
	}
	add(".nojekyll", func(hosting.Facts) []byte { return []byte{} }) // GitHub Pages would leave out what begins with _
	add("_headers", hosting.Headers)
	add("_redirects", hosting.Redirects)
	if server, ok := hosting.Servers[p.Options.Server]; ok && server.File != "" {
		add(server.File, server.Write)
	}
	return all
}

// facts are what the settings of servers are made of.
func (p *Project) facts() hosting.Facts { return hosting.Of(p.Site, p.sandboxed()) }

// serverSnippet is the part of the server's own settings that belongs to
// Options.Server, and what such a file is called. Data is nil if there is none.
func serverSnippet(p *Project) (name string, data []byte) {
	server, ok := hosting.Servers[p.Options.Server]
	if !ok || server.File != "" {
		return "", nil
	}
	return server.Snippet, server.Write(p.facts())
}

// calendars are the .ics files, with problems of those that are too heavy.
func calendars(p *Project) []Output {
	var all []Output
	calendars := feed.NewCalendars(p.Site, p.Theme.Catalogue)
	for _, e := range p.Site.Editions {
		feeds := e.ICSFeeds()
		for _, f := range feeds {
			all = append(all, Output{Path: f.Path, Class: output.EntryPoint, make: func() (Made, error) {
				data := calendars.AppendICS(nil, e, f)
				return Made{Data: data, Problems: check.Feed(f, feeds, len(data))}, nil
			}})
		}
	}
	return all
}

// registers are the register of documents as data.
func registers(p *Project) []Output {
	files := func(page *site.Page) []feed.DocumentFile {
		var files []feed.DocumentFile
		for _, f := range p.Renderer.DocumentFiles(page) {
			files = append(files, feed.DocumentFile{Name: f.Name, URL: f.Absolute, Size: f.Size, SHA256: f.SHA256()})
		}
		return files
	}
	var all []Output
	for _, e := range p.Site.Editions {
		if path := e.RegisterPath("json"); path != "" {
			all = append(all,
				Output{Path: path, Class: output.EntryPoint, make: plain(func() []byte { return feed.RegisterJSON(p.Site, e, files) })},
				Output{Path: e.RegisterPath("csv"), Class: output.EntryPoint, make: plain(func() []byte { return feed.RegisterCSV(p.Site, e, files) })})
		}
	}
	return all
}
