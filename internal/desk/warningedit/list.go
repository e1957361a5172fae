package warningedit

import (
	"cmp"
	"slices"
	"time"

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
	Unread    error               // why the file could not be opened; nil if it could
	Said      []feed.Announcement // as other channels send it; none of one that is over
}

// Broken reports whether the warning cannot be read. Readers may still see it as it was
// published before.
func (l *Listed) Broken() bool {
	return l.Unread != nil || l.Warning == nil && problem.Any(l.Problems, problem.Error)
}

// List lists the warnings: those that hold or will, the worst first, then the others, those
// that ended last first.
func (d *Desk) List() ([]Listed, error) {
	made, err := build.MakeUrgent(d.options, nil)
	if err != nil {
		return nil, err
	}
	names, err := d.Names()
	if err != nil {
		return nil, err
	}
	all := make([]Listed, len(names))
	ends := map[string]time.Time{}
	for i, name := range names {
		all[i], ends[name] = d.listed(made, name)
	}
	slices.SortStableFunc(all, func(a, b Listed) int {
		return cmp.Or(place(made, a.Name)-place(made, b.Name), ends[b.Name].Compare(ends[a.Name]))
	})
	return all, nil
}

// place is where a file's warning stands among those that were read; after all of them if
// it does not.
func place(made build.Urgent, name string) int {
	at := slices.IndexFunc(made.Warnings, func(w *warning.Warning) bool { return w.Source == nil && NameOf(w.At().File) == name })
	if at < 0 {
		return len(made.Warnings)
	}
	return at
}

// listed is a file as a list shows it, and when it ends by its own words.
func (d *Desk) listed(made build.Urgent, name string) (l Listed, end time.Time) {
	l.Name = name
	for _, p := range made.Problems {
		if p.Place.File == fileOf(name) {
			l.Problems = append(l.Problems, p)
		}
	}
	text, err := d.Read(name)
	if l.Unread = err; err != nil {
		return l, end
	}
	l.Sum = sourceedit.Sum(text)
	l.Title, end = record(text)
	if at := place(made, name); at < len(made.Warnings) && made.Warnings[at].Until.After(d.now()) {
		l.Warning, l.Title = made.Warnings[at], made.Warnings[at].Words[0].Title
		l.Said = made.Announcements(made.Warnings[at])
	}
	return l, end
}

// record is the first title in the text of a warning, and when it ends or was taken down,
// as a clock without a zone says it; zero if the text does not say.
func record(text []byte) (title string, end time.Time) {
	doc, _ := tomlfile.Parse(tomlfile.Source{Text: text})
	top := doc.Top()
	var until, ended tomlfile.Moment
	until.DecodeTOML(top.At("until"))
	ended.DecodeTOML(top.At("ended"))
	if end = until.In(time.UTC); !until.IsZero() && !until.HasTime {
		end = end.AddDate(0, 0, 1)
	}
	if !ended.IsZero() {
		end = ended.In(time.UTC)
	}
	for _, key := range top.Keys() {
		if table, ok := top.At(key).Raw.(map[string]any); ok {
			if title, ok = table["title"].(string); ok && title != "" {
				return title, end
			}
		}
	}
	return "", end
}

// DraftOf is what a person would have typed for a warning.
func DraftOf(w *warning.Warning) Draft {
	d := Draft{Level: string(w.Level), Until: momentOf(w.Until), Call: w.Call, Page: w.Page, Units: w.Units, Author: w.By, ApprovedBy: w.Seen, Words: w.Words}
	if !w.From.IsZero() {
		d.From = momentOf(w.From)
	}
	return d
}
