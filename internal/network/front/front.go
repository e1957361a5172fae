// Package front makes the front of a network from its records: a page of all units, a
// calendar of the events of all sites, and a search over their titles.
//
//	gathered, err := front.Gather(ctx, front.Options{Network: network, Store: store, Today: today})
//	files, err := gathered.Files()
//
// Of each site the newest record that can be published counts. The files lead to each other
// by relative addresses, so that the front may lie anywhere.
package front

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/i18n"
	"loa/internal/network/store"
	"loa/internal/network/units"
)

// Zone is the name of that by whose clocks the days of the calendar go.
const Zone = "Asia/Ho_Chi_Minh"

// The most that a front shows. What is left out is counted in Gathered.
const (
	mostDates  = 2000  // in the calendar file
	shownDates = 500   // of those on the page
	mostTitles = 20000 // that the search knows
)

// Options say what the front is made of.
type Options struct {
	Network *units.Network
	Store   *store.Store
	Today   calendar.Day // dates before it are left out
}

// Gathered is what the front shows.
type Gathered struct {
	Places     []Place // by province, then by name
	Dates      []Date  // in order
	Titles     []Title // by title
	LeftDates  int     // more than the front shows
	LeftTitles int
	Ready      int // sites that have a record which can be published

	options Options
	zone    *time.Location
	sorter  *i18n.Sorter
	dates   map[Date]int // how many sites have it, by the date without its site
	titles  map[[2]string]int
}

// Place is a unit of the network.
type Place struct {
	Name     string
	Province string
	URL      string // of its site, or of its successor's; "" while nothing of it is in the store
	Into     string // the name of its successor; "" for a unit that has a site
}

// Date is a date on which an event takes place. Sites that take it from the same shared
// text have one together.
type Date struct {
	Title, Place string
	Start, End   string // as store.Event has them
	Site         string // the name of the first site that has it
	URL          string // of its page there
	More         int    // other sites that have it
}

// Title is a text that the search finds. Sites that take it from the same shared text have
// one together.
type Title struct {
	Title, Language string
	Site            string // the name of the first site that has it
	URL             string
	More            int // other sites that have it
}

// Gather reads the newest record of each site. The error is an I/O error.
func Gather(ctx context.Context, o Options) (*Gathered, error) {
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return nil, err
	}
	entries, err := o.Store.Entries(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string][]store.Entry{}
	for _, e := range entries {
		of[e.Key] = append(of[e.Key], e)
	}
	g := &Gathered{options: o, zone: zone, sorter: i18n.NewSorter(o.Network.Front.Words()), dates: map[Date]int{}, titles: map[[2]string]int{}}
	ready := map[string]string{} // addresses of sites by the keys of their units
	for _, u := range o.Network.Units {
		if u.Successor != "" {
			continue
		}
		r, err := o.Store.Newest(ctx, of[u.Key])
		if err != nil {
			return nil, fmt.Errorf("reading the records of %s: %w", u.Key, err)
		}
		if r != nil { // also of a unit whose row is faulty now: its site is up
			ready[u.Key] = r.BaseURL
			u.BaseURL = r.BaseURL
			g.take(u, r)
		}
	}
	g.sortDates()
	g.Titles = sorted(g.Titles, func(t Title) string { return g.sorter.Key(t.Title) + "\x00" + t.Language })
	g.places(ready)
	g.Ready = len(ready)
	return g, nil
}

// take takes over what the record of a site lists.
func (g *Gathered) take(u units.Unit, r *store.Record) {
	if units.Lists(g.options.Network.Front.Calendar, u.Key) {
		g.LeftDates += r.LeftDates
		for _, e := range r.Events {
			if g.ahead(e) {
				g.date(u, e)
			}
		}
	}
	if units.Lists(g.options.Network.Front.Search, u.Key) {
		for _, t := range r.Titles {
			g.title(u, t)
		}
	}
}

// ahead reports whether a date touches the day of the front or a later one.
func (g *Gathered) ahead(e store.Event) bool {
	start, _, ok := moment(e.Start, g.zone)
	end, allDay, hasEnd := moment(e.End, g.zone)
	if !ok || e.End != "" && !hasEnd {
		return false
	}
	today := g.options.Today.In(g.zone)
	if hasEnd && allDay {
		return !end.Before(today)
	}
	return !start.Before(today) || hasEnd && end.After(today)
}

// moment reads a day or a time of a record.
func moment(text string, zone *time.Location) (t time.Time, allDay, ok bool) {
	if t, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return t, true, true
	}
	t, err := time.Parse(time.RFC3339, text)
	return t.In(zone), false, err == nil
}

func (g *Gathered) date(u units.Unit, e store.Event) {
	d := Date{Title: e.Title, Place: e.Place, Start: e.Start, End: e.End}
	if i, known := g.dates[d]; known {
		g.Dates[i].More++
		return
	}
	g.dates[d] = len(g.Dates)
	d.Site, d.URL = u.Name, u.BaseURL+e.Path
	if g.Dates = append(g.Dates, d); len(g.Dates) >= 4*mostDates {
		g.sortDates()
	}
}

// sortDates puts the dates in order and leaves out those behind the most that are kept.
func (g *Gathered) sortDates() {
	slices.SortStableFunc(g.Dates, func(a, b Date) int {
		return cmp.Or(g.begin(a).Compare(g.begin(b)), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Place, b.Place))
	})
	if more := len(g.Dates) - mostDates; more > 0 {
		g.LeftDates += more
		g.Dates = g.Dates[:mostDates]
	}
	clear(g.dates)
	for i, d := range g.Dates {
		g.dates[Date{Title: d.Title, Place: d.Place, Start: d.Start, End: d.End}] = i
	}
}

func (g *Gathered) begin(d Date) time.Time {
	t, _, _ := moment(d.Start, g.zone)
	return t
}

func (g *Gathered) title(u units.Unit, t store.Title) {
	same := [2]string{t.Language, t.Title}
	if i, known := g.titles[same]; known {
		g.Titles[i].More++
		return
	}
	if len(g.Titles) == mostTitles {
		g.LeftTitles++
		return
	}
	g.titles[same] = len(g.Titles)
	g.Titles = append(g.Titles, Title{Title: t.Title, Language: t.Language, Site: u.Name, URL: u.BaseURL + t.Path})
}

// places are all units, those too that were merged; those of no province last.
func (g *Gathered) places(ready map[string]string) {
	for _, u := range g.options.Network.Units {
		p := Place{Name: u.Name, Province: u.Province}
		at := u
		if u.Successor != "" {
			at, _ = g.options.Network.Find(u.Successor)
			p.Into = at.Name
		}
		p.URL = ready[at.Key]
		g.Places = append(g.Places, p)
	}
	g.Places = sorted(g.Places, func(p Place) string {
		last := "0"
		if p.Province == "" {
			last = "1"
		}
		return last + g.sorter.Key(p.Province) + "\x00" + g.sorter.Key(p.Name)
	})
}

// sorted sorts a list by keys, each made once.
func sorted[T any](list []T, key func(T) string) []T {
	type keyed struct {
		key  string
		item T
	}
	all := make([]keyed, len(list))
	for i, item := range list {
		all[i] = keyed{key(item), item}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	for i, k := range all {
		list[i] = k.item
	}
	return list
}
