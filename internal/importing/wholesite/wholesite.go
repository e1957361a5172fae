// Package wholesite brings the site of another program into a site of Loa: it plans which
// page becomes which entry, tells that before anything is written, and writes only what
// is new or was changed there and not here.
//
//	report, err := wholesite.Run(from, into, wholesite.Options{Dry: true, …})
//
// What was brought in stands in data/imported.toml, a ledger by source. An entry that a
// person has changed since is never touched, and one that was deleted does not come again.
package wholesite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
)

// Options say how a site comes in.
type Options struct {
	Section string // the folder below content/ that takes all; "" for content/ itself
	Dry     bool   // plan, and write nothing
	Publish bool   // pages that readers of the old site saw are no drafts
	Disk    disk.System
	Say     func(key string, args problem.Args) string // of importing.Words
	Clean   func(htmlimport.File) (htmlimport.File, bool)
	Authors func(markdown string) []string // whom a text of a saved page names
	Borrows func(name string) bool         // whether a text that other sites share has a name; nil: none has
}

// Site is the site that takes the pages.
type Site struct {
	Root     *os.Root
	Folder   *sourceedit.Folder // of the same folder: replaces entries and keeps what they were
	Settings *config.Settings
}

// State is what becomes of a page.
type State string

// States of pages.
const (
	New      State = "new"
	Updated  State = "updated"  // it was changed there, and not here
	Same     State = "same"     // it was brought in before and has not changed there
	Kept     State = "kept"     // it was changed there and here: what is here stays
	Joined   State = "joined"   // the site has a page there: one of its own gets the old addresses and nothing else, a shared one nothing
	Gone     State = "gone"     // its entry was deleted or moved here
	Language State = "language" // the site does not declare its language
	Empty    State = "empty"    // nothing is left of it but what stands on other pages, too
)

// Item is what becomes of one page.
type Item struct {
	File     string            `json:"file"`
	Address  string            `json:"address,omitempty"`
	Kind     foreign.Kind      `json:"kind"`
	State    State             `json:"state"`
	Language string            `json:"language"`
	Section  string            `json:"section"`
	Entry    string            `json:"entry,omitempty"`
	Title    string            `json:"title,omitempty"`
	Date     string            `json:"date,omitempty"`
	Pictures []string          `json:"pictures,omitempty"` // files beside the entry
	Attached []string          `json:"attached,omitempty"`
	Lost     []htmlimport.Loss `json:"lost,omitempty"`
	Missing  []string          `json:"missing,omitempty"` // sentences that readers saw and that are nowhere here
}

// Proposal is a word of the other site that this one does not declare, with what to write
// into site.toml.
type Proposal struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Pages int    `json:"pages"`
}

// Addresses tell what becomes of the addresses that readers had.
type Addresses struct {
	Kept   int      `json:"kept"`             // a file leads on, or the page is there itself
	Server int      `json:"server"`           // the server's settings lead on: those with a query, .aspx and the like
	Lost   []string `json:"lost,omitempty"`   // no alias can say them
	Shared []string `json:"shared,omitempty"` // another page has them already
}

// Report is what a run did or would do.
type Report struct {
	Program   string         `json:"program"`
	Dry       bool           `json:"dry"`
	Items     []Item         `json:"items"`
	Left      []foreign.Left `json:"left,omitempty"`
	Languages []Proposal     `json:"languages,omitempty"`
	Topics    []Proposal     `json:"topics,omitempty"`
	Menu      []Proposal     `json:"menu,omitempty"` // sections; Key is the file
	Addresses Addresses      `json:"addresses"`
}

// Count is how many pages are in a state.
func (r Report) Count(s State) int {
	n := 0
	for _, item := range r.Items {
		if item.State == s {
			n++
		}
	}
	return n
}

// ErrSection says that a section's name would lead out of content/, or is none that a
// folder may have.
var ErrSection = errors.New("no name of a section")

// Run brings a site in. The error is an I/O error, or ErrSection.
func Run(from foreign.Site, into Site, o Options) (Report, error) {
	r := &run{from: from, into: into, options: o, files: o.Disk.FS(into.Root)}
	if err := r.begin(); err != nil {
		return Report{}, err
	}
	if err := r.place(); err != nil {
		return r.report, err
	}
	if err := r.survey(); err != nil {
		return r.report, err
	}
	r.propose()
	if o.Dry {
		return r.report, nil
	}
	err := r.write()
	return r.report, errors.Join(err, r.ledger.save(into, o.Disk))
}

// run is one run.
type run struct {
	from    foreign.Site
	into    Site
	options Options
	files   fs.FS // the site's
	ledger  *ledger
	placed  []*placed // in the order of the source
	byPage  map[*foreign.Page]*placed
	taken   map[string]bool // names in the site, without endings, in small letters
	before  map[string]bool // those of them that were there before
	claimed map[string]bool // old addresses, in small letters
	topics  map[string]bool // that the site declares
	report  Report
}

func (r *run) begin() error {
	section, err := sectionName(r.options.Section)
	if err != nil {
		return err
	}
	r.options.Section = section
	r.byPage, r.taken, r.claimed, r.topics = map[*foreign.Page]*placed{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, term := range r.into.Settings.Topics {
		r.topics[term.Key] = true
	}
	r.report = Report{Program: r.from.Program, Dry: r.options.Dry, Left: r.from.Left}
	if r.ledger, err = load(r.files); err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	return nil
}
