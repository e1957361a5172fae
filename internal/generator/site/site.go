// Package site decides which pages there are in each language, and gives each its
// address, its order, its parent and its lists. A Site does not change after New; when
// metadata changes, a new one is made.
package site

import (
	"sync"
	"time"

	"loa/internal/base/i18n"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/warning"
	reach "loa/internal/reach/counts"
)

// Input is what a site is made of.
type Input struct {
	Settings *config.Settings
	Entries  []*content.Entry
	Files    []source.File // the other files of content/
	Narrated []Narration   // recordings that a program makes of texts which have none
	Static   []source.File // the files of static/
	Themed   []string      // what the theme publishes under its own names
	Layouts  []string      // the theme's layouts
	Data     map[string]any
	Now      time.Time // the day of the build: midnight in the site's zone
	Drafts   bool
	Ends     []time.Time // days from which pictures may not be shown any more
	Warnings []*warning.Warning
	Reach    reach.Table // what was counted of readers
	// Without reports of the key of a page and a language whether the site does without
	// that version on purpose; nil: it never does.
	Without func(key, language string) bool
}

// Site is all pages of all languages.
type Site struct {
	Settings *config.Settings
	Editions []*Edition // one a language, the default one first
	Now      time.Time
	Next     Change // when the site changes by itself
	Data     map[string]any
	Static   []source.File
	Warnings []*warning.Warning // the worst first
	Reach    reach.Table        // what was counted of readers

	tags       []string          // of the languages, the default one first
	groups     map[string]*group // entries by key
	needs      []map[string]bool // by language: the folders on the way to what is written in it
	files      map[string]source.File
	recordings map[string][]Recording // by the key of the entry
	addresses  *Addresses
	without    func(key, language string) bool // see Input.Without

	entryFiles, otherFiles func() *fileNames // listed once, when a suggestion is looked for
}

// Edition is the site in one language.
type Edition struct {
	Language i18n.Language
	Prefix   string  // of its addresses: "" or "en/"
	Pages    []*Page // every page, in a stable order: home, sections, entries, lists, the rest
	Entries  []*Page // the pages of entries that are no sections, in list order
	Home     *Page
	Top      []MenuNode
	Footer   []MenuNode
	Moved    []Redirect
	Terms    map[Kind][]*TermPage // vocabularies in the order of site.toml
	Calendar *Calendar
	Register *Register

	site     *Site
	byKey    map[string]*Page
	related  relatedIndex
	gathered gathering
	scripts  []*Page
	podcasts map[*Page]map[string][]Recording // by language: see Page.Podcasts

	podcastsOnce sync.Once
	week         *Week
}

// New places everything. The site is the best that can be made, whatever the
// problems.
func New(in Input) (*Site, []problem.Problem) {
	s := &Site{tags: in.Settings.Languages.Tags(), Settings: in.Settings, Now: in.Now, Data: in.Data, Static: in.Static, Warnings: holding(in), Reach: in.Reach, without: in.Without, addresses: newAddresses(), files: map[string]source.File{}}
	s.entryFiles, s.otherFiles = sync.OnceValue(s.listEntryFiles), sync.OnceValue(s.listOtherFiles)
	b := &builder{site: s, in: in}
	b.group()
	b.listFiles()
	b.listRecordings()
	b.editions()
	b.claimAll()
	b.rows()
	b.otherTimes()
	b.warnings()
	return s, b.problems
}

// editions places the pages of all languages, and checks meanwhile what entries
// say of one another. An edition asks nothing of another one, so each has a
// builder of its own.
func (b *builder) editions() {
	languages := b.in.Settings.Languages
	b.site.Editions = make([]*Edition, len(languages))
	own := make([]builder, len(languages)+1)
	var all sync.WaitGroup
	for i := range own {
		own[i] = builder{site: b.site, in: b.in, folders: b.folders, misnamed: b.misnamed}
		all.Go(func() {
			if i < len(languages) {
				b.site.Editions[i] = own[i].edition(i, languages[i])
				return
			}
			own[i].references()
			b.site.Next = nextChange(b.in)
		})
	}
	all.Wait()
	for _, o := range own {
		b.problems = append(b.problems, o.problems...)
	}
	for _, e := range b.site.Editions {
		e.Calendar.findForeign(e)
	}
}

// builder holds what New needs on the way.
type builder struct {
	site     *Site
	in       Input
	problems []problem.Problem
	folders  []string        // of all sections, parents first
	titles   *i18n.Sorter    // of the edition under way
	missed   int             // names and links that lead nowhere so far
	misnamed map[string]bool // folders of sections whose file is called index.md
	foldered map[string]bool // folders at the top that are meant as languages
}

func (b *builder) report(code problem.Code, at problem.Place, args problem.Args) {
	b.problems = append(b.problems, problem.New(code, at, args))
}

// Page finds a page of the edition by the key that its versions share.
func (e *Edition) Page(key string) *Page { return e.byKey[key] }

// Default reports whether the edition is that of the default language.
func (e *Edition) Default() bool { return e.Prefix == "" }

// Address words: the first part of a generated page's address.
func (e *Edition) word(name string) string {
	return e.site.Settings.URLs.Part(name, e.Language.Tag)
}

func (b *builder) edition(index int, l config.Language) *Edition {
	s := b.site
	e := &Edition{site: s, byKey: make(map[string]*Page, len(s.groups)), Terms: map[Kind][]*TermPage{},
		Language: i18n.Language{Tag: l.Tag, Name: l.Name, Direction: l.Dir, Fallback: l.Fallback}}
	if e.Language.Direction == "" {
		e.Language.Direction = i18n.DirectionOf(l.Tag)
	}
	if index > 0 {
		e.Prefix = l.Tag + "/"
	}
	b.titles = i18n.NewSorter(i18n.Like(l.Tag, s.Settings.DefaultLanguage))
	b.sections(e)
	b.entries(e)
	b.terms(e)
	b.special(e)
	b.calendar(e)
	b.register(e)
	b.menus(e, l)
	b.aliases(e)
	e.related = indexRelated(e)
	e.gathered = gather(e)
	b.circles(e)
	e.scripted()
	return e
}
