package render

import (
	"html/template"
	"time"

	"loa/internal/generator/site"
)

// The views are what templates see: small, read-only, documented for theme
// authors in docs/themes.md. Nothing of the inside is reachable from them.
//
// What parts make of values that come again on other pages is used again, see
// fragments.go; a part that is given a *Page runs for that page.

// Site is what does not change from page to page, in one reader's language.
type Site struct {
	Carrier       string // how readers get the page: "web", "disk" in a pack, "single" in a single file
	Title         string
	TitleLanguage *Language // of the title, when it is not the reader's; else nil
	Language      *Language
	Home          string    // URL of the home page in this language
	HomeText      *Language // of its text, when it is not the reader's; else nil
	Base          string    // absolute URL of the site's root
	Organization  Organization
	Measure       *Measure      // the measuring script that [measure] lets in; nil for none
	Policy        template.HTML // the meta element with the content security policy of pages
	Hotlines      *Strip        // every hotline, in the order of site.toml
	Emergency     []Link        // the pages marked emergency = true
	Menu          []MenuItem
	Footer        []MenuItem
	Topics        []Term
	Audiences     []Term
	Levels        []Term
	Units         []Term
	Feed          string         // URL of the Atom feed of the site; "" in a pack
	Calendar      string         // URL of the calendar page, "" while there is none
	Documents     string         // URL of the register of documents, "" while there is none
	Search        string         // URL of the search page
	SearchData    string         // URL of the script that lists the search data; "" without search
	Offline       string         // URL of the offline page; "" in a pack
	Worker        string         // URL of the service worker; "" if readers keep nothing
	Root          string         // URL of the site's root, in whatever language; to be put before a path
	Packs         []Download     // what readers may carry away: the whole site, each topic; empty in a pack
	Manifest      string         // URL of the web app manifest, "" if the theme has no icons
	Data          map[string]any // the tables of data/, by file name
	Extra         map[string]any // [extra] of site.toml
}

// Download is a pack: the site as a ZIP, or a topic as one file.
type Download struct {
	Title string
	URL   string
	Path  string // by which the list knows it
	File  string // the name that it is saved under
	List  string // URL of the script that tells sizes and days
}

// Language is a language as its readers know it.
type Language struct {
	Tag       string // BCP 47
	Name      string // in the language itself
	Direction string // "ltr" or "rtl"
}

// Words are a text of site.toml as a reader gets it.
type Words struct {
	Text     string
	Language *Language // of the text, when it is not the reader's; else nil
}

// Organization is who answers for the site; nil for what site.toml does not tell.
type Organization struct {
	Name, Parent, Address, Responsible, Licence *Words
	Phone, Email                                string
}

// Measure is a script of somebody else that counts visits.
type Measure struct {
	Script string // its address
	Name   string // what readers are told it is
	Host   string // where it comes from, and sends what it counts to
}

// Frame is what surrounds all pages of one section in one language: the menu
// with the section marked.
type Frame struct {
	Site *Site
	Menu []MenuItem
}

// MenuItem is one line of a menu.
type MenuItem struct {
	Name     string
	URL      string
	Current  bool // the reader is in this part of the site
	Children []MenuItem
	Language *Language // of the page's text, when it is not the reader's; else nil

	NameLanguage *Language // of the name, when it is not the reader's; else nil
}

// Strip is the row of emergency numbers of a page.
type Strip struct {
	Site    *Site
	Numbers []Hotline
}

// Hotline is one emergency number.
type Hotline struct {
	Number   string
	Label    string
	Language *Language // of the label, when it is not the reader's; else nil
	Note     *Words    // a few words more; nil for none
}

// Link is a titled address.
type Link struct {
	Title    string
	URL      string
	Summary  string
	Language *Language // of the page's text, when it is not the reader's; else nil
	Icon     string    // the icon of the page's [extra]

	TitleLanguage *Language // of the title, when it is not the reader's; else nil
}

// Term is a word of a vocabulary (a topic, an audience, a level, a unit) or an
// author.
type Term struct {
	Key     string
	Name    string
	Summary string
	URL     string // "" when the term has no page
	Count   int    // how many pages of this language carry it
	Icon    string // the icon of its extra in site.toml

	Language        *Language // of the name, when it is not the reader's; else nil
	SummaryLanguage *Language // of the summary, when it is not the reader's; else nil
}

// Card is a page as lists show it.
type Card struct {
	Kind      string
	Title     string
	Summary   string
	URL       string
	Language  *Language // of the text, when it is not the reader's; else nil
	Date      time.Time // zero when it has none
	Emergency bool
	Event     *Event
	Document  *Document

	of *site.Page
	in *pages
}

