// Package portal reads a web site that wget or HTTrack saved to a folder, of whatever
// program: it knows no program by its name. What stands on many pages is furniture; the
// part with the most words that do not repeat is the text; a page of links to other pages
// is a list.
//
//	site, err := portal.Read(os.DirFS("portal.example.gov.vn"))
package portal

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
)

// ErrNone says that there is no page in a folder.
var ErrNone = errors.New("no saved page")

// saved is a page of the folder.
type saved struct {
	file  string
	place place
	says  says
	sums  []uint64 // of its parts, each once
	words int      // bytes of its parts
	viet  int      // letters in it that only Vietnamese has
	hash  string
	page  *foreign.Page
	trail []crumb
}

// reader is a saved site that is being read. It is the source of its pages afterwards.
type reader struct {
	tree   *foreign.Tree
	below  bool   // the first folders are hosts
	host   string // of the site; "" if not known
	secure bool
	pages  []*saved
	byFile map[string]*saved
	byKey  map[string]*saved
	byPage map[*foreign.Page]*saved
	counts map[uint64]int // on how many pages a part stands
	suffix map[string]int // how often titles end in a name
	said   map[string]int // how many pages say the same title, summary, author of themselves
	left   []foreign.Left

	listedBy  map[*saved]*saved        // an article → the first list that leads to it
	bySection map[string]*foreign.Page // by their folders
}

// Read reads a folder that wget or HTTrack made. Errors are those of the file system,
// ErrNone and foreign.ErrTooMany.
func Read(folder fs.FS) (foreign.Site, error) {
	tree, err := foreign.Open(folder, "hts-cache")
	if err != nil {
		return foreign.Site{}, err
	}
	r := &reader{tree: tree, byFile: map[string]*saved{}, byKey: map[string]*saved{}, byPage: map[*foreign.Page]*saved{}, counts: map[uint64]int{}, suffix: map[string]int{}, said: map[string]int{}, listedBy: map[*saved]*saved{}, left: tree.Left}
	r.below = r.hosts()
	for _, name := range tree.Files {
		if err := r.survey(name); err != nil {
			return foreign.Site{}, err
		}
	}
	r.chooseHost()
	if len(r.pages) == 0 {
		return foreign.Site{}, ErrNone
	}
	r.index()
	r.join()
	for _, s := range r.pages {
		if err := r.understand(s); err != nil {
			return foreign.Site{}, err
		}
	}
	return r.site(), nil
}

// hosts reports whether the folders at the top are named as hosts and hold the pages.
func (r *reader) hosts() bool {
	some := false
	for _, name := range r.tree.Files {
		top, _, deeper := strings.Cut(name, "/")
		switch {
		case deeper && hostName.MatchString(top):
			some = true
		case deeper && isPageName(name):
			return false
		}
	}
	return some
}

