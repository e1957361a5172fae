// Package render turns placed pages into final bytes: an entry's Markdown
// inside its layout, lists, 404 pages and redirects.
//
// A Renderer belongs to one site and one theme, neither of which changes. Page
// may be called from any number of goroutines; the build calls it for every
// page, the preview for the page that is asked for.
package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"loa/internal/base/fold"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/reach/figures"
)

// Renderer renders the pages of one site.
type Renderer struct {
	Files    *Files
	Searched bool   // pages come with their plain text; set before the first is rendered
	Thorough bool   // pages come with the passages of their text; likewise
	Aloud    bool   // pages that have a script come with their text as blocks; likewise
	Known    bool   // pages come with a digest of what they show of others; likewise
	Slots    *Slots // pages come with the assets that they name, if not nil; likewise

	addresses
	texts    *content.Reader // for body alone
	placed   *site.Site
	theme    *theme.Theme
	markdown *markdown.Markdown
	depths   *depths // nil if addresses are the same on all pages
	editions map[*site.Edition]*edition
	posters  *posters
	reached  func() *figures.Figures // see reachOfPages
}

// New prepares the rendering of a site for the web.
func New(s *site.Site, t *theme.Theme, files *Files) *Renderer {
	files.site = s
	return newRenderer(s, t, files, web{root: rootOf(s.Settings.BaseURL)})
}

// NewDisk prepares the rendering of a copy for a disk.
func NewDisk(s *site.Site, t *theme.Theme, files *Files, of *site.Copy) *Renderer {
	files.site = s
	linked := &sync.Map{}
	at := func(depth int) *Renderer {
		return newRenderer(s, t, files, disk{of: of, up: strings.Repeat("../", depth), origin: s.Settings.BaseURL, paths: linked})
	}
	top := at(0)
	shared := &depths{made: map[int]*Renderer{0: top}}
	shared.at = func(depth int) *Renderer {
		r := at(depth)
		r.Searched = top.Searched
		return r
	}
	top.depths = shared
	return top
}

func newRenderer(s *site.Site, t *theme.Theme, files *Files, c carrier) *Renderer {
	r := &Renderer{placed: s, theme: t, Files: files, texts: files.texts, markdown: markdown.New(dialect(s, t)), editions: map[*site.Edition]*edition{},
		addresses: addresses{carrier: c, root: rootOf(s.Settings.BaseURL), origin: s.Settings.BaseURL}}
	r.reached = reachOfPages(s)
	languages := map[*site.Edition]*Language{}
	for _, e := range s.Editions {
		languages[e] = &Language{Tag: e.Language.Tag, Name: e.Language.Name, Direction: e.Language.Direction}
	}
	r.posters = &posters{placed: s, files: files, origin: r.origin, pages: map[*site.Edition]*pages{}, logo: files.posterLogo(s)}
	for _, e := range s.Editions {
		r.editions[e] = newEdition(r, e, languages, r.posters)
		r.posters.pages[e] = r.editions[e].pages
	}
	return r
}

// dialect says which directives the theme has.
func dialect(s *site.Site, t *theme.Theme) markdown.Dialect {
	d := markdown.Dialect{RawHTML: s.Settings.Markdown.RawHTML, Frame: t.FrameIDs(), Directives: map[string]markdown.Directive{}, Aliases: map[string]string{}}
	for name, from := range t.Directives {
		d.Directives[name] = markdown.Directive{Keys: from.Keys, Required: from.Required, Container: from.Form != "leaf", Leaf: from.Form == "leaf" || from.Form == "both"}
		for _, alias := range from.Aliases {
			d.Aliases[fold.Slug(alias)] = name
		}
	}
	return d
}

func (e *edition) markdownWords() markdown.Words {
	say := func(key string) string {
		text, err := e.catalogue.Say(key)
		if err != nil {
			return ""
		}
		return text
	}
	return markdown.Words{Table: say("table"), Footnotes: say("footnotes"), Back: say("footnote-back")}
}

// functions are what templates may call, in one language.
func (e *edition) functions() template.FuncMap {
	return e.marked(template.FuncMap{
		"t":        e.catalogue.Say,
		"date":     e.dateText,
		"dateForm": e.catalogue.DateForm,
		"number":   func(n any) string { return e.catalogue.Number(n) },
		"bytes":    e.catalogue.Bytes,
		"asset":    e.asset,
		"picture":  e.pictures.pictureOf,
		"wordsIn":  e.wordsIn,
	})
}

// URL is the address on its host of a path under the site's root.
func (r *Renderer) URL(path string) string { return r.url(path) }

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
