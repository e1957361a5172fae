package render

import (
	"encoding/json"
	"hash/fnv"
	"sync"
	"time"

	"loa/internal/generator/site"
	"loa/internal/reach/figures"
)

// ReachFolder is where the figures of readers lie, as files for the script that shows
// them: new figures change no page.
const ReachFolder = "reach/"

// reachSite is the file of what is said of the whole site.
const reachSite = "site.json"

// reachFiles is into how many files the figures of pages are divided.
const reachFiles = 16

// Reach is what pages tell of the site's readers. Pages have the figures up to the month
// of the build; the script js/reach.js brings the newest.
type Reach struct {
	File   string    // URL of the figures of the whole site
	Visits bool      // the block of visits is wanted
	Total  int       // visits up to Day; 0 if there are none yet
	Month  int       // visits of the month of Day
	Day    time.Time // the last day of these figures; zero if there are none yet
	Least  int       // a smaller figure is said as “under” this
	Lists  bool      // lists of what is read most are wanted
	Key    string    // of this language's list in File
	Note   *Words    // what the site says of its figures; nil for nothing
	Most   []Link    // what was read most in the thirty days up to Day
}

// Views are how often a page was read.
type Views struct {
	File  string // URL of the figures of this and other pages
	Key   string // of this page in File
	Count int    // up to the month of the build; 0 if there are none yet
	Least int    // a smaller figure is said as “under” this
}

// Under reports whether the figure is too small to be said.
func (v *Views) Under() bool { return v.Count < v.Least }

// reachBefore gives the figures of the days before one, "" for all.
func reachBefore(s *site.Site, day string) *figures.Figures {
	pages, _ := s.Counted()
	return figures.Of(s.Reach, func(address string) string {
		if page, ok := pages[address]; ok {
			return page
		}
		return address
	}, day)
}

// reachOfPages gives what pages have: the figures of the months before the build.
func reachOfPages(s *site.Site) func() *figures.Figures {
	return sync.OnceValue(func() *figures.Figures { return reachBefore(s, s.Now.Format("2006-01")+"-01") })
}

// reach is what the pages of a language tell; nil if the site wants none of it.
func (sm *siteMaker) reach() *Reach {
	settings := sm.placed.Settings.Reach
	if !sm.placed.Reached() || !sm.carrier.served() {
		return nil
	}
	f := sm.reached()
	r := &Reach{File: sm.url(ReachFolder + reachSite), Visits: settings.Visits, Least: settings.Least, Lists: settings.MostRead > 0, Key: "most " + sm.of.Language.Tag, Note: sm.wordsOf(settings.Note)}
	if day, err := time.ParseInLocation(time.DateOnly, f.Last, sm.placed.Settings.Zone); err == nil {
		r.Day = day
		r.Total, r.Month = f.Visits.Between("", f.Last), f.Visits.Between(f.Last[:8]+"01", f.Last)
	}
	for _, p := range mostRead(sm.of, f, settings.Least, settings.MostRead) {
		r.Most = append(r.Most, sm.link(p))
	}
	return r
}

// mostRead are the pages of a language that were read most.
func mostRead(e *site.Edition, f *figures.Figures, least, most int) []*site.Page {
	at := map[string]*site.Page{}
	for _, p := range e.Entries {
		if tells(p) {
			at["/"+p.Path] = p
		}
	}
	var pages []*site.Page
	for _, address := range figures.Top(f.Recent, func(address string) bool { return at[address] != nil }, least, most) {
		pages = append(pages, at[address])
	}
	return pages
}

// tells reports whether a page says how often it was read.
func tells(p *site.Page) bool {
	switch p.Kind {
	case site.Article, site.Event, site.Campaign, site.Document:
		return p.Entry != nil && !p.Fallback
	}
	return false
}

// views is how often a page was read; nil if the site does not say.
func (ps *pages) views(p *site.Page) *Views {
	if !ps.placed.Settings.Reach.Views || !tells(p) || !ps.carrier.served() {
		return nil
	}
	address := "/" + p.Path
	return &Views{
		File: ps.url(ReachFolder + reachFile(address)), Key: address, Least: ps.placed.Settings.Reach.Least,
		Count: ps.reached().Views[address],
	}
}

// ReachPaths are the paths of all files of figures that a site may have.
func ReachPaths() []string {
	paths := []string{ReachFolder + reachSite}
	for n := range reachFiles {
		paths = append(paths, ReachFolder+string("0123456789abcdef"[n])+".json")
	}
	return paths
}

// reachFile is the name of the file that has the figure of a page.
func reachFile(address string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(address)) // to memory
	return string("0123456789abcdef"[sum.Sum32()%reachFiles]) + ".json"
}

// ReachFiles are the figures for the script, by path; none if the site wants none. Of a
// figure that is too small the file says 0.
func (r *Renderer) ReachFiles() map[string]func() ([]byte, error) {
	s := r.placed
	if !s.Reached() {
		return nil
	}
	all := sync.OnceValue(func() map[string]map[string]any { return reachData(s, reachBefore(s, "")) })
	files := map[string]func() ([]byte, error){}
	for _, path := range ReachPaths() {
		if !s.Settings.Reach.Views && path != ReachFolder+reachSite {
			continue
		}
		files[path] = func() ([]byte, error) {
			data := all()[path]
			if data == nil {
				data = map[string]any{}
			}
			return json.Marshal(data)
		}
	}
	return files
}

// reachData is what the files hold.
func reachData(s *site.Site, f *figures.Figures) map[string]map[string]any {
	least := s.Settings.Reach.Least
	said := func(n int) int {
		if n < least {
			return 0
		}
		return n
	}
	whole := map[string]any{}
	all := map[string]map[string]any{ReachFolder + reachSite: whole}
	if f.Last != "" {
		whole["day"] = f.Last
	}
	if s.Settings.Reach.Visits && f.Last != "" {
		for key, from := range map[string]string{"today": f.Last, "week": figures.Monday(f.Last), "month": f.Last[:8] + "01", "total": ""} {
			whole[key] = said(f.Visits.Between(from, f.Last))
		}
		yesterday := figures.After(f.Last, -1)
		whole["yesterday"] = said(f.Visits.Between(yesterday, yesterday))
	}
	for _, e := range s.Editions {
		var most [][2]string
		for _, p := range mostRead(e, f, least, s.Settings.Reach.MostRead) {
			most = append(most, [2]string{p.Path, p.Title})
		}
		if len(most) > 0 {
			whole["most "+e.Language.Tag] = most
		}
		for _, p := range e.Entries {
			address := "/" + p.Path
			if n := f.Views[address]; n > 0 && tells(p) && s.Settings.Reach.Views {
				name := ReachFolder + reachFile(address)
				if all[name] == nil {
					all[name] = map[string]any{}
				}
				all[name][address] = said(n)
			}
		}
	}
	return all
}
