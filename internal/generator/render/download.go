package render

import (
	"loa/internal/base/fold"
	"loa/internal/generator/site"
)

// packs are what readers may carry away; none if the site does not offer any.
func (e *edition) packs() []Download {
	if !e.r.site.Settings.Offline.Packs {
		return nil
	}
	title, err := e.catalogue.Say("pack-whole")
	if err != nil {
		return nil
	}
	all := []Download{e.download(title, site.PackPath, fold.Slug(e.text(e.r.site.Settings.Title))+".zip")}
	for _, t := range e.of.Singles() {
		if one := e.single(t); one != nil {
			all = append(all, *one)
		}
	}
	return all
}

func (e *edition) single(t *site.TermPage) *Download {
	title, err := e.catalogue.Say("pack-topic", "topic", t.Name)
	if err != nil {
		return nil
	}
	one := e.download(title, e.of.SinglePath(t.Term.Key), fold.Slug(t.Name)+".html")
	return &one
}

func (e *edition) download(title, path, file string) Download {
	return Download{Title: title, URL: e.r.url(path), Path: path, File: file, List: e.r.url(site.PackListPath)}
}

// Pack is the topic of the page as one file; nil where there is none to download,
// and on later pages of a list.
func (v *Page) Pack() *Download {
	if len(v.Site.Packs) == 0 || v.Pager != nil && v.Pager.Number > 1 {
		return nil
	}
	for _, t := range v.in.of.Singles() {
		if t.Page == v.of {
			return v.in.single(t)
		}
	}
	return nil
}
