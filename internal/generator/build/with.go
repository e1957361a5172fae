package build

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
	"loa/internal/generator/relay"
	"loa/internal/generator/warning"
)

// With returns the project after files changed: paths from the site's folder as
// the disk spells them, a folder standing for all below it, "." for everything.
// Whatever did not change is shared; what changed nothing but the texts of pages
// gives p itself, since texts are read when their page is rendered. p is not
// changed and may be used all the while.
//
// An entry whose new front matter has an error keeps its earlier one, so that
// pages and lists stay as they were until it is mended.
func (p *Project) With(changed []string) (*Project, error) {
	next := *p
	u := update{before: &p.Sources, next: &next.Sources, needs: needsOf(changed, &p.Sources)}
	err := u.run()
	if errors.Is(err, fs.ErrNotExist) { // a file went away meanwhile
		next = *p
		u.scan = true
		err = u.run()
	}
	if err != nil {
		return p, err
	}
	if u.onlyTexts() && !next.narrates() && u.sameFronts() && u.sameCopies(p.Problems) {
		return p, nil
	}
	next.place()
	return &next, nil
}

// At returns the project on the day of a moment; p itself if that is its day or
// its day is fixed.
func (p *Project) At(now time.Time) *Project {
	next := *p
	next.Options.Now = now
	if p.Settings == nil || p.Options.Fixed || next.today().Equal(p.today()) {
		return p
	}
	next.place()
	return &next
}

// needs are the stages that a change calls for.
type needs struct {
	settings, theme, scan, static, data bool
	again                               map[string]bool // entries to read, by name
}

func (n needs) onlyTexts() bool { return !n.settings && !n.theme && !n.scan && !n.static && !n.data }

func needsOf(changed []string, s *Sources) needs {
	n := needs{again: map[string]bool{}}
	for _, name := range changed {
		top, _, _ := strings.Cut(name, "/")
		switch {
		case name == "." || name == "site.toml" || name == content.ApprovalsFile: // of these depends how entries are understood
			n.settings = true
		case touches(name, relay.Folder): // a deploy fetched the warnings of other sites
			n.data = true
		case hidden(name):
		case top == "themes":
			n.theme = true
		case top == "static":
			n.static = true
		case top == "data" || top == warning.Root:
			n.data = true
		case top == content.Root:
			n.again[name] = true
			n.scan = n.scan || !stillThere(s, name)
		}
	}
	return n
}

// touches reports whether a changed path is a folder, lies in it or holds it.
func touches(name, folder string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/") || strings.HasPrefix(folder, name+"/")
}

func hidden(name string) bool { return slices.ContainsFunc(strings.Split(name, "/"), source.Ignored) }

// stillThere reports whether a name is a known entry that is still a file.
func stillThere(s *Sources, name string) bool {
	if s.entry(name) < 0 {
		return false
	}
	info, err := fs.Stat(s.disk, name)
	return err == nil && info.Mode().IsRegular()
}

func (s *Sources) entry(name string) int {
	return slices.IndexFunc(s.Entries, func(e *content.Entry) bool { return e.File.Name == name })
}

// update reads again what changed between two states of the sources.
type update struct {
	before *Sources
	next   *Sources
	needs
}

// run reads what the change calls for. The error is an I/O error.
func (u update) run() error {
	s := u.next
	s.found = maps.Clone(u.before.found)
	if u.settings {
		s.wrong = [areas][]problem.Problem{}
		clear(s.found)
		s.Settings, s.Theme = nil, nil
		return s.readAll()
	}
	for _, part := range []struct {
		needed bool
		area   area
		read   func() error
	}{{u.theme, inTheme, s.loadTheme}, {u.static, inStatic, s.scanStatic}, {u.data, inData, s.tables}} {
		if !part.needed {
			continue
		}
		s.wrong[part.area] = nil
		if err := part.read(); err != nil {
			return err
		}
	}
	if s.Settings == nil {
		return nil
	}
	if u.scan {
		return u.rescan()
	}
	return u.reread()
}

