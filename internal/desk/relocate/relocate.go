// Package relocate plans what has to change when an entry, or a section with all that
// lies below it, gets another place in its site: the files, the old addresses, the links
// to it and from it, and the tables that name it.
//
//	plan, err := relocate.New(project, relocate.Wish{File: "content/tin/ao.md", Section: "duoi-nuoc", Name: "rao-ao"})
//	err = plan.Do(folder)
//
// What others followed stays as true as it was: a text that changed in nothing but its
// links gets a new sum wherever the old one is written down, so that no translation
// becomes stale and no approval is lost by a move.
package relocate

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// Wish says what moves, and where to.
type Wish struct {
	File    string // of the entry, as the disk spells it; of a section its _index.md
	Section string // the folder below content/ that it comes to lie in; "" for the top
	Name    string // the last part of its new path
}

// Fault is why a move cannot be.
type Fault string

// The faults of a wish.
const (
	SamePlace Fault = "same"    // it is there already
	Taken     Fault = "taken"   // something else has the path or the address
	Inside    Fault = "inside"  // a section would lie in itself
	BadName   Fault = "name"    // no name for a file
	Home      Fault = "home"    // the site's own page stays
	Missing   Fault = "missing" // there is no such entry, or no such section
	Shared    Fault = "shared"  // a layer has a file that moves, or a text of one names it
)

// Error is a wish that cannot be met.
type Error struct {
	Fault Fault
	Name  string // what is in the way
}

func (e *Error) Error() string { return fmt.Sprintf("cannot move: %s %s", e.Fault, e.Name) }

// Plan is what to do, in this order. Interrupted anywhere, no text is lost and no address
// given up: until its files move an entry has its own address among its aliases, which
// changes nothing.
type Plan struct {
	File    string   // where the entry of the wish will be
	Address string   // below the site's root, of its page in the first language; "" if it has none
	Old     []string // addresses that will lead on
	Aliases []Change // the old addresses, written before anything moves
	Moves   []Move
	Texts   []Change // all else, by where the files are then
	Links   int      // that are changed, in bodies and in tables
	Ended   []string // texts that change, whose approval at a host is of their very bytes
	Left    []Left   // what names something that moves and is left as it is
}

// Change is a file that becomes another.
type Change struct {
	File          string
	Before, After []byte
}

// Move is a file or a folder that gets another path.
type Move struct{ From, To string }

// Left is a file that a person has to look at.
type Left struct {
	File string
	Line int // 0: the file as a whole
	Text string
}

// planner makes a plan.
type planner struct {
	project *build.Project
	by      mapping
	plan    Plan
	sums    []resummed
}

// resummed is a text of which only links have changed, and with them its sum.
type resummed struct {
	of   *content.Entry
	old  uint32
	next content.Stamp
}

// New plans a move. The error is an *Error or of the disk.
func New(p *build.Project, w Wish) (*Plan, error) {
	b := &planner{project: p}
	if err := b.begin(w); err != nil {
		return nil, err
	}
	for _, step := range []func() error{b.aliases, b.bodies, b.stamps, b.tables} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(b.plan.Texts, func(a, c Change) int { return strings.Compare(a.File, c.File) })
	return &b.plan, nil
}

// begin finds what moves and whether it can.
func (b *planner) begin(w Wish) error {
	i := slices.IndexFunc(b.project.Entries, func(e *content.Entry) bool { return e.File.Name == w.File })
	if i < 0 {
		return &Error{Missing, w.File}
	}
	e := b.project.Entries[i]
	if e.IsHome() {
		return &Error{Home, w.File}
	}
	b.by = mapping{languages: b.project.Settings.Languages.Tags(), folder: e.Bundle || e.IsSection(), old: e.Key}
	if e.IsSection() {
		b.by.old = e.Folder()
	}
	b.by.new = path.Join(w.Section, w.Name)
	if fault := b.fault(w); fault != nil {
		return fault
	}
	to, _ := b.by.of(strings.TrimPrefix(e.File.Name, content.Root+"/"))
	b.plan.File = content.Root + "/" + to
	b.moves()
	for _, file := range b.files() {
		if _, moving := b.by.of(strings.TrimPrefix(file, content.Root+"/")); moving && !b.project.Alone(file) {
			return &Error{Shared, b.project.Origin(file)}
		}
	}
	return b.addressed(e, w)
}

func (b *planner) fault(w Wish) error {
	switch {
	case sourceedit.CheckName(w.Name) != nil || strings.ContainsAny(w.Name, "./") || !sourceedit.Allowed(content.Root+"/"+b.by.new+"/index.md"):
		return &Error{BadName, w.Name}
	case w.Name == "index" || w.Name == "_index":
		return &Error{BadName, w.Name}
	case b.by.new == b.by.old:
		return &Error{SamePlace, b.by.new}
	case b.by.folder && strings.HasPrefix(b.by.new+"/", b.by.old+"/"):
		return &Error{Inside, b.by.new}
	}
	if w.Section != "" {
		if at, err := fs.Stat(b.project.Disk(), content.Root+"/"+w.Section); err != nil || !at.IsDir() {
			return &Error{Missing, w.Section}
		}
	}
	return b.taken()
}

