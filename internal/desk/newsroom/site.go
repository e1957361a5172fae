package newsroom

import (
	"strings"

	"loa/internal/generator/build"
	"loa/internal/generator/content"
)

// link is a page or a file that a text can lead to.
type link struct{ Path, Title string }

// mostLinks bounds the pages and files that a text is offered to lead to.
const mostLinks = 2000

// linksFor are the pages and files of the site, as links of an entry are written.
func linksFor(p *build.Project, from content.Name) []link {
	var all []link
	for _, e := range p.Entries {
		if len(all) < mostLinks && e.Language == from.Language && e.Key != from.Key {
			all = append(all, link{strings.TrimPrefix(e.File.Path, content.Root), e.Title})
		}
	}
	for _, o := range fileOffers(p, from, func(string) bool { return true }) {
		if len(all) < mostLinks {
			all = append(all, link{o.Value, o.Name})
		}
	}
	return all
}

// sections are the folders that an entry may go into.
func sections(p *build.Project) []link {
	var all []link
	for _, e := range p.Entries {
		if e.IsSection() && !e.IsHome() && e.Language == p.Settings.DefaultLanguage {
			all = append(all, link{e.Folder(), e.Title})
		}
	}
	return all
}

// standsFor is the file of the entry that has a name's place on the site; "" if
// there is none. That of ao.md is ao/index.md as well.
func standsFor(p *build.Project, name content.Name) string {
	for _, e := range p.Entries {
		if e.Key == name.Key && e.Language == name.Language {
			return e.File.Name
		}
	}
	return ""
}

// pairOf finds a translation and its source among the entries.
func pairOf(p *build.Project, file string, name content.Name) (source, translation *content.Entry) {
	for _, e := range p.Entries {
		switch {
		case e.File.Name == file:
			translation = e
		case e.Key == name.Key && e.Language == p.Settings.DefaultLanguage:
			source = e
		}
	}
	return source, translation
}

// translationsOf are the versions of an entry in all languages, the source first;
// nil if it has no source.
func translationsOf(p *build.Project, name content.Name) []Translation {
	var from *content.Entry
	var others []*content.Entry
	first := p.Settings.DefaultLanguage
	for _, e := range p.Entries {
		switch {
		case e.Key != name.Key:
		case e.Language == first:
			from = e
		default:
			others = append(others, e)
		}
	}
	if from == nil {
		return nil
	}
	all := []Translation{{Language: first, Name: languageName(p, first), File: from.File.Name}}
	for _, tag := range p.Settings.Languages.Tags()[1:] {
		t := translationOf(p, from, others, tag)
		t.Name = languageName(p, tag)
		all = append(all, t)
	}
	return all
}

// languageName is what a language calls itself.
func languageName(p *build.Project, tag string) string {
	if l, ok := p.Settings.Languages.Find(tag); ok && l.Name != "" {
		return l.Name
	}
	return tag
}