// reread reads known entries again.
func (u update) reread() error {
	s, again := u.next, u.again
	s.Entries = slices.Clone(s.Entries)
	for name := range again {
		i := s.entry(name)
		info, err := fs.Stat(s.disk, name)
		if err != nil {
			return err
		}
		f := s.Entries[i].File
		f.Size = info.Size()
		s.Entries[i] = &content.Entry{File: f}
	}
	if err := s.readEntries(func(f source.File) bool { return again[f.Name] }); err != nil {
		return err
	}
	u.keepFronts(again)
	return nil
}

// rescan lists content/ anew and reads what is new or other than before.
func (u update) rescan() error {
	s, again := u.next, u.again
	s.wrong[inContent] = nil
	if err := s.scan(); err != nil {
		return err
	}
	known := make(map[string]*content.Entry, len(u.before.Entries))
	for _, e := range u.before.Entries {
		known[e.File.Path] = e
	}
	unread := map[string]bool{}
	for i, e := range s.Entries {
		if k := known[e.File.Path]; k != nil && k.File == e.File && !touched(again, e.File.Name) && !readsSheet(k, again) {
			s.Entries[i] = k
		} else {
			unread[e.File.Name] = true
		}
		delete(known, e.File.Path)
	}
	for gone := range known {
		delete(s.found, gone)
	}
	if err := s.readEntries(func(f source.File) bool { return unread[f.Name] }); err != nil {
		return err
	}
	u.keepFronts(unread)
	return nil
}

// readsSheet reports whether a section's spreadsheet is among the changed.
func readsSheet(e *content.Entry, changed map[string]bool) bool {
	s := e.Sheet()
	return s != nil && touched(changed, s.File)
}

// touched reports whether a file or a folder that it lies in is among the
// changed.
func touched(changed map[string]bool, name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if changed[name] {
			return true
		}
	}
	return false
}

// keepFronts gives entries with faulty front matter the one they had before.
func (u update) keepFronts(read map[string]bool) {
	s := u.next
	for i, e := range s.Entries {
		if !read[e.File.Name] || !problem.Any(s.Weigh(s.found[e.File.Path]), problem.Error) {
			continue
		}
		if old := u.before.entry(e.File.Name); old >= 0 && u.before.Entries[old].Key == e.Key {
			s.Entries[i] = e.Under(u.before.Entries[old])
		}
	}
}

// sameFronts reports whether lists, addresses and problems of front matter
// remain as they are. What was found out about a recording holds for one text.
func (u update) sameFronts() bool {
	s := u.next
	for i, e := range s.Entries {
		old := u.before.Entries[i]
		if e != old && (len(e.Recordings) > 0 || !e.SameFront(old) || !sameProblems(s.found[e.File.Path], u.before.found[old.File.Path]) || u.changesStaleness(e, old)) {
			return false
		}
	}
	return true
}

// sameCopies reports whether the changed entries stand to their originals in other layers
// as before, of which the problems tell, and the same pages are hidden.
func (u update) sameCopies(before []problem.Problem) bool {
	var read []*content.Entry
	paths := map[string]bool{}
	for _, e := range u.next.Entries {
		if u.again[e.File.Name] {
			read, paths[e.File.Path] = append(read, e), true
		}
	}
	had := slices.DeleteFunc(slices.Clone(before), func(p problem.Problem) bool {
		return !paths[p.Place.File] || !strings.HasPrefix(string(p.Code), "copy.")
	})
	has := u.next.copies(read)
	return (len(had)+len(has) == 0 || reflect.DeepEqual(had, has)) && reflect.DeepEqual(u.next.hidden(), u.before.out)
}

// changesStaleness reports whether a new text makes a translation stale, or a stale
// one current.
func (u update) changesStaleness(e, old *content.Entry) bool {
	return e.Sum != old.Sum && slices.ContainsFunc(u.next.Entries, func(t *content.Entry) bool {
		mark := uint32(t.TranslatedFrom)
		return t.Key == e.Key && mark != 0 && (mark == e.Sum) != (mark == old.Sum)
	})
}

func sameProblems(a, b []problem.Problem) bool {
	return slices.EqualFunc(a, b, func(x, y problem.Problem) bool { return x.Code == y.Code && x.Place == y.Place })
}
