package render

import (
	"sync"

	"loa/internal/base/i18n"
	"loa/internal/generator/markdown"
	"loa/internal/generator/script"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/generator/tmplcompile"
	"loa/internal/reach/figures"
)

// edition runs the templates of one language. What they see is made by the types
// below it, each with what it needs and no more:
//
//	linker      what pages, topics and languages are called, and where they are
//	pictures    pictures and files as pages show them
//	dates       the dates of events
//	calendars   the pages of the calendar
//	siteMaker   what all pages share: menus, numbers, the organization
//	pages       a page and its lists
type edition struct {
	*linker
	r         *Renderer
	templates *theme.Templates
	fragments fragments
	pictures  *pictures
	dates     *dates
	maker     *siteMaker
	pages     *pages
	words     markdown.Words
	site      *Site
	dayTexts  dayTexts
	spoken    *script.Voice // see voice
	voiceOnce sync.Once
	digesters sync.Map // layout → *digester
}

// linker knows what pages and words of vocabularies are called in one language, and
// where they are from the page being rendered.
type linker struct {
	addresses
	placed    *site.Site
	of        *site.Edition
	catalogue *i18n.Catalogue
	language  *Language
	languages map[*site.Edition]*Language
	reached   func() *figures.Figures // see reachOfPages
}

// pictures shows pictures and files.
type pictures struct {
	*linker
	files  *Files
	images theme.Images
}

// dates makes the views of events' dates.
type dates struct {
	*linker
	agendas sync.Map // *site.Page → *openAgenda
}

// calendars makes the views of the calendar's pages.
type calendars struct{ *dates }

// siteMaker makes what all pages share.
type siteMaker struct {
	*linker
	theme    *theme.Theme
	pictures *pictures
	site     *Site
}

// pages makes the views of pages.
type pages struct {
	*linker
	dates     *dates
	pictures  *pictures
	calendars calendars
	maker     *siteMaker
	site      *Site
	frames    map[*site.Page]*Frame // by the section that is marked; nil for none
	strips    sync.Map              // joined numbers → *Strip
	cards     sync.Map              // *site.Page → *Card
	posters   *posters
}

// asset is the function asset of templates.
func (e *edition) asset(name string) (string, error) {
	place, ok := e.r.theme.Find(name)
	if !ok {
		return "", missingAsset(name)
	}
	a := e.r.theme.Assets[place]
	if e.r.Slots != nil {
		return e.url(e.r.Slots.path(a, place)), nil
	}
	return e.url(a.Path), nil
}

type missingAsset string

func (m missingAsset) Error() string { return "the theme has no asset " + string(m) }

// newEdition makes all of a language but what it shares with the others.
func newEdition(r *Renderer, of *site.Edition, languages map[*site.Edition]*Language, shared *posters) *edition {
	ln := &linker{addresses: r.addresses, placed: r.placed, of: of, catalogue: r.theme.Catalogue(of.Language.Tag), language: languages[of], languages: languages, reached: r.reached}
	e := &edition{linker: ln, r: r}
	e.pictures = &pictures{linker: ln, files: r.Files, images: r.theme.Images()}
	e.dates = &dates{linker: ln}
	e.maker = &siteMaker{linker: ln, theme: r.theme, pictures: e.pictures}
	e.templates = r.theme.Templates(e.functions(), tmplcompile.Writers{"part": e.part, "parts": e.partOfEach})
	e.site = e.maker.siteView()
	e.pages = &pages{linker: ln, dates: e.dates, pictures: e.pictures, calendars: calendars{e.dates}, maker: e.maker, site: e.site,
		frames: e.maker.allFrames(), posters: shared}
	e.words = e.markdownWords()
	return e
}
