package render

import (
	"loa/internal/base/fold"
	"loa/internal/generator/site"
)

// packs are what readers may carry away; none if the site does not offer any.
func (sm *siteMaker) packs() []Download {
	if !sm.placed.Settings.Offline.Packs {
		return nil
	}
	title, err := sm.catalogue.Say("pack-whole")
	if err != nil {
		return nil
	}
	all := []Download{sm.download(title, site.PackPath, fold.Slug(sm.text(sm.placed.Settings.Title))+".zip")}
	for _, t := range sm.of.Singles() {
		if one := sm.single(t); one != nil {
			all = append(all, *one)
		}
	}
	return all
}

func (sm *siteMaker) single(t *site.TermPage) *Download {
	title, err := sm.catalogue.Say("pack-topic", "topic", t.Name)
	if err != nil {
		return nil
	}
	one := sm.download(title, sm.of.SinglePath(t.Term.Key), fold.Slug(t.Name)+".html")
	return &one
}

func (sm *siteMaker) download(title, path, file string) Download {
	return Download{Title: title, URL: sm.url(path), Path: path, File: file, List: sm.url(site.PackListPath)}
}

// Pack is the topic of the page as one file; nil where there is none to download,
// and on later pages of a list.
func (v *Page) Pack() *Download {
	if len(v.Site.Packs) == 0 || v.Pager != nil && v.Pager.Number > 1 {
		return nil
	}
	for _, t := range v.in.of.Singles() {
		if t.Page == v.of {
			return v.in.maker.single(t)
		}
	}
	return nil
}