// isPageName reports whether a file is a page by its name.
func isPageName(name string) bool {
	bare, _, asked := strings.Cut(path.Base(name), "?")
	switch strings.ToLower(path.Ext(bare)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return asked || dynamic.MatchString(bare) || strings.Contains(bare, "@") && strings.Contains(bare, "=")
}

// isPage reports whether bytes are a page; names without an ending may be one.
func isPage(name string, data []byte) bool {
	if !isPageName(name) && strings.Contains(path.Base(name), ".") {
		return false
	}
	start := bytes.ToLower(data[:min(len(data), 2048)])
	return bytes.Contains(start, []byte("<html")) || bytes.Contains(start, []byte("<!doctype html")) || bytes.Contains(start, []byte("<body")) || bytes.Contains(start, []byte("<head"))
}

// survey reads a file for the first time: what it says of itself, and which parts it has.
func (r *reader) survey(name string) error {
	if !isPageName(name) && strings.Contains(path.Base(name), ".") {
		return nil
	}
	data, err := r.tree.Read(name, foreign.MostPage)
	if errors.Is(err, foreign.ErrTooLarge) {
		r.left = append(r.left, foreign.Left{File: name, Reason: "too-large"})
		return nil
	}
	if err != nil || !isPage(name, data) {
		return err
	}
	text := htmlimport.Decode(data)
	if strings.Contains(text[:min(len(text), 4096)], "HTTrack Website Copier</") && !strings.Contains(name, "/") {
		return nil // the list that HTTrack writes of its own
	}
	document, err := html.Parse(strings.NewReader(text))
	if err != nil {
		r.left = append(r.left, foreign.Left{File: name, Reason: "too-deep"})
		return nil
	}
	s := &saved{file: name, place: placeOf(name, text, r.below), says: saysOf(document), hash: foreign.HashOf([]byte(text))}
	seen := map[uint64]bool{}
	for _, p := range partsOf(document) {
		s.words += len(p.text)
		s.viet += vietnamese(p.text)
		if hash := sum(p.text); !seen[hash] {
			s.sums = append(s.sums, hash)
			seen[hash] = true
		}
	}
	r.pages = append(r.pages, s)
	return nil
}

// vietnamese counts the letters that only Vietnamese has.
func vietnamese(text string) int {
	n := 0
	for _, r := range text {
		if r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("ăđơưĂĐƠƯ", r) {
			n++
		}
	}
	return n
}

// chooseHost keeps the pages of the host that has the most, with www or without.
func (r *reader) chooseHost() {
	counts := map[string]int{}
	for _, s := range r.pages {
		counts[bareHost(s.place.host)]++
	}
	most := ""
	for host, n := range counts {
		if n > counts[most] || n == counts[most] && (most == "" || host < most) {
			most = host
		}
	}
	r.pages = slices.DeleteFunc(r.pages, func(s *saved) bool {
		other := bareHost(s.place.host) != most
		if other {
			r.left = append(r.left, foreign.Left{File: s.file, Reason: "other-host"})
		}
		return other
	})
	r.learnHost(most)
}

// learnHost finds how the host calls itself where its pages say so.
func (r *reader) learnHost(bare string) {
	said := map[string]int{}
	for _, s := range r.pages {
		if r.host == "" {
			r.host = s.place.host
		}
		if scheme, rest, ok := strings.Cut(s.says.canonical, "://"); ok {
			host, _, _ := strings.Cut(rest, "/")
			if bare == "" || bareHost(host) == bare {
				said[scheme+"://"+host]++
			}
		}
	}
	best := ""
	for one, n := range said {
		if n > said[best] || n == said[best] && one < best {
			best = one
		}
	}
	if scheme, host, ok := strings.Cut(best, "://"); ok {
		r.host, r.secure = host, scheme == "https"
	}
}

// index notes under which files and addresses pages are found, and what repeats.
func (r *reader) index() {
	canonical := map[string]int{}
	for _, s := range r.pages {
		canonical[key(pathOf(s.says.canonical, r.host))]++
		r.byFile[s.file] = s
		for _, address := range append([]string{s.place.path}, s.place.others...) {
			if k := key(address); r.byKey[k] == nil {
				r.byKey[k] = s
			}
		}
	}
	for _, s := range r.pages {
		if own := pathOf(s.says.canonical, r.host); own != "" && canonical[key(own)] == 1 && r.byKey[key(own)] == nil {
			s.place.others = append(s.place.others, own)
			r.byKey[key(own)] = s
		}
		for _, hash := range s.sums {
			r.counts[hash]++
		}
		s.sums = nil
		r.said["title "+s.says.title]++
		r.said["summary "+s.says.summary]++
		if len(s.says.authors) > 0 {
			r.said["author "+s.says.authors[0]]++
		}
		if name := lastName(s.says.title); name != "" {
			r.suffix[name]++
		}
	}
}

// join takes a page that calls itself another one and has its title, such as one for the
// printer, for that: its addresses are the other's.
func (r *reader) join() {
	r.pages = slices.DeleteFunc(r.pages, func(s *saved) bool {
		to := r.byKey[key(pathOf(s.says.canonical, r.host))]
		if to == nil || to == s || to.says.title != s.says.title || s.says.title == "" || r.said["title "+s.says.title] > 3 {
			return false
		}
		to.place.others = append(append(to.place.others, s.place.path), s.place.others...)
		r.byFile[s.file], r.byKey[key(s.place.path)] = to, to
		r.left = append(r.left, foreign.Left{File: s.file, Reason: "twice"})
		return true
	})
}

// titleEnds are what stands between the name of a page and that of its site.
var titleEnds = []string{" | ", " - ", " – ", " — ", " :: ", " » "}

// lastName is what may be the name of the site at the end of a title.
func lastName(title string) string {
	best := -1
	name := ""
	for _, between := range titleEnds {
		if i := strings.LastIndex(title, between); i > best {
			best, name = i, title[i:]
		}
	}
	return name
}

// siteless is a title without the name of the site, which many titles end in.
func (r *reader) siteless(title string) string {
	if name := lastName(title); name != "" && r.suffix[name]*3 >= len(r.pages) && r.suffix[name] > 1 {
		return strings.TrimSpace(strings.TrimSuffix(title, name))
	}
	return title
}

// repeats reports whether a part stands on so large a share of all pages, in percent.
func (r *reader) repeats(text string, percent int) bool {
	n := r.counts[sum(text)]
	return n >= fewestTimes && n*100 >= percent*len(r.pages)
}

// What repeats: outside of the text a seventh of the pages makes a part furniture, within
// it, at its ends, most of them.
const (
	fewestTimes = 3
	outside     = 15
	atEnds      = 60
)

// site gathers what was understood.
func (r *reader) site() foreign.Site {
	site := foreign.Site{Program: "portal", Language: r.language(), Left: r.left, Source: r}
	sections := r.sections()
	r.group()
	for _, s := range r.pages {
		if s.page.Language == site.Language {
			s.page.Language = ""
		}
		if s.page.Kind != foreign.List {
			site.Pages = append(site.Pages, s.page)
		}
	}
	site.Pages = append(site.Pages, sections...)
	slices.SortStableFunc(site.Pages, func(a, b *foreign.Page) int { return cmp.Compare(a.File, b.File) })
	site.Menu = r.menu()
	return site
}

// language is that of most pages.
func (r *reader) language() string {
	counts := map[string]int{}
	for _, s := range r.pages {
		counts[s.page.Language]++
	}
	most := ""
	for tag, n := range counts {
		if n > counts[most] || n == counts[most] && tag < most {
			most = tag
		}
	}
	return most
}