// Page is the page being rendered. What costs something to find out is a method
// (view_page.go, head.go): Head, Outline, Tags, Breadcrumbs, Versions, Related,
// Previous, Next, Sections, Latest, Upcoming, Running, Structured.
type Page struct {
	Site         *Site
	Frame        *Frame
	Strip        *Strip // the page's emergency numbers
	Kind         string // article, event, campaign, document, section, topic, audience, level, unit, author, home, 404, search, offline, calendar
	Title        string
	Summary      string
	Lead         string // the summary when the author wrote one; "" when it was taken from the body, which shows it anyway
	URL          string
	Canonical    string    // absolute; the source's address on a fallback page
	Language     *Language // the reader's
	TextLanguage *Language // the text's; differs on a fallback page
	Fallback     bool      // the text is shown in another language

	// Of a page that nobody wrote: the language of the title and of the lead, when it
	// is not the reader's; else nil.
	TitleLanguage, LeadLanguage *Language

	Stale       *Link     // a translation older than its source: the source; else nil
	Index       bool      // false asks search engines to leave the page out
	Date        time.Time // zero when the author gave none; so below
	Updated     time.Time
	ReviewBy    time.Time
	ReviewedBy  string
	Authors     []Term
	Topics      []Term
	Audience    []Term
	Level, Unit *Term
	Successor   *Term // on the page of a unit that was merged: the unit it became part of
	Image       *Picture
	Sources     []Source
	Emergency   bool
	Body        template.HTML // the rendered Markdown
	Contents    []Heading     // h2 and h3 of the body; empty when toc = false
	Cards       []*Card       // what a list shows on this page of it
	Pager       *Pager        // nil unless the list has several pages
	Event       *Event
	Campaign    *Campaign
	Document    *Document
	Calendar    *Calendar      // on the pages of the calendar
	Register    *Register      // on the pages of the register of documents
	Extra       map[string]any // [extra] of the front matter

	of       *site.Page
	in       *pages
	versions []Version // once somebody asked
	above    []step    // likewise
}

// Heading is one line of the table of contents.
type Heading struct {
	Level    int
	ID       string
	Text     string
	Children []Heading
}

// Version is the page in one language.
type Version struct {
	Language *Language
	URL      string
	Absolute string
	Current  bool      // the page being read
	Fallback bool      // there is no text in that language: the page shows another's
	Text     *Language // the text's; differs from Language on a fallback
}

// Picture is an image of the site.
type Picture struct {
	URL                  template.URL // "" where only the words are shown
	Alt, Caption, Credit string
	Absolute             string
	Width, Height        int
	Srcset, Sizes        string // its widths and how wide it stands in a text; "" if there is one alone
	Early                bool   // the page's first picture, seen at once
	Withheld             bool   // a box that stands in place of a picture which must not be shown

	inlined bool // it stands in the page itself
}

// Source is where a page's facts come from.
type Source struct {
	Name, URL string
	Date      time.Time
}

// Pager leads through a list that has several pages.
type Pager struct {
	Number, Count  int
	Previous, Next string // URLs; "" at the ends
	Pages          []PagerLink
}

// PagerLink is one page of a list; Number 0 stands for a gap ("…").
type PagerLink struct {
	Number  int
	URL     string
	Current bool
}

// Event is the [event] of a page.
type Event struct {
	Start, End time.Time // the next date, of an event that is over the first; End is zero when it is not known; inclusive for whole days
	AllDay     bool
	Place      string
	Organizer  string
	Status     string // confirmed, tentative, cancelled, moved
	MovedFrom  time.Time
	Lunar      string // "15/8" for an event on a lunar day
	Repeats    bool
	Over       bool // it lies in the past on the day of the build

	of *site.Page
	in *dates
}

// Campaign is the [campaign] of a page.
type Campaign struct {
	Slogan     string
	Start, End time.Time
	Document   *Link
	State      string // upcoming, running, over: on the day of the build; "" without dates
	Day, Days  int    // of a campaign that runs: the day and of how many
	Articles   []*Card
	Events     []*Card
	Documents  []*Card

	of *site.Page
	in *pages
}

// Document is the [document] of a page.
type Document struct {
	Number, Type, Issuer, Signer string
	Issued, Effective, ValidTo   time.Time // ValidTo is the last day in force
	Status                       string    // in-force, not-yet, replaced, expired: on the day of the build
	Replaces, ReplacedBy         *Link
	Files                        []File

	of *site.Page
	in *pages
}

// File is something to download.
type File struct {
	Name, URL string
	Absolute  string
	Size      int64

	published *Published
	files     *Files
}
