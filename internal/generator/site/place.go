package site

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// sections places the home page and a page for each folder.
func (b *builder) sections(e *Edition) {
	for _, folder := range b.folders {
		key := path.Join(folder, "_index")
		parent := e.byKey[path.Join(parentFolder(folder), "_index")]
		if folder == "" {
			parent = nil
		}
		entry, values, fallback := b.pick(e, b.site.groups[key], e.cascades(parent))
		if entry == nil && !b.nameless(e, folder) {
			continue
		}
		p := &Page{Kind: Section, Edition: e, Key: key, Entry: entry, Parent: parent, Fallback: fallback, values: values, position: -1}
		switch {
		case folder == "":
			p.Kind, p.Path = Home, e.Prefix
		case parent == nil: // hidden with the section above it
			continue
		default:
			p.Path = parent.Path + addressPart(entry, path.Base(folder)) + "/"
			parent.Sections = append(parent.Sections, p)
		}
		p.Title, p.TitleLanguage = b.sectionTitle(e, p, folder)
		if entry != nil {
			p.sorted = orderOf(entry, b.site.Now)
			if kind, ok := hosted[entry.Hosts]; ok {
				p.Kind = kind
			}
		}
		b.add(e, p)
		if folder == "" {
			e.Home = p
		}
	}
	for _, p := range e.Pages {
		inOrder(p.Sections, steady, b.titles)
	}
}

// nameless reports whether a folder that an edition has no _index.md for gets a
// section all the same, named after it, and warns of it.
func (b *builder) nameless(e *Edition, folder string) bool {
	tags := b.in.Settings.Languages.Tags()
	i := slices.Index(tags, e.Language.Tag)
	needed := b.site.needs[i][folder]
	g := b.site.groups[path.Join(folder, "_index")]
	hidden := g != nil && g.live // the language hides it, unless it needs it
	if alone := !slices.Contains(tags, e.Language.Fallback); !needed && (hidden || alone) {
		return false
	}
	at := content.Root + "/" + folder
	first := !slices.ContainsFunc(b.site.needs[:i], func(earlier map[string]bool) bool { return earlier[folder] })
	switch {
	case folder == "" || !needed || b.misnamed[folder]:
	case hidden:
		b.report(problem.SectionNoIndex, problem.Place{File: at}, problem.Args{"folder": at, "file": "_index." + e.Language.Tag + ".md"})
	case g == nil && first: // once for all languages
		b.report(problem.SectionNoIndex, problem.Place{File: at}, problem.Args{"folder": at, "file": "_index.md"})
	}
	return true
}

func (b *builder) sectionTitle(e *Edition, p *Page, folder string) (title, language string) {
	switch {
	case p.Entry != nil:
		return p.Entry.Title, ""
	case folder == "":
		return b.said(e, b.in.Settings.Title)
	}
	return path.Base(folder), ""
}

// hosted are the generated pages that a section may be the home of.
var hosted = map[string]Kind{"search": Search, "calendar": CalendarPage, "documents": DocumentsPage}

// cascades collects what the sections from a page up hand down, the nearest
// first.
func (e *Edition) cascades(p *Page) []*content.Inherited {
	var all []*content.Inherited
	for ; p != nil; p = p.Parent {
		if p.Entry != nil && p.Entry.Cascade != nil {
			all = append(all, p.Entry.Cascade)
		}
	}
	return all
}

// addressPart is the last part of an address: the slug, else the name, folded.
func addressPart(entry *content.Entry, name string) string {
	if entry != nil && entry.Slug != "" {
		return entry.Slug
	}
	if part := fold.Slug(name); part != "" {
		return part
	}
	return name
}

// entries places the pages of all other entries and fills the sections' lists.
func (b *builder) entries(e *Edition) {
	for _, g := range b.site.groups {
		name := content.Name{Key: g.key}
		if !g.live || name.IsSection() {
			continue
		}
		parent := e.byKey[path.Join(name.Parent(), "_index")]
		if parent == nil {
			continue
		}
		entry, values, fallback := b.pick(e, g, e.cascades(parent))
		if entry == nil {
			continue
		}
		e.Entries = append(e.Entries, &Page{
			Kind: Kind(entry.Kind), Edition: e, Key: g.key, Entry: entry, Title: entry.Title,
			Path:   parent.Path + addressPart(entry, path.Base(g.key)) + "/",
			Parent: parent, Fallback: fallback, values: values, sorted: orderOf(entry, b.site.Now),
		})
	}
	inOrder(e.Entries, steady, b.titles)
	for _, p := range e.Entries {
		p.Parent.Items = append(p.Parent.Items, p)
		b.add(e, p)
	}
	for _, section := range e.Pages {
		inOrder(section.Items, listed, b.titles)
		for i, p := range section.Items {
			p.position = i
		}
	}
}

func (b *builder) add(e *Edition, p *Page) {
	p.Index = len(e.Pages)
	e.Pages = append(e.Pages, p)
	e.byKey[p.Key] = p
}

// special places the pages that every edition has.
func (b *builder) special(e *Edition) {
	b.add(e, &Page{Kind: NotFound, Edition: e, Key: ":404", Path: e.Prefix + "404.html", Parent: e.Home, position: -1})
	b.add(e, &Page{Kind: Offline, Edition: e, Key: ":offline", Path: e.Prefix + e.word("offline") + "/", Parent: e.Home, position: -1})
	for _, p := range e.Pages {
		if p.Kind == Search {
			e.byKey[":search"] = p
		}
	}
	if b.in.Settings.Search.Enabled && e.byKey[":search"] == nil {
		b.add(e, &Page{Kind: Search, Edition: e, Key: ":search", Path: e.Prefix + e.word("search") + "/", Parent: e.Home, position: -1})
	}
}

// ServerOnly reports whether an old address cannot be a folder on a static
// host.
func ServerOnly(alias string) bool {
	if strings.ContainsAny(alias, "?&=") {
		return true
	}
	switch strings.ToLower(path.Ext(alias)) {
	case ".aspx", ".asp", ".php", ".jsp", ".cgi", ".do":
		return true
	}
	return false
}