// taken looks for what has the new path already, in whatever letters: disks of Windows
// tell no capitals apart.
func (b *planner) taken() error {
	for _, file := range b.files() {
		name := strings.TrimPrefix(file, content.Root+"/")
		if _, moving := b.by.of(name); moving {
			continue
		}
		key := content.ParseName(name, b.by.languages).Key
		if strings.EqualFold(key, b.by.new) || strings.HasPrefix(strings.ToLower(name), strings.ToLower(b.by.new)+"/") {
			return &Error{Taken, file}
		}
	}
	return nil
}

// files are all files of content/, as the disk spells them.
func (b *planner) files() []string {
	var all []string
	for _, e := range b.project.Entries {
		all = append(all, e.File.Name)
	}
	for _, f := range b.project.Files {
		all = append(all, f.Name)
	}
	for _, f := range b.project.Unread() {
		all = append(all, f.Name)
	}
	return all
}

// moves are the files that move: a folder as one.
func (b *planner) moves() {
	if b.by.folder {
		b.plan.Moves = []Move{{content.Root + "/" + b.by.old, content.Root + "/" + b.by.new}}
		return
	}
	for _, file := range b.files() {
		if to, ok := b.by.of(strings.TrimPrefix(file, content.Root+"/")); ok {
			b.plan.Moves = append(b.plan.Moves, Move{file, content.Root + "/" + to})
		}
	}
	slices.SortFunc(b.plan.Moves, func(a, c Move) int { return strings.Compare(a.From, c.From) })
	b.plan.Moves = slices.Compact(b.plan.Moves)
}

// addressed finds the address that the entry will have, which nothing else may have.
func (b *planner) addressed(e *content.Entry, w Wish) error {
	placed := b.project.Site
	if placed == nil {
		return nil
	}
	first := placed.Editions[0]
	above := first.Prefix
	if w.Section != "" {
		above += w.Section + "/"
		if section := first.Page(w.Section + "/_index"); section != nil {
			above = section.Path
		}
	}
	last := w.Name
	if e.Slug != "" {
		last = e.Slug
	}
	b.plan.Address = above + last + "/"
	if owner := placed.Owner(b.plan.Address); owner != "" && !b.ownAddress(b.plan.Address) {
		return &Error{Taken, "/" + b.plan.Address}
	}
	return nil
}

// ownAddress reports whether an address is one of those that move, or leads to them.
func (b *planner) ownAddress(address string) bool {
	for page := range b.pages() {
		if strings.EqualFold(page.Path, address) {
			return true
		}
		for _, alias := range page.Entry.Aliases {
			if strings.EqualFold(strings.Trim(alias, "/"), strings.Trim(address, "/")) {
				return true
			}
		}
	}
	return false
}

// pages are those of the entries that move, each in its own language.
func (b *planner) pages() func(yield func(*site.Page) bool) {
	return func(yield func(*site.Page) bool) {
		if b.project.Site == nil {
			return
		}
		for _, e := range b.project.Site.Editions {
			for _, p := range e.Pages {
				if p.Entry == nil || p.Fallback {
					continue
				}
				if _, moving := b.by.of(strings.TrimPrefix(p.Entry.File.Path, content.Root+"/")); moving && !yield(p) {
					return
				}
			}
		}
	}
}

// addresses are the entries that move, each with its address: those on the site, and those
// that were there until their last day.
func (b *planner) addresses() func(yield func(*content.Entry, string) bool) {
	return func(yield func(*content.Entry, string) bool) {
		placed := map[*content.Entry]bool{}
		for page := range b.pages() {
			placed[page.Entry] = true
			if !yield(page.Entry, "/"+page.Path) {
				return
			}
		}
		if b.project.Site == nil {
			return
		}
		for _, e := range b.project.Entries {
			if _, moving := b.by.of(strings.TrimPrefix(e.File.Path, content.Root+"/")); !moving || placed[e] || !b.wasUp(e) {
				continue
			}
			if address := b.addressOf(e); address != "" && !yield(e, address) {
				return
			}
		}
	}
}

// wasUp reports whether an entry that is not on the site was there before its last day.
func (b *planner) wasUp(e *content.Entry) bool {
	return !e.Draft && !e.Unapproved && !e.Expires.IsZero() && (e.Publish.IsZero() || e.Publish.In(time.UTC).Before(b.project.Options.Now))
}

// addressOf is where an entry is while it is on the site; "" for a section, whose address
// nobody kept.
func (b *planner) addressOf(e *content.Entry) string {
	i := slices.IndexFunc(b.project.Site.Editions, func(of *site.Edition) bool { return of.Language.Tag == e.Language })
	if i < 0 || e.IsSection() {
		return ""
	}
	edition := b.project.Site.Editions[i]
	above := edition.Prefix
	if parent := e.Parent(); parent != "" {
		above += parent + "/"
		if section := edition.Page(parent + "/_index"); section != nil {
			above = section.Path
		}
	}
	return "/" + above + cmp.Or(e.Slug, path.Base(e.Key)) + "/"
}

// left notes what a person has to look at.
func (b *planner) left(file string, line int, text string) {
	b.plan.Left = append(b.plan.Left, Left{file, line, text})
}
