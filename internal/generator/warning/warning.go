// Package warning reads warnings/, where a site keeps what every reader must learn at once:
// a flood, a storm, a school that is closed.
//
//	warnings, problems, err := warning.Load(siteFolder, settings, today)
//
// A warning has an end, at most fourteen days ahead, so that none is forgotten on a page
// or on a reader's device.
package warning

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

// Root is the folder of a site that holds its warnings, a file each.
const Root = "warnings"

// Level says how bad it is. Pages colour warnings by it; an emergency cannot be put aside.
type Level string

// The levels, the worst first.
const (
	Emergency Level = "emergency"
	Serious   Level = "warning"
	Notice    Level = "notice"
)

// Levels lists them, the worst first.
func Levels() []Level { return []Level{Emergency, Serious, Notice} }

func levelNames() []string {
	var names []string
	for _, l := range Levels() {
		names = append(names, string(l))
	}
	return names
}

// Warning is one warning.
type Warning struct {
	ID    string // by which readers' devices know it: the file below warnings/, and a digest of its bytes, so that a mended one is another one
	Level Level
	From  time.Time // zero: it holds already
	Until time.Time // never zero
	Sent  time.Time // when it was written; zero if its file does not say
	Call  string    // digits; "" for none
	Page  string    // an entry, from content/; "" for none
	Units []string  // keys of the units that it concerns; none: all
	By    string    // who wrote it
	Seen  string    // who approved it
	Words []Words   // one a language, in the order of the site's languages; at least one

	Source *Source // the other site that it is from; nil: it is the site's own

	at, page problem.Place
}

// Words are what a warning says in one language, as plain text.
type Words struct {
	Language string // BCP 47, lower case
	Title    string
	Text     string   // "" for none
	Do       []string // what to do, step by step
	Areas    []string // the names of those whom it concerns, of a warning of another site
}

// At is where the warning stands.
func (w *Warning) At() problem.Place { return w.at }

// PagePlace is where its page is named.
func (w *Warning) PagePlace() problem.Place { return w.page }

// In is what the warning says in a language, else in the first one that it has.
func (w *Warning) In(tag string) Words {
	for _, words := range w.Words {
		if strings.EqualFold(words.Language, tag) {
			return words
		}
	}
	return w.Words[0]
}

// Length is how many bytes its words have.
func (w *Warning) Length() int {
	n := 0
	for _, words := range w.Words {
		n += len(words.Title) + len(words.Text)
		for _, step := range words.Do {
			n += len(step)
		}
	}
	return n
}

// SentBy is when the warning was sent, as far as the day tells: as its file says, else
// from when it holds, at the latest on that day.
func (w *Warning) SentBy(day time.Time) time.Time {
	for _, sent := range []time.Time{w.Sent, w.From} {
		if !sent.IsZero() && sent.Before(day.AddDate(0, 0, 1)) {
			return sent
		}
	}
	return day
}

// Load reads the warnings of a site that are not over at the beginning of a day, the worst
// first, then those that end first. Of a broken file nothing is shown, and a problem tells
// so. The error is the file system's.
func Load(disk fs.FS, settings *config.Settings, today time.Time) ([]*Warning, []problem.Problem, error) {
	files, problems, err := source.Scan(disk, Root)
	if err != nil {
		return nil, problems, err
	}
	var all []*Warning
	for _, f := range files {
		if !strings.EqualFold(path.Ext(f.Path), ".toml") {
			continue
		}
		text, found, err := source.Read(disk, f)
		problems = append(problems, found...)
		if err != nil {
			return all, problems, err
		}
		if source.Unread(found) {
			continue
		}
		w, found := read(text, settings, today)
		problems = append(problems, found...)
		if w == nil {
			continue
		}
		if len(all) == problem.MaxWarnings.Most {
			problems = append(problems, problem.MaxWarnings.Over(problem.Place{File: f.Path}))
			break
		}
		all = append(all, w)
	}
	slices.SortStableFunc(all, order)
	return all, problems, nil
}

// Instead are the warnings as they are when a file of warnings/ has another text, nil for
// none, with what is wrong in that text.
func Instead(all []*Warning, file string, text []byte, settings *config.Settings, today time.Time) ([]*Warning, []problem.Problem) {
	all = slices.DeleteFunc(slices.Clone(all), func(w *Warning) bool { return w.at.File == file })
	if text == nil {
		return all, nil
	}
	normal, problems := source.Normalize(file, text)
	if source.Unread(problems) {
		return all, problems
	}
	w, found := read(normal, settings, today)
	problems = append(problems, found...)
	switch {
	case w == nil:
	case len(all) >= problem.MaxWarnings.Most:
		problems = append(problems, problem.MaxWarnings.Over(problem.Place{File: file}))
	default:
		all = append(all, w)
		slices.SortStableFunc(all, order)
	}
	return all, problems
}

func order(a, b *Warning) int {
	if a.Level != b.Level {
		return slices.Index(Levels(), a.Level) - slices.Index(Levels(), b.Level)
	}
	return a.Until.Compare(b.Until)
}

// read understands one file. The warning is nil if it is broken or over.
func read(text source.Text, settings *config.Settings, today time.Time) (*Warning, []problem.Problem) {
	doc, problems := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "warning"})
	if problem.Any(problems, problem.Error) {
		return nil, problems // what else is wrong may come of it
	}
	f := file{settings: settings}
	found := f.DecodeTOML(doc.Top())
	f.from, f.until = f.From.In(settings.Zone), f.end()
	if f.over(today) {
		return nil, append(problems, f.record(today)...)
	}
	if problems = append(problems, found...); !problem.Any(problems, problem.Error) {
		problems = append(problems, f.check(today)...)
	}
	if problem.Any(problems, problem.Error) {
		return nil, problems
	}
	problems = append(problems, f.missing()...)
	sum := sha256.Sum256(text.Bytes)
	id := strings.TrimSuffix(strings.TrimPrefix(text.Path, Root+"/"), path.Ext(text.Path)) + "." + hex.EncodeToString(sum[:3])
	return &Warning{
		ID: id, Level: f.Level, From: f.from, Until: f.until, Sent: f.Sent.In(settings.Zone), Call: f.call, Page: strings.TrimLeft(f.Page, "/"), Units: f.Units,
		By: f.Author, Seen: f.ApprovedBy, Words: f.words, at: f.top.At("level").Place(), page: f.top.At("page").Place(),
	}, problems
}
