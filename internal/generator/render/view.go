package render

import (
	"html/template"
	"time"

	"loa/internal/generator/metadata"
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
	Home          string         // URL of the home page in this language
	HomeText      *Language      // of its text, when it is not the reader's; else nil
	Base          string         // absolute URL of the site's root
	Organization  Organization   // who answers for the site
	Share         Share          // the ways to pass a page on that the site wants
	Measure       *Measure       // the measuring script of [measure], which a theme that loads it must name to readers; nil without one, in the preview and on a disk
	Policy        template.HTML  // the <meta> with the content security policy; it stands before every script and style sheet
	Hotlines      *Strip         // every hotline, in the order of site.toml
	Emergency     []Link         // the pages marked emergency = true
	Warnings      []*Warning     // what every reader must learn at once, the worst first: warnings/
	Reach         *Reach         // what is told of the site's readers; nil if it tells nothing, and in a pack
	WarningsFile  string         // URL of the warnings of this moment, which pages that were saved ask for; "" in a pack
	Menu          []MenuItem     // at the head of each page; the Frame of a page has it with its section marked
	Footer        []MenuItem     // the links at the foot
	Topics        []Term         // the words of the vocabulary in site.toml, with their pages
	Audiences     []Term         // as Topics
	Levels        []Term         // as Topics
	Units         []Term         // as Topics
	Feed          string         // URL of the Atom feed of the site; "" in a pack
	Calendar      string         // URL of the calendar page, "" while there is none
	Documents     string         // URL of the register of documents, "" while there is none
	Search        string         // URL of the search page
	SearchData    string         // URL of the script that lists the search data; "" without search
	Offline       string         // URL of the offline page; "" in a pack
	Worker        string         // URL of the service worker; "" if nothing is kept on readers' devices
	Root          string         // URL of the site's root, in whatever language; to be put before a path
	Packs         []Download     // what readers may carry away: the whole site, each topic; empty in a pack
	Manifest      string         // URL of the web app manifest, "" if the theme has no icons
	Data          map[string]any // the tables of data/, by file name
	Extra         map[string]any // [extra] of site.toml
}

// Download is a pack: the site as a ZIP, or a topic as one file. The script js/packs.js
// writes its size and day behind a link with data-pack.
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
	Name         *Words
	Parent       *Words // the office above it
	Address      *Words // of the office
	Responsible  *Words // who answers for the content
	Licence      *Words // under which the texts may be used
	Phone, Email string
	URL          string   // its own site
	LicenceURL   string   // where the licence can be read
	Logo         *Picture // nil without one
}

// Share says which ways to pass a page on the site wants.
type Share struct {
	Send bool // by the device's own sheet, which lists Zalo, Facebook, mail and what else is there
	Copy bool // the address, to be pasted
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
	Language *Language // of the page's text, when it is not the reader's, to be said before the tap; else nil

	NameLanguage *Language // of the name, when it is not the reader's; else nil
}

// Strip is the row of emergency numbers of a page.
type Strip struct {
	Site    *Site
	Numbers []Hotline // in the order in which they are shown
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
	Summary  string    // of the page
	Language *Language // of the page's text, when it is not the reader's; else nil
	Icon     string    // the icon of the page's [extra]

	TitleLanguage *Language // of the title, when it is not the reader's; else nil
}

// Term is a word of a vocabulary (a topic, an audience, a level, a unit) or an
// author.
type Term struct {
	Key     string
	Name    string
	Summary string // from site.toml, or of the section that is the topic's page
	URL     string // "" when the term has no page
	Count   int    // how many pages of this language carry it
	Icon    string // the icon of its extra in site.toml

	Schedule string // of one of the Site's Units with events: the address of its calendar; else ""

	Language        *Language // of the name, when it is not the reader's; else nil
	SummaryLanguage *Language // of the summary, when it is not the reader's; else nil
}

// Card is a page as lists show it.
type Card struct {
	Kind      string // as of a Page
	Title     string
	Summary   string // for one line below the title
	URL       string
	Language  *Language // of the text, when it is not the reader's; else nil
	Date      time.Time // not set when it has none
	Emergency bool      // first aid
	Event     *Event    // nil unless the page is an event
	Document  *Document // nil unless the page is an official document

	of *site.Page
	in *pages
}

