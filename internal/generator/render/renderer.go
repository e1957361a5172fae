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
	"sync/atomic"

	"loa/internal/base/fold"
	"loa/internal/base/i18n"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
)

// Renderer renders the pages of one site.
type Renderer struct {
	Files    *Files
	Searched bool // pages come with their plain text; set before the first is rendered
	Thorough bool // pages come with the passages of their text; likewise

	site     *site.Site
	theme    *theme.Theme
	markdown *markdown.Markdown
	root     string // the site's root on its host: "/" or "/vi-tre-em/"
	images   theme.Images
	origin   string // the site's absolute root: "https://treem.example.gov.vn/"
	carrier  carrier
	depths   *depths // nil if addresses are the same on all pages
	editions map[*site.Edition]*edition
}

// edition is what the pages of one language share.
type edition struct {
	r         *Renderer
	of        *site.Edition
	language  *Language
	catalogue *i18n.Catalogue
	templates *theme.Templates
	site      *Site
	words     markdown.Words
	frames    map[*site.Page]*Frame // by the section that is marked; nil for none
	strips    sync.Map              // joined numbers → *Strip
	cards     shelf
	posters   sync.Map               // *site.Page → Poster, of sections
	events    []atomic.Pointer[Date] // by the index of activities: without a day
	next      []atomic.Pointer[Date] // the same: the next date
	datesMade shelf                  // the same
	agendas   sync.Map               // *site.Page → *openAgenda
	trails    sync.Map               // *site.Page → *trail: of the pages below it
	made      pieces
	dayTexts  dayTexts
}

// New prepares the rendering of a site for the web.
func New(s *site.Site, t *theme.Theme, files *Files) *Renderer {
	files.site = s
	return newRenderer(s, t, files, web{rootOf(s.Settings.BaseURL)})
}

// NewDisk prepares the rendering of a copy for a disk.
func NewDisk(s *site.Site, t *theme.Theme, files *Files, of *site.Copy) *Renderer {
	files.site = s
	linked := &sync.Map{}
	at := func(depth int) *Renderer {
		return newRenderer(s, t, files, disk{of: of, up: strings.Repeat("../", depth), origin: s.Settings.BaseURL, linked: linked})
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
	r := &Renderer{site: s, theme: t, Files: files, markdown: markdown.New(dialect(s, t)), carrier: c, editions: map[*site.Edition]*edition{}}
	r.origin = s.Settings.BaseURL
	r.root = rootOf(r.origin)
	r.images = t.Images()
	for _, e := range s.Editions {
		in := &edition{r: r, of: e, catalogue: t.Catalogue(e.Language.Tag), cards: make(shelf, len(e.Pages))}
		n := len(e.Calendar.Activities)
		in.events, in.next, in.datesMade = make([]atomic.Pointer[Date], n), make([]atomic.Pointer[Date], n), make(shelf, n)
		in.language = &Language{Tag: e.Language.Tag, Name: e.Language.Name, Direction: e.Language.Direction}
		r.editions[e] = in
	}
	for _, e := range s.Editions {
		in := r.editions[e]
		in.templates = t.Templates(in.functions())
		in.site = in.siteView()
		in.frames = in.allFrames()
		in.words = in.markdownWords()
	}
	return r
}

func rootOf(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return "/"
}

// dialect says which directives the theme has.
func dialect(s *site.Site, t *theme.Theme) markdown.Dialect {
	d := markdown.Dialect{RawHTML: s.Settings.Markdown.RawHTML, Directives: map[string]markdown.Directive{}, Aliases: map[string]string{}}
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
	return template.FuncMap{
		"part":    e.part,
		"parts":   e.partOfEach,
		"t":       e.catalogue.Say,
		"date":    e.dateText,
		"number":  func(n any) string { return e.catalogue.Number(n) },
		"bytes":   e.catalogue.Bytes,
		"asset":   e.r.asset,
		"picture": e.pictureOf,
	}
}

// part runs a part of the theme. What it makes of anything but a Page is kept.
func (e *edition) part(name string, data any) (template.HTML, error) {
	switch data := data.(type) {
	case *Page:
		return e.templates.Part(name, data)
	case *Card:
		if done, ok := data.in.cards.find(data.of.Index, name); ok {
			return done, nil
		}
		html, err := e.templates.Part(name, data)
		if err == nil {
			data.in.cards.keep(data.of.Index, name, html)
		}
		return html, err
	}
	return e.made.part(e, name, data)
}

func (r *Renderer) asset(name string) (string, error) {
	a, ok := r.theme.Asset(name)
	if !ok {
		return "", missingAsset(name)
	}
	return r.url(a.Path), nil
}

type missingAsset string

func (m missingAsset) Error() string { return "the theme has no asset " + string(m) }

// URL is the address on its host of a path under the site's root.
func (r *Renderer) URL(path string) string { return r.url(path) }

// url is the address of a page or a file as links have it, absolute the whole
// of one on the web.
func (r *Renderer) url(path string) string { return r.carrier.url(path) }

func (r *Renderer) absolute(path string) string { return r.origin + path }

// relative is the address of a path whose absolute one is known. On the web it
// is the end of that, unless site.toml has no address to begin with.
func (r *Renderer) relative(absolute, path string) string {
	if _, onWeb := r.carrier.(web); !onWeb || r.origin == "" {
		return r.url(path)
	}
	return absolute[len(r.origin)-len(r.root):]
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
