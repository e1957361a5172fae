package serve

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
)

// state is the site at one moment. It is never changed.
type state struct {
	shown  *build.Project // what pages are made of
	newest *build.Project // the same, unless site.toml or the theme is broken
	day    time.Time      // the moment of the last change

	root    string                  // of the site on its host: "/" or "/vi-tre-em/"
	outputs map[string]build.Output // by path
	pages   []build.Output          // those of them that are pages
	known   []problem.Problem       // of the newest, before any text was read
	faulty  map[string]bool         // files with an error among them

	boot   int64          // tells this run of the program from others
	number int            // counts changes
	placed int            // the last change that could alter any page
	texts  map[string]int // the last change of the text of an entry
}

func firstState(p *build.Project, now time.Time) *state {
	st := &state{newest: p, day: now, boot: now.UnixNano(), texts: map[string]int{}}
	st.learn()
	st.show(p)
	return st
}

// show makes pages of a project from now on.
func (st *state) show(p *build.Project) {
	st.shown, st.root, st.outputs, st.pages, st.placed = p, "/", map[string]build.Output{}, nil, st.number
	if p.Settings != nil {
		st.root = rootOf(p.Settings.BaseURL)
	}
	if p.Renderer == nil {
		return
	}
	taken := map[string]bool{} // what differs in capitals alone counts as one
	for _, o := range p.Outputs() {
		if key := strings.ToLower(o.Path); !taken[key] && output.Check(o.Path) == nil {
			taken[key], st.outputs[o.Path] = true, o
			if o.Page != nil {
				st.pages = append(st.pages, o)
			}
		}
	}
}

// learn lists the problems of the newest project.
func (st *state) learn() {
	st.known = st.newest.Weigh(st.newest.Problems)
	st.faulty = map[string]bool{}
	for _, p := range st.known {
		if p.Severity == problem.Error {
			st.faulty[p.Place.File] = true
		}
	}
}

// after is the state once the newest project is p; files are those whose text
// may have changed.
func (st *state) after(p *build.Project, files []string, now time.Time) *state {
	next := *st
	next.day = now
	next.number++
	next.texts = make(map[string]int, len(st.texts)+len(files))
	for f, n := range st.texts {
		next.texts[f] = n
	}
	for _, f := range files {
		next.texts[f] = next.number
	}
	if p == st.newest {
		return &next
	}
	next.newest = p
	next.learn()
	if p.Usable() || st.shown.Renderer == nil {
		next.show(p)
	}
	return &next
}

// tomorrow is the next midnight in the site's zone.
func (st *state) tomorrow() time.Time {
	zone := time.Local
	if st.newest.Settings != nil {
		zone = st.newest.Settings.Zone
	}
	day := st.day.In(zone)
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, zone)
}

// stamp names the moment at which a page was made.
func (st *state) stamp() string {
	return strconv.FormatInt(st.boot, 36) + "-" + strconv.Itoa(st.number)
}

// newer reports whether a page that was made at a stamp may look different now.
// file is the entry that the page shows, "" if none.
func (st *state) newer(stamp, file string) bool {
	boot, number, _ := strings.Cut(stamp, "-")
	n, err := strconv.Atoi(number)
	if err != nil || boot != strconv.FormatInt(st.boot, 36) {
		return true
	}
	return st.placed > n || st.texts[file] > n
}

// fileOf is the entry that the page at a path shows, as the disk spells it.
func (st *state) fileOf(path string) string {
	if o, ok := st.outputs[outputOf(path)]; ok && o.Page != nil && o.Page.Entry != nil {
		return o.Page.Entry.File.Name
	}
	return ""
}

// outputOf is the file that answers for an address.
func outputOf(path string) string {
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// notFound is the 404 page of the language that an address is in.
func (st *state) notFound(path string) (build.Output, bool) {
	if st.shown.Site == nil {
		return build.Output{}, false
	}
	editions := slices.Clone(st.shown.Site.Editions)
	slices.SortStableFunc(editions, func(a, b *site.Edition) int { return len(b.Prefix) - len(a.Prefix) })
	for _, e := range editions {
		if strings.HasPrefix(path, e.Prefix) {
			o, ok := st.outputs[e.Prefix+"404.html"]
			return o, ok
		}
	}
	return build.Output{}, false
}

func rootOf(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return "/"
}
