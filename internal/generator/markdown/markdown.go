// Package markdown turns a body into minimal HTML, in Loa's dialect:
// CommonMark, GFM tables, task lists, strikethrough, footnotes, definition
// lists, heading ids and directives.
//
//	m := markdown.New(markdown.Dialect{Directives: …})
//	result := m.Render(markdown.Input{Text: body, Place: file.Place, Host: page})
//
// The output is no longer than what the minifier would make of it, so it is not
// minified again: optional end tags are left out, also the last one. Put it
// where a block element or the end of one follows.
package markdown

import (
	"html/template"
	"maps"
	"slices"
	"sync"

	"github.com/yuin/goldmark/parser"

	"loa/internal/base/problem"
)

// Dialect is what a site adds to CommonMark. It is not changed after New.
type Dialect struct {
	RawHTML    bool                 // let harmless HTML through; otherwise HTML is shown as text
	Directives map[string]Directive // by canonical name
	Aliases    map[string]string    // another name (folded, "canh-bao") → canonical name
	Frame      map[string]bool      // ids of the page around a body, which no heading gets
}

// Directive says how a directive may be written.
type Directive struct {
	Keys      []string // the attributes it takes; "#id" is always taken
	Required  []string // those of Keys that must be there
	Container bool     // :::name … :::
	Leaf      bool     // ::name[text]{…}
}

// Markdown renders bodies in one dialect. It is immutable and safe for
// concurrent use.
type Markdown struct {
	dialect        Dialect
	names          []string // of directives, canonical and other, for suggestions
	plain, linkify parser.Parser
	trusted        bool      // raw HTML goes through untouched: for the CommonMark tests alone
	pool           sync.Pool // of renderers that are not in use
}

// Input is one body and what it needs to know of the outside.
type Input struct {
	Text     []byte                                 // the body: UTF-8, NFC, LF; it is not changed
	Place    func(offset, length int) problem.Place // bytes of Text → place in the author's file; nil: no places
	Host     Host                                   // nil: links and pictures as they stand, directives as plain boxes
	IDPrefix string                                 // before every id and every link to one, when several bodies share a page
	Deeper   int                                    // levels by which headings go down, under a heading of the page
	Words    Words                                  // in the language of the body
	Plain    bool                                   // fill Result.Plain
	Pictured bool                                   // the page shows a picture above the body
	Thorough bool                                   // fill Result.Passages
	Aloud    bool                                   // fill Result.Blocks
}

// Words are the few words that a body's HTML needs besides the author's.
type Words struct {
	Table     string // names a table that stands under no heading, for screen readers
	Footnotes string // names the footnotes
	Back      string // leads from a footnote back to the text
}

// Host answers what Markdown cannot know. It is asked in the order of the text.
type Host interface {
	// Link resolves a destination as the author wrote it, entities and
	// backslashes decoded. Dangerous schemes never come here.
	Link(dest string) Link
	// Image resolves the source of a picture.
	Image(dest string) Image
	// Directive returns a directive's HTML and what is wrong with its use.
	// Names and keys have been checked.
	Directive(use Use) (template.HTML, []problem.Problem)
}

// Link is where a link leads. Code, if any, becomes a problem at the link.
type Link struct {
	URL   string // not yet percent-encoded or escaped
	Lang  string // hreflang, when the target is in another language
	Named string // that language's own name, to be shown behind the link's text; "" shows nothing
	Plain bool   // show the text without a link
	Ready bool   // URL is a part of the page as it is: no prefix before its id
	Code  problem.Code
	Args  problem.Args
}

// Image is a published picture. Code, if any, becomes a problem at the picture.
type Image struct {
	URL           string // "": only the words are shown
	Width, Height int    // 0: unknown
	Srcset, Sizes string // may be empty
	Alt           string // instead of the author's words; "" for those
	Bare          bool   // without caption and title
	Code          problem.Code
	Args          problem.Args
}

// Use is one use of a directive.
type Use struct {
	Name   string        // canonical
	ID     string        // from {#id}, with the prefix; may be empty
	NewID  func() string // gives an id that nothing else in the body has
	Title  template.HTML
	Text   string // the title as plain text
	Attrs  []Attr // in the author's order, each key once
	Body   template.HTML
	Intro  template.HTML // the part of Body before its first list
	Items  []Item        // the items of the lists that stand directly in the body
	After  template.HTML // the part of Body behind its first list
	Images []Figure      // the pictures in the body
	Leaf   bool          // ::name on one line
	Early  bool          // a picture of it would be the page's first, and on the first screen
	Place  problem.Place // of the name
}

// Attr is an attribute of a directive: key="value".
type Attr struct {
	Key, Value string
	Place      problem.Place // of the value
}

// Value returns an attribute's value, "" if it is not there.
func (u Use) Value(key string) string {
	for _, a := range u.Attrs {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// At returns the place of an attribute's value, or of the name.
func (u Use) At(key string) problem.Place {
	for _, a := range u.Attrs {
		if a.Key == key {
			return a.Place
		}
	}
	return u.Place
}

// Item is an item of a list.
type Item struct {
	HTML    template.HTML // without the <li> and without the box of a task
	Text    string        // plain, of the first block
	Task    bool          // - [ ] or - [x]
	Checked bool          // - [x]

	Intro template.HTML // the part of HTML before the item's first list
	Items []Item        // of that list
	After template.HTML // the part behind that list
}

// Figure is a picture with its words, plain.
type Figure struct {
	Image
	Alt, Caption string
}

// Result is a body in HTML and what the rest of a page needs to know of it.
type Result struct {
	HTML     template.HTML
	Headings []Heading // in order, for the table of contents
	Words    int       // words (in Vietnamese: syllables) of the text, without code
	IDs      []string  // every id in the body: the authors' own, then the others
	Anchors  []Anchor  // the links that lead to an id
	Plain    string    // the text for search, a line a block; only if asked for
	Passages []Passage // the text for those who check it; only if asked for
	Blocks   []Block   // the text for those who read it aloud, as of Outline; only if asked for
	Problems []problem.Problem

	renderer *renderer // whose buffers HTML and Plain are in
}

// Heading is one heading of the body.
type Heading struct {
	Level int // 2 to 6
	ID    string
	Text  string        // plain
	HTML  template.HTML // inline, without links
}

// Anchor is a link with a fragment; whether there is such an id on the other
// page is known only when all pages are.
type Anchor struct {
	URL            string // as the host gave it
	Offset, Length int    // of the destination in Input.Text
}

// New returns a renderer of the dialect.
func New(d Dialect) *Markdown {
	names := slices.Sorted(maps.Keys(d.Directives))
	m := &Markdown{
		dialect: d,
		names:   append(names, slices.Sorted(maps.Keys(d.Aliases))...),
		plain:   newQuickParser(),
		linkify: newThoroughParser(true),
	}
	m.pool.New = func() any { return newRenderer(m) }
	return m
}