// Page is the page being rendered.
type Page struct {
	Site         *Site
	Frame        *Frame // the site with the menu of this page's section
	Strip        *Strip // the page's emergency numbers
	Kind         string // article, event, campaign, document, section, topic, audience, level, unit, author, home, search, offline, 404, calendar, documents
	Title        string
	Summary      string // always there where the page has text: for search engines and cards
	Lead         string // the summary if its author wrote one, to be shown above the text; "" if it was taken from the body
	URL          string
	Canonical    string    // absolute; on a fallback page that of the original
	Language     *Language // the reader's
	TextLanguage *Language // the language of the text; differs from Language on a fallback page
	Fallback     bool      // the text is shown in another language because there is none in the reader's

	TitleLanguage *Language // of the title of a page that nobody wrote, when it is not the reader's; else nil
	LeadLanguage  *Language // of its lead, likewise; else nil
	Schedule      string    // of a topic (also where a section is its page), level or unit with events: the address of the page with these; else ""

	Stale      *Link          // the source, if this translation is older than it; else nil. Its URL is "" while the source is not on the site
	Index      bool           // false asks search engines to leave the page out
	Date       time.Time      // when it was published; like all dates not set if the author gave none
	Updated    time.Time      // when the text last changed
	ReviewBy   time.Time      // until when the text is to be read again
	ReviewedBy string         // who checked the text; "" if nobody is named
	Authors    []Term         // who wrote it
	Topics     []Term         // in the order of the front matter
	Audience   []Term         // for whom it is written
	Level      *Term          // of which level it tells
	Unit       *Term          // of which unit it tells
	Successor  *Term          // on the page of a unit that was merged: the unit it became part of
	Image      *Picture       // the picture that stands for the page
	Recordings []Recording    // in which its text is read aloud: first in languages that the site is not written in
	Podcast    string         // of a page with a recording in its language: URL of the podcast of all of these; else ""
	Sources    []Source       // where its facts come from
	Views      *Views         // how often it was read; nil if the site does not say
	Emergency  bool           // first aid: nothing may stand above the text but its heading
	Body       template.HTML  // the rendered text. Its last end tag may be left out, so a block must end behind it: <div>{{.Body}}</div>
	Contents   []Heading      // the headings of the second level, each with those of the third; empty if toc = false
	Cards      []*Card        // what a list shows on this page of it
	Pager      *Pager         // the other pages of the list; nil if there is only one
	Event      *Event         // nil unless the page is an event
	Campaign   *Campaign      // nil unless the page is a campaign
	Document   *Document      // nil unless the page is an official document
	Calendar   *Calendar      // on the pages of the calendar; else nil
	Register   *Register      // on the pages of the register of documents; else nil
	Extra      map[string]any // [extra] of the front matter

	of       *site.Page
	in       *pages
	versions []Version      // once somebody asked
	above    []step         // likewise
	related  []*Card        // likewise
	shared   *Picture       // likewise
	machines *metadata.Page // likewise
}

// Redirect is what the layout "redirect" sees: the page at an old address.
type Redirect struct {
	URL      string // where the page is now
	Absolute string // the same with the host
	Title    string // of the page
	Language *Language
}

// Heading is one line of the table of contents.
type Heading struct {
	Level    int    // 2 or 3
	ID       string // to be linked to: #ID
	Text     string
	Children []Heading
}

// Version is the page in one language.
type Version struct {
	Language *Language
	URL      string
	Absolute string    // the address with the host
	Current  bool      // the page being read
	Fallback bool      // there is no text in that language: the page shows another's
	Text     *Language // the text's; differs from Language on a fallback
}

// Picture is an image of the site. One without URL stands for a picture of which only
// the words are shown.
type Picture struct {
	URL           template.URL // "" where only the words are shown
	Alt           string       // for readers who do not see it
	Caption       string       // below it
	Credit        string       // who made it
	MadeBy        string       // the program, if a machine made it
	Absolute      string       // the address with the host
	Width, Height int          // in pixels
	Srcset        string       // its widths; "" if there is one alone
	Sizes         string       // how wide it stands in a text; "" if there is one width alone
	Early         bool         // the page's first picture, seen at once: load it first
	Withheld      bool         // a box in place of a picture whose consent has ended; show no other words

	inlined bool // it stands in the page itself
}

// Source is where a page's facts come from.
type Source struct {
	Name, URL string
	Date      time.Time // when it says it; not set if nobody knows
}

// Pager leads through a list that has several pages.
type Pager struct {
	Number, Count int
	Previous      string // URL of the page before; "" at the beginning
	Next          string // URL of the page after; "" at the end
	Pages         []PagerLink
}

// PagerLink is one page of a list; Number 0 stands for a gap ("…").
type PagerLink struct {
	Number  int
	URL     string
	Current bool
}

// Event is the [event] of a page.
type Event struct {
	Start     time.Time // of the next date; of an event that is over, of the last
	End       time.Time // of the same date; the day is included if AllDay. Not set when it is not known
	AllDay    bool      // Start and End are days without a time
	Place     string
	Organizer string    // who holds it
	Status    string    // confirmed, tentative, cancelled, moved
	MovedFrom time.Time // when it would have been
	Lunar     string    // "15/8" for an event on a lunar day
	Repeats   bool      // it has more than one date
	Over      bool      // it lies in the past on the day of the build

	of *site.Page
	in *dates
}

// Campaign is the [campaign] of a page.
type Campaign struct {
	Slogan     string
	Start, End time.Time
	Document   *Link   // the document that it rests on
	State      string  // upcoming, running, over: on the day of the build; "" without dates
	Day, Days  int     // of a campaign that runs: the day and of how many
	Articles   []*Card // those that name the campaign, as do Events and Documents
	Events     []*Card
	Documents  []*Card

	of *site.Page
	in *pages
}

// Document is the [document] of a page.
type Document struct {
	Number, Type, Issuer, Signer string
	Issued                       time.Time // the day of issue
	Effective                    time.Time // the first day in force
	ValidTo                      time.Time // the last day in force
	Status                       string    // in-force, not-yet, replaced, expired: on the day of the build
	Replaces                     *Link     // the document that this one replaced
	ReplacedBy                   *Link     // the document that replaced this one
	Files                        []File

	of *site.Page
	in *pages
}

// File is something to download.
type File struct {
	Name, URL string
	Absolute  string // the address with the host
	Size      int64  // in bytes

	published *Published
	files     *Files
}
