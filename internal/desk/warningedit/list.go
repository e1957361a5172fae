package warningedit

import (
	"slices"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/feed"
	"loa/internal/generator/warning"
)

// Listed is a file of warnings/ as a list shows it.
type Listed struct {
	Name, Sum string
	Title     string           // in a language of the file; "" if it cannot be read
	Warning   *warning.Warning // nil if it is over or broken
	Problems  []problem.Problem
	Said      []feed.Announcement // as other channels send it; none of one that is over
}

// List lists the warnings: those that hold or will, the worst first, then the others by
// their names.
func (d *Desk) List() ([]Listed, error) {
	made, err := build.MakeUrgent(d.options, nil)
	if err != nil {
		return nil, err
	}
	names, err := d.Names()
	if err != nil {
		return nil, err
	}
	place := func(name string) int {
		at := slices.IndexFunc(made.Warnings, func(w *warning.Warning) bool { return w.At().File == fileOf(name) })
		if at < 0 {
			return len(made.Warnings)
		}
		return at
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	all := make([]Listed, len(names))
	for i, name := range names {
		text, err := d.Read(name)
		if err != nil {
			return nil, err
		}
		all[i] = Listed{Name: name, Sum: sourceedit.Sum(text), Title: titleOf(text)}
		if at := place(name); at < len(made.Warnings) && made.Warnings[at].Until.After(d.now()) {
			all[i].Warning, all[i].Title = made.Warnings[at], made.Warnings[at].Words[0].Title
			all[i].Said = made.Announcements(made.Warnings[at])
		}
		for _, p := range made.Problems {
			if p.Place.File == fileOf(name) {
				all[i].Problems = append(all[i].Problems, p)
			}
		}
	}
	return all, nil
}

// titleOf is the first title in the text of a warning.
func titleOf(text []byte) string {
	doc, _ := tomlfile.Parse(tomlfile.Source{Text: text})
	top := doc.Top()
	for _, key := range top.Keys() {
		if table, ok := top.At(key).Raw.(map[string]any); ok {
			if title, ok := table["title"].(string); ok && title != "" {
				return title
			}
		}
	}
	return ""
}

// DraftOf is what a person would have typed for a warning.
func DraftOf(w *warning.Warning) Draft {
	d := Draft{Level: string(w.Level), Until: momentOf(w.Until), Call: w.Call, Page: w.Page, Units: w.Units, Author: w.By, ApprovedBy: w.Seen, Words: w.Words}
	if !w.From.IsZero() {
		d.From = momentOf(w.From)
	}
	return d
}
