package build

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"loa/internal/base/output"
	"loa/internal/generator/offline"
	"loa/internal/generator/site"
	"loa/internal/reach/tally"
)

// Reached is what is known of the site where its readers are counted: its hosts, also
// those of the targets, its pages, and the old addresses that count for them.
func (p *Project) Reached() tally.Site {
	s := tally.Site{Worker: "/" + offline.Worker, Zone: p.Settings.Zone}
	addresses := []string{p.Settings.BaseURL}
	for _, t := range p.Settings.Deploy {
		addresses = append(addresses, t.BaseURL)
	}
	for _, address := range addresses {
		at, err := url.Parse(address)
		if err != nil || at.Hostname() == "" {
			continue
		}
		name := strings.TrimPrefix(strings.ToLower(at.Hostname()), "www.")
		base := strings.TrimSuffix(at.Path, "/") + "/"
		s.Places = append(s.Places, tally.Place{Host: name, Base: base}, tally.Place{Host: "www." + name, Base: base})
	}
	s.Pages, s.Old = p.Site.Counted()
	s.Files = p.offered()
	return s
}

// offered are the addresses of the site's files, by themselves in small letters: also
// those of content/ that no page uses today, since logs tell of yesterday.
func (p *Project) offered() map[string]string {
	all := map[string]string{}
	add := func(path string) { all["/"+strings.ToLower(path)] = "/" + path }
	for _, o := range p.Outputs() {
		add(o.Path)
	}
	for _, f := range p.Files {
		add(p.Site.FilePath(f))
	}
	if p.Settings.Offline.Packs {
		add(site.PackPath)
		for _, e := range p.Site.Editions {
			for _, t := range e.Singles() {
				add(e.SinglePath(t.Term.Key))
			}
		}
	}
	return all
}

// reachFiles are the figures of readers for the script that shows them.
func (p *Project) reachFiles() []Output {
	var all []Output
	files := p.Renderer.ReachFiles()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if !p.Site.Has(path) {
			all = append(all, Output{Path: path, Class: output.EntryPoint, make: func() (Made, error) {
				data, err := files[path]()
				return Made{Data: data}, err
			}})
		}
	}
	return all
}
