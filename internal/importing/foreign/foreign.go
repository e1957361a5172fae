// Package foreign is what the site of another program holds, in one form whatever
// program made it: pages with their addresses and facts, and the files beside them.
//
//	site, err := portal.Read(folder)       // or trees.Read, wordpress.Read
//	for _, p := range site.Pages {
//		text, err := site.Source.Text(p)   // read again, so that a large site fits into memory
//	}
package foreign

import "loa/internal/importing/htmlimport"

// Kind is what a page of the other site is.
type Kind string

// Kinds of pages.
const (
	Article Kind = "article"
	Section Kind = "section" // the first page of a folder, with a text of its own or without
	List    Kind = "list"    // a page that only lists others; it is not taken, its address leads to its section
	Home    Kind = "home"
)

// Page is one page in one language.
type Page struct {
	File     string   // in the source, slash-separated; with "#5" behind it in a file of many pages
	Address  string   // as readers had it, from "/", with its query; "" if not known
	Others   []string // more addresses that led to it, from "/"
	Kind     Kind
	Language string // BCP 47; "" for that of the site
	Group    string // pages with the same group are versions of each other; "" for none
	Folder   string // the section that it lies in, slash-separated; "" for the top
	Name     string // what the page is called in its folder; "" to take it from the title
	Hash     string // of all that its entry is made of

	Title, Summary         string
	Date, Updated, Expires string // as TOML writes them; "" for none
	Authors, Topics        []string
	Views                  int // how often the other site says that it was read; 0 for not told
	Weight                 int
	Draft                  bool
	Picture                string // the source of the picture that stands for it
}

// Site is all that was found.
type Site struct {
	Program  string // a key of words: portal, wordpress, hugo …
	Language string // BCP 47, of pages that name none; "" if not known
	Pages    []*Page
	Menu     []Link
	Left     []Left
	Source   Source
}

// Link is a name with an address of the other site.
type Link struct{ Name, Address string }

// Left is a file that is no page, or that could not be read.
type Left struct {
	File   string `json:"file"`
	Reason string `json:"reason"` // the end of a key of words: "too-large", "too-deep" …
}

// Text is what a page says. Either HTML or Markdown is there.
type Text struct {
	HTML     string
	Markdown string
	Remarks  bool              // the program leaves out of Markdown {# … #} and {% comment %} … {% endcomment %}
	Before   []string          // what readers saw, a block each, without what stands on many pages
	Lost     []htmlimport.Loss // what was left out on the way, with its words
}

// Target is where a link of the other site leads.
type Target struct {
	Page     *Page  // nil if it is no page of the site
	File     string // a file of the source that is no page; "" for none
	Fragment string // without its sign
}

// Source reads the pages of a site again. Errors are those of the file system.
type Source interface {
	Text(p *Page) (Text, error)
	// Resolve finds what a link or the source of a picture means on a page.
	Resolve(p *Page, address string) (Target, bool)
	// Absolute is an address of the old site as one with its host; "" if that is not known.
	Absolute(p *Page, address string) string
	// File reads a file that Resolve named.
	File(name string) ([]byte, error)
}
