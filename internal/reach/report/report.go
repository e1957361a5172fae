// Package report makes the page that superiors ask for each month: how many readers came,
// to what, and how that compares with the month before.
//
//	r := report.Of(site, table, "2026-11")
//	html, err := r.HTML("vi")
//
// It is one A4 page of HTML that needs no other file, the same as CSV and as a workbook.
package report

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"loa/internal/generator/site"
	"loa/internal/reach/counts"
)

// Report is the figures of a month. Those of Before are of the month before, up to the
// same day of the month where this one is not over.
type Report struct {
	Site   string
	Month  time.Time
	Last   time.Time // the last day that has figures; zero for none
	Least  int
	Notes  func(tag string) string // what the site says of its figures, in a language; "" for nothing
	Totals []Row                   // views, visits, downloads
	Days   []Day
	Tables []Table
}

// Day is a day of the month.
type Day struct {
	Day           time.Time
	Known         bool // some log reaches over it: else nobody knows whether readers came
	Views, Visits int
}

// Row is a figure and that of the month before.
type Row struct {
	Name          string // of a table with Key "kinds": a kind, which is a word
	Count, Before int
}

// Table is a part of the report.
type Table struct {
	Key  string // its heading: topics, units, languages, most, campaigns, aid, downloads, calendars
	Rows []Row  // the largest first
}

// rows is how many rows a table has at most: the page is one sheet.
const rows = 6

// Of makes the report of a month, 2026-11.
func Of(s *site.Site, t counts.Table, month string) *Report {
	first, err := time.ParseInLocation("2006-01", month, s.Settings.Zone)
	if err != nil {
		return nil
	}
	now := monthOf(s, t, first, "")
	begins, ends := days(t)
	until := ""
	if now.last != "" && ends < first.AddDate(0, 1, -1).Format(time.DateOnly) {
		until = now.last[len("2026-11-"):]
	}
	before := monthOf(s, t, first.AddDate(0, -1, 0), until)
	r := &Report{
		Site: s.Settings.Title.In(s.Settings.DefaultLanguage, s.Settings.DefaultLanguage), Month: first, Least: s.Settings.Reach.Least,
		Notes: func(tag string) string { return s.Settings.Reach.Note.In(tag, s.Settings.DefaultLanguage) },
	}
	r.Last, _ = time.ParseInLocation(time.DateOnly, now.last, s.Settings.Zone) // zero for none
	for _, kind := range []counts.Kind{counts.View, counts.Visit, counts.Download} {
		r.Totals = append(r.Totals, Row{string(kind), now.total[kind], before.total[kind]})
	}
	for day := first; day.Before(first.AddDate(0, 1, 0)); day = day.AddDate(0, 0, 1) {
		name := day.Format(time.DateOnly)
		d := now.days[name]
		r.Days = append(r.Days, Day{day, begins <= name && name <= ends, d.Views, d.Visits})
	}
	for _, key := range tableKeys {
		if table := (Table{key, joined(now.tables[key], before.tables[key], r.Least)}); len(table.Rows) > 0 {
			r.Tables = append(r.Tables, table)
		}
	}
	return r
}

// days are the first and the last day that has figures, of all months; "" for none.
func days(t counts.Table) (first, last string) {
	for key := range t {
		if key.Whole() {
			continue
		}
		if first == "" || key.Day < first {
			first = key.Day
		}
		last = max(last, key.Day)
	}
	return first, last
}

// tableKeys are the tables, in the order of the page.
var tableKeys = []string{"most", "topics", "units", "languages", "campaigns", "aid", "downloads", "calendars"}

// joined are the figures of two months, the largest of this one first.
func joined(now, before map[string]int, least int) []Row {
	var all []Row
	for name, n := range now {
		if n >= least || len(now) <= rows {
			all = append(all, Row{name, n, before[name]})
		}
	}
	slices.SortFunc(all, func(a, b Row) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return all[:min(len(all), rows)]
}

// sums are the figures of one month.
type sums struct {
	last   string
	total  map[counts.Kind]int
	days   map[string]Day
	tables map[string]map[string]int
}

// monthOf adds the figures of a month up, up to a day of it: "09"; "" for all.
func monthOf(s *site.Site, t counts.Table, first time.Time, until string) *sums {
	all := &sums{total: map[counts.Kind]int{}, days: map[string]Day{}, tables: map[string]map[string]int{}}
	for _, key := range tableKeys {
		all.tables[key] = map[string]int{}
	}
	of := labels(s)
	addresses, _ := s.Counted()
	month := first.Format("2006-01")
	subscribed := map[string]map[string]int{}
	for key, n := range t.Settled() {
		if key.Month() != month || until != "" && (key.Whole() || key.Day[len("2026-11-"):] > until) {
			continue
		}
		all.last = max(all.last, key.Day)
		all.total[key.Kind] += n
		day := all.days[key.Day]
		switch key.Kind {
		case counts.Visit:
			day.Visits += n
		case counts.View:
			day.Views += n
			address := key.Address
			if page, ok := addresses[address]; ok {
				address = page
			}
			for _, l := range of[address] {
				all.tables[l.table][l.name] += n
			}
		case counts.Download:
			all.tables["downloads"][key.Address] += n
		case counts.Subscriber:
			if subscribed[key.Address] == nil {
				subscribed[key.Address] = map[string]int{}
			}
			subscribed[key.Address][key.Day] += n
		}
		all.days[key.Day] = day
	}
	for address, days := range subscribed { // the most of a day: the same come each day
		all.tables["calendars"][address] = slices.Max(slices.Collect(maps.Values(days)))
	}
	return all
}

// label is a row that views of a page count for.
type label struct{ table, name string }

// labels are the rows of each address.
func labels(s *site.Site) map[string][]label {
	of := map[string][]label{}
	for _, e := range s.Editions {
		for _, page := range e.Pages {
			add := func(table, name string) {
				of["/"+page.Path] = append(of["/"+page.Path], label{table, name})
			}
			add("languages", e.Language.Name)
			if page.Entry == nil || page.Title == "" {
				continue
			}
			values := page.Values()
			for _, topic := range values.Topics {
				add("topics", termName(s, site.Topic, topic))
			}
			if values.Unit != "" {
				add("units", termName(s, site.Unit, values.Unit))
			}
			switch {
			case page.Entry.Emergency:
				add("aid", page.Title)
			case page.Kind == site.Campaign:
				add("campaigns", page.Title)
			}
			if page.Kind != site.Home && page.Kind != site.Section {
				add("most", page.Title)
			}
		}
	}
	return of
}

// termName is what the default language calls a word of a vocabulary, so that all
// languages count together.
func termName(s *site.Site, kind site.Kind, key string) string {
	for _, t := range s.Editions[0].Terms[kind] {
		if t.Term.Key == key {
			return t.Name
		}
	}
	return key
}
