package wholesite

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing/foreign"
)

// placed is a page with its place in the site.
type placed struct {
	page   *foreign.Page
	item   *Item
	dir    string    // below content/, slash-separated
	name   string    // in dir; "" for a section or the first page
	suffix string    // ".en" for a language that is not the default one
	bundle bool      // it or a version of it has files beside it
	shared bool      // its place is that of a page which the site shares with others
	all    []*placed // its versions, with itself
	parts  *parts    // of its text; nil if they are not known
	old    []string  // its aliases
	file   string    // the entry, once it is known
	before row       // of the ledger, with known
	known  bool
}

// entry is the file of a page, by what is known of it.
func (p *placed) entry() string {
	switch {
	case p.file != "":
		return p.file
	case p.name == "":
		return path.Join("content", p.dir, "_index"+p.suffix+".md")
	case p.bundle:
		return path.Join("content", p.dir, p.name, "index"+p.suffix+".md")
	}
	return path.Join("content", p.dir, p.name+p.suffix+".md")
}

// folder is where the files beside an entry lie.
func (p *placed) folder() string { return path.Dir(p.entry()) }

// sectionName is the folder that takes all; an error if it may be none.
func sectionName(typed string) (string, error) {
	section := strings.Trim(path.Clean("/"+typed), "/")
	for part := range strings.SplitSeq(section, "/") {
		if section != "" && (strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_") || sourceedit.CheckName(part) != nil) {
			return "", ErrSection
		}
	}
	return section, nil
}

// place gives each page its place. Versions of a page get one name, that of the version
// in the site's default language or of the first.
func (r *run) place() error {
	if err := r.list(); err != nil {
		return err
	}
	r.raise()
	versions := map[string][]*placed{}
	var groups []string
	for i, page := range r.from.Pages {
		p := &placed{page: page}
		group := page.Group
		if group == "" {
			group = fmt.Sprintf("#%d", i)
		}
		if versions[group] == nil {
			groups = append(groups, group)
		}
		versions[group] = append(versions[group], p)
		r.placed = append(r.placed, p)
		r.byPage[page] = p
	}
	r.report.Items = make([]Item, len(r.placed))
	for i, p := range r.placed {
		p.item = &r.report.Items[i]
		r.describe(p)
	}
	for _, sections := range []bool{true, false} { // an article gives way to a section of its name
		for _, group := range groups {
			if all := versions[group]; (all[0].page.Kind != foreign.Article) == sections {
				for len(all) > 0 {
					var others []*placed
					all, others = r.versions(all)
					r.together(all)
					all = others
				}
			}
		}
	}
	return nil
}

// list notes the names of entries that stand in the site, and their folders. A folder without an entry may be what a run that
// was killed had put beside one that it had not written yet.
func (r *run) list() error {
	files, _, err := source.Scan(r.files, "content")
	if err != nil {
		return err
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Path, ".md") {
			continue
		}
		r.take(strings.TrimPrefix(strings.TrimSuffix(f.Path, ".md"), "content/"))
		for dir := path.Dir(f.Path); dir != "content" && dir != "."; dir = path.Dir(dir) {
			r.take(strings.TrimPrefix(dir, "content/"))
		}
	}
	r.before = maps.Clone(r.taken)
	return nil
}

func (r *run) take(name string) { r.taken[strings.ToLower(name)] = true }

// describe fills what is told of a page in any case.
func (r *run) describe(p *placed) {
	page := p.page
	address := page.Address
	tag := r.tag(page)
	*p.item = Item{File: page.File, Address: address, Kind: page.Kind, State: New, Language: tag, Title: page.Title, Date: page.Date}
	if !r.declared(tag) {
		p.item.State = Language
		return
	}
	if tag != r.into.Settings.DefaultLanguage {
		p.suffix = "." + tag
	}
	if p.before, p.known = r.ledger.of(page.File); !p.known {
		return
	}
	p.file = p.before.Entry
	switch current, err := fs.ReadFile(r.files, p.before.Entry); {
	case err != nil:
		p.item.State = Gone
	case p.before.Hash == page.Hash:
		p.item.State = Same
	case sourceedit.Sum(current) != p.before.Wrote:
		p.item.State = Kept
	default:
		p.item.State = Updated
	}
}

// tag is the language of a page as the site declares it, or as it is.
func (r *run) tag(page *foreign.Page) string {
	tag := r.raw(page)
	if tag == "" {
		return r.into.Settings.DefaultLanguage
	}
	base, _, _ := strings.Cut(tag, "-")
	for _, candidate := range []string{tag, base} {
		if r.declared(candidate) {
			return candidate
		}
	}
	for _, language := range r.into.Settings.Languages {
		if declared, _, _ := strings.Cut(language.Tag, "-"); declared == base {
			return language.Tag
		}
	}
	return tag
}

