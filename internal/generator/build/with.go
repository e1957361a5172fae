package build

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
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
	next.found = maps.Clone(p.found)
	needs := p.needs(changed)
	err := next.redo(p, needs)
	if errors.Is(err, fs.ErrNotExist) { // a file went away meanwhile
		next = *p
		next.found = maps.Clone(p.found)
		needs.scan = true
		err = next.redo(p, needs)
	}
	if err != nil {
		return p, err
	}
	if needs.onlyTexts() && next.sameFronts(p) {
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

func (p *Project) needs(changed []string) needs {
	n := needs{again: map[string]bool{}}
	for _, name := range changed {
		top, _, _ := strings.Cut(name, "/")
		switch {
		case name == "." || name == "site.toml":
			n.settings = true
		case hidden(name):
		case top == "themes":
			n.theme = true
		case top == "static":
			n.static = true
		case top == "data":
			n.data = true
		case top == content.Root:
			n.again[name] = true
			n.scan = n.scan || !p.stillThere(name)
		}
	}
	return n
}

func hidden(name string) bool { return slices.ContainsFunc(strings.Split(name, "/"), source.Ignored) }

// stillThere reports whether a name is a known entry that is still a file.
func (p *Project) stillThere(name string) bool {
	if p.entry(name) < 0 {
		return false
	}
	info, err := fs.Stat(p.disk, name)
	return err == nil && info.Mode().IsRegular()
}

func (p *Project) entry(name string) int {
	return slices.IndexFunc(p.Entries, func(e *content.Entry) bool { return e.File.Name == name })
}

// redo runs the stages that a change of before calls for.
func (p *Project) redo(before *Project, n needs) error {
	if n.settings {
		p.wrong = [areas][]problem.Problem{}
		clear(p.found)
		p.Settings, p.Theme = nil, nil
		return p.stages(p.configure, p.loadTheme, p.scan, p.scanStatic, p.tables, p.read)
	}
	for _, s := range []struct {
		needed bool
		area   area
		run    func() error
	}{{n.theme, inTheme, p.loadTheme}, {n.static, inStatic, p.scanStatic}, {n.data, inData, p.tables}} {
		if !s.needed {
			continue
		}
		p.wrong[s.area] = nil
		if err := s.run(); err != nil {
			return err
		}
	}
	if p.Settings == nil {
		return nil
	}
	if n.scan {
		return p.rescan(before, n.again)
	}
	return p.reread(before, n.again)
}

// reread reads known entries again.
func (p *Project) reread(before *Project, again map[string]bool) error {
	p.Entries = slices.Clone(p.Entries)
	for name := range again {
		i := p.entry(name)
		info, err := fs.Stat(p.disk, name)
		if err != nil {
			return err
		}
		f := p.Entries[i].File
		f.Size = info.Size()
		p.Entries[i] = &content.Entry{File: f}
	}
	if err := p.readAll(func(f source.File) bool { return again[f.Name] }); err != nil {
		return err
	}
	p.keepFronts(before, again)
	return nil
}

// rescan lists content/ anew and reads what is new or other than before.
func (p *Project) rescan(before *Project, again map[string]bool) error {
	p.wrong[inContent] = nil
	if err := p.scan(); err != nil {
		return err
	}
	known := make(map[string]*content.Entry, len(before.Entries))
	for _, e := range before.Entries {
		known[e.File.Path] = e
	}
	unread := map[string]bool{}
	for i, e := range p.Entries {
		if k := known[e.File.Path]; k != nil && k.File == e.File && !touched(again, e.File.Name) && !readsSheet(k, again) {
			p.Entries[i] = k
		} else {
			unread[e.File.Name] = true
		}
		delete(known, e.File.Path)
	}
	for gone := range known {
		delete(p.found, gone)
	}
	if err := p.readAll(func(f source.File) bool { return unread[f.Name] }); err != nil {
		return err
	}
	p.keepFronts(before, unread)
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
func (p *Project) keepFronts(before *Project, read map[string]bool) {
	for i, e := range p.Entries {
		if !read[e.File.Name] || !problem.Any(p.Weigh(p.found[e.File.Path]), problem.Error) {
			continue
		}
		if old := before.entry(e.File.Name); old >= 0 && before.Entries[old].Key == e.Key {
			p.Entries[i] = e.Under(before.Entries[old])
		}
	}
}

// sameFronts reports whether lists, addresses and problems of front matter
// remain as they are.
func (p *Project) sameFronts(before *Project) bool {
	for i, e := range p.Entries {
		old := before.Entries[i]
		if e != old && (!e.SameFront(old) || !sameProblems(p.found[e.File.Path], before.found[old.File.Path]) || p.turned(e, old)) {
			return false
		}
	}
	return true
}

// turned reports whether a new text makes a translation stale, or one that was
// stale current.
func (p *Project) turned(e, old *content.Entry) bool {
	return e.Sum != old.Sum && slices.ContainsFunc(p.Entries, func(t *content.Entry) bool {
		mark := uint32(t.TranslatedFrom)
		return t.Key == e.Key && mark != 0 && (mark == e.Sum) != (mark == old.Sum)
	})
}

func sameProblems(a, b []problem.Problem) bool {
	return slices.EqualFunc(a, b, func(x, y problem.Problem) bool { return x.Code == y.Code && x.Place == y.Place })
}
