package newsroom

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// Row is an entry in the overview.
type Row struct {
	Entry     *content.Entry
	Title     string
	From      string // where a text of an earlier layer lies; "" for one of the site's own
	Copy      string // of a copy of such a text: "current" or "stale"; "" for others
	Section   string
	State     string // draft, unapproved, scheduled, live, expired, review, hidden
	Versions  []Translation
	Errors    int
	Warnings  int
	Changed   time.Time
	Weight    string // of its page, in words; "" if nobody knows yet
	Address   string // on the host; "" if it is not on the site today
	Orphan    bool   // a translation without its source
	Unread    bool   // first aid that nobody with a qualification has read, as far as the entry says
	NextTime  time.Time
	NextIsNew bool // goes up then, not down
}

// Translation is one language of a row.
type Translation struct {
	Language string
	Name     string // of the language, in itself
	State    string // site.State, or "draft"
	File     string // "" if there is none
}

// rowsOf are all entries: one for each source, and one for each translation that
// has none.
func rowsOf(q *request) []*Row {
	p := q.now.Project
	first := p.Settings.DefaultLanguage
	sources := map[string]*Row{}
	others := map[string][]*content.Entry{}
	faults := map[string][2]int{}
	for _, found := range q.now.Problems {
		n := faults[found.Place.File]
		if found.Severity == problem.Error {
			n[0]++
		} else {
			n[1]++
		}
		faults[found.Place.File] = n
	}
	var all []*Row
	read := reviewed(p.Site)
	for _, e := range p.Entries {
		if e.Language != first {
			others[e.Key] = append(others[e.Key], e)
			continue
		}
		r := newRow(q, e, faults)
		r.Unread = e.Emergency && e.ReviewedBy == "" && !read[e]
		sources[e.Key] = r
		all = append(all, r)
	}
	for _, tag := range p.Settings.Languages.Tags()[1:] {
		for key, r := range sources {
			r.Versions = append(r.Versions, translationOf(p, r.Entry, others[key], tag))
		}
	}
	for key, versions := range others {
		for _, e := range versions {
			r, ok := sources[key]
			if !ok {
				r = newRow(q, e, faults)
				r.Orphan = true
				all = append(all, r)
				continue
			}
			found := faults[p.Origin(e.File.Name)]
			r.Errors += found[0]
			r.Warnings += found[1]
		}
	}
	slices.SortFunc(all, func(x, y *Row) int {
		if c := y.Changed.Compare(x.Changed); c != 0 {
			return c
		}
		return strings.Compare(x.Entry.File.Path, y.Entry.File.Path)
	})
	return all
}

// reviewed are the entries of which they themselves or a section above say who read them.
func reviewed(s *site.Site) map[*content.Entry]bool {
	all := map[*content.Entry]bool{}
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			if p.Entry != nil && p.Values().ReviewedBy != "" {
				all[p.Entry] = true
			}
		}
	}
	return all
}

func newRow(q *request, e *content.Entry, faults map[string][2]int) *Row {
	p := q.now.Project
	found := faults[p.Origin(e.File.Name)]
	r := &Row{Entry: e, Title: titleInRow(p, e), Section: sectionOf(e), State: stateOf(e, q.today()), Errors: found[0], Warnings: found[1]}
	r.From, r.Copy = layerOf(p, e)
	if p.Hidden(e.Key, e.Language) {
		r.State = "hidden"
	}
	if info, err := fs.Stat(q.now.Project.Disk(), e.File.Name); err == nil {
		r.Changed = info.ModTime()
	}
	r.NextTime, r.NextIsNew = e.NextChange(q.today())
	return r
}

// titleInRow is the title of an entry; of one that hides a page that of the page.
func titleInRow(p *build.Project, e *content.Entry) string {
	if !e.Hidden {
		return e.Title
	}
	if original, err := p.Original(e); err == nil && original != nil {
		return original.Title
	}
	return e.Title
}

// layerOf says of which earlier layer an entry is, or how a copy stands to its original.
func layerOf(p *build.Project, e *content.Entry) (from, copied string) {
	switch {
	case !p.Own(e.File.Name):
		return p.Origin(e.File.Name), ""
	case p.Alone(e.File.Name) || e.Hidden:
		return "", ""
	}
	if stale, _ := staleCopy(p, e); stale {
		return "", "stale"
	}
	return "", "current"
}

func sectionOf(e *content.Entry) string {
	if e.IsSection() {
		return e.Folder()
	}
	return e.Parent()
}

// stateOf is where an entry stands on its way on the site and off it again.
func stateOf(e *content.Entry, day time.Time) string {
	zone := day.Location()
	switch {
	case e.Draft:
		return "draft"
	case e.Unapproved:
		return "unapproved"
	case e.Live(day, false):
		if !e.ReviewBy.IsZero() && e.ReviewBy.In(zone).Before(day) {
			return "review"
		}
		return "live"
	case !e.Publish.IsZero() && e.Publish.In(zone).After(day):
		return "scheduled"
	}
	return "expired"
}

// translationOf tells how a source's version in a language stands to it.
func translationOf(p *build.Project, from *content.Entry, versions []*content.Entry, tag string) Translation {
	t := Translation{Language: tag, State: string(site.Missing)}
	if p.Hidden(from.Key, tag) {
		t.State = "hidden"
	}
	for _, e := range versions {
		if e.Language != tag {
			continue
		}
		t.File = e.File.Name
		switch mark := uint32(e.TranslatedFrom); {
		case t.State == "hidden":
		case e.Draft:
			t.State = "draft"
		case e.Unapproved:
			t.State = "unapproved"
		case mark == 0:
			t.State = string(site.Unmarked)
		case mark == from.Sum:
			t.State = string(site.Current)
		default:
			t.State = string(site.Stale)
		}
	}
	return t
}

// filter keeps the rows that a form asks for.
type filter struct {
	Text, Section, State, Language string
}

func (f filter) keep(r *Row) bool {
	if f.Section != "" && r.Section != f.Section && !strings.HasPrefix(r.Section, f.Section+"/") {
		return false
	}
	switch {
	case f.State == "":
	case f.State == "problems":
		if r.Errors+r.Warnings == 0 {
			return false
		}
	case f.State == "stale-copy":
		if r.Copy != "stale" {
			return false
		}
	case f.State == "of-layer":
		if r.From == "" {
			return false
		}
	case f.State == "unread":
		if !r.Unread {
			return false
		}
	case r.State != f.State:
		return false
	}
	if f.Language != "" && !slices.ContainsFunc(r.Versions, func(t Translation) bool {
		return t.Language == f.Language && t.State != string(site.Current) && t.State != "hidden"
	}) {
		return false
	}
	said := fold.Text(r.Title + " " + r.Entry.File.Path + " " + path.Base(r.Entry.Key))
	for word := range strings.FieldsSeq(fold.Text(f.Text)) {
		if !strings.Contains(said, word) {
			return false
		}
	}
	return true
}