func (r *run) declared(tag string) bool {
	_, ok := r.into.Settings.Languages.Find(tag)
	return ok
}

// versions are those of a page that differ in their language here. Of two that the site would write in one, as zh-CN and
// zh-TW in zh, the one that says so exactly comes, or the first; the other is left out as one in a language that
// the site does not declare. Others are pages of the very same language, which have a place of their own.
func (r *run) versions(all []*placed) (one, others []*placed) {
	byTag := map[string]int{} // in one
	for _, p := range all {
		at, there := byTag[p.item.Language]
		switch {
		case p.item.State == Language || !there:
			byTag[p.item.Language] = len(one)
			one = append(one, p)
		case r.raw(p.page) == r.raw(one[at].page):
			others = append(others, p)
		default:
			if r.raw(p.page) == p.item.Language {
				p, one[at] = one[at], p
			}
			p.item.State, p.item.Language = Language, r.raw(p.page)
			one = append(one, p)
		}
	}
	return one, others
}

// raw is the language of a page as the other site calls it.
func (r *run) raw(page *foreign.Page) string { return cmp.Or(page.Language, r.from.Language) }

// together places the versions of a page.
func (r *run) together(all []*placed) {
	first := all[0]
	for _, p := range all {
		if p.item.State != Language && (p.suffix == "" || first.item.State == Language) {
			first = p
			break
		}
	}
	dir, name := r.dirOf(first.page), ""
	switch {
	case first.page.Kind == foreign.Home && r.options.Section == "":
		dir = ""
	case first.page.Kind == foreign.Article:
		name = r.free(dir, first)
	default:
		r.take(dir)
	}
	for _, p := range all {
		p.dir, p.name, p.all = dir, name, all
		p.item.Section = dir
		p.item.Entry = p.entry()
		if p.item.State != New || name != "" {
			continue
		}
		entry := strings.TrimPrefix(strings.TrimSuffix(p.entry(), ".md"), "content/")
		if r.taken[strings.ToLower(entry)] && !r.unfinished(path.Join(dir, "_index"), p) {
			p.item.State = Joined
		} else if r.borrowed(entry) && !r.taken[strings.ToLower(entry)] {
			p.item.State, p.shared = Joined, true
		}
	}
}

// borrowed reports whether a name below content/ is that of a text which the site shares with
// others: an imported one would take its place.
func (r *run) borrowed(name string) bool {
	return r.options.Borrows != nil && r.options.Borrows(path.Join("content", name))
}

// dirOf is the folder of a page, each part a name that every system can hold.
func (r *run) dirOf(page *foreign.Page) string {
	parts := []string{r.options.Section}
	for part := range strings.SplitSeq(page.Folder, "/") {
		if part != "" {
			parts = append(parts, safeName(part, "muc"))
		}
	}
	if len(parts) > problem.MaxFolders.Most {
		parts = parts[:problem.MaxFolders.Most]
	}
	return path.Join(parts...)
}

// safeName keeps a name as it is if it may be an entry's or a section's.
func safeName(name, kind string) string {
	if name == fold.Slug(name) && len(name) <= longestName && !disk.Reserved(name) && name != "index" && sourceedit.CheckName(name) == nil {
		return name
	}
	return sourceedit.Name(name, kind)
}

// longestName is how many bytes a name of another program may have that is kept.
const longestName = 120

// free is a name in a folder that nothing has, for a page that is new.
func (r *run) free(dir string, p *placed) string {
	name := p.page.Name
	if name == "" {
		name = sourceedit.Name(p.page.Title, "bai")
	} else {
		name = safeName(name, "bai")
	}
	if p.known {
		return name // its file is in the ledger
	}
	stem := name
	for i := 2; r.borrowed(path.Join(dir, name)) || r.taken[strings.ToLower(path.Join(dir, name))] && !r.unfinished(path.Join(dir, name), p); i++ {
		name = fmt.Sprintf("%s-%d", stem, i)
	}
	r.take(path.Join(dir, name))
	return name
}

// unfinished reports whether what has a name was written by a run that was killed before
// it could note it: an entry that says it came from this very page.
func (r *run) unfinished(name string, p *placed) bool {
	from := fromLine(p.page)
	for _, candidate := range []string{name + p.suffix + ".md", name + "/index" + p.suffix + ".md"} {
		text, err := fs.ReadFile(r.files, path.Join("content", candidate))
		if err == nil && slices.Contains(strings.Split(string(text), "\n"), from) {
			return true
		}
	}
	return false
}
