package site

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// group is one entry in all its languages.
type group struct {
	key      string
	versions []*content.Entry // by the index of the language; nil where there is none
	live     bool             // at least one version is on the site
	sleeping []*content.Entry // versions that are not on the site today
}

func itoa(n int) string { return strconv.Itoa(n) }

// group gathers translations and leaves out what is not live.
func (b *builder) group() {
	tags := b.in.Settings.Languages.Tags()
	b.site.groups = make(map[string]*group, len(b.in.Entries)/max(len(tags), 1)+1)
	b.undeclared()
	b.findFoldered()
	b.findMisnamed()
	for _, e := range b.in.Entries {
		if b.leftOut(e) || e.Bundle && b.misnamed[e.Key] {
			continue // told; it would take the address of another page
		}
		g := b.site.groups[e.Key]
		if g == nil {
			g = &group{key: e.Key, versions: make([]*content.Entry, len(tags))}
			b.site.groups[e.Key] = g
		}
		i := slices.Index(tags, e.Language)
		if i < 0 {
			continue
		}
		if !e.Live(b.in.Now, b.in.Drafts) {
			g.sleeping = append(g.sleeping, e)
			continue
		}
		if other := g.versions[i]; other != nil {
			b.report(problem.EntryTwice, problem.Place{File: e.File.Path}, problem.Args{"other": other.File.Path})
			continue
		}
		g.versions[i], g.live = e, true
	}
	b.findFolders()
	b.findNeeds(len(tags))
}

// undeclared tells, once for each, of languages that names of files end in and site.toml
// does not declare. Their files are left out: in another language they would only be in the
// way of that language's.
func (b *builder) undeclared() {
	first, count := map[string]*content.Entry{}, map[string]int{}
	var order []string
	for _, e := range b.in.Entries {
		if !e.UnknownLanguage {
			continue
		}
		if count[e.Suffix()]++; first[e.Suffix()] == nil {
			first[e.Suffix()] = e
			order = append(order, e.Suffix())
		}
	}
	tags := b.in.Settings.Languages.Tags()
	for _, suffix := range order {
		args := problem.Args{"suffix": suffix, "known": tags, "count": count[suffix]}
		if near := content.SuggestLanguage(suffix, tags); near != "" && count[suffix] == 1 {
			args["suggestion"] = near
		}
		b.report(problem.EntryLanguage, problem.Place{File: first[suffix].File.Path}, args)
	}
}

// findMisnamed tells of files index.md in whose folder other entries lie: they were meant
// as _index.md, as most other programs name it.
func (b *builder) findMisnamed() {
	b.misnamed = map[string]bool{}
	bundles := map[string][]*content.Entry{}
	for _, e := range b.in.Entries {
		if e.Bundle {
			bundles[e.Key] = append(bundles[e.Key], e)
		}
	}
	for _, e := range b.in.Entries {
		if b.leftOut(e) {
			continue
		}
		for folder := e.Parent(); folder != ""; folder = parentFolder(folder) {
			if len(bundles[folder]) > 0 {
				b.misnamed[folder] = true
			}
		}
	}
	for _, e := range b.in.Entries {
		if e.Bundle && b.misnamed[e.Key] && !b.leftOut(e) {
			name := "_" + path.Base(e.File.Path)
			b.report(problem.SectionIndexName, problem.Place{File: e.File.Path}, problem.Args{"file": path.Base(e.File.Path), "name": name, "folder": path.Dir(e.File.Path)})
		}
	}
}

// findNeeds lists, by language, the folders on the way to what is written in
// it, the top included.
func (b *builder) findNeeds(languages int) {
	for i := range languages {
		folders := map[string]bool{"": true}
		for _, g := range b.site.groups {
			if g.versions[i] == nil {
				continue
			}
			for folder := (content.Name{Key: g.key}).Parent(); !folders[folder]; folder = parentFolder(folder) {
				folders[folder] = true
			}
		}
		b.site.needs = append(b.site.needs, folders)
	}
}

// findFolders lists the folders that are sections, parents first.
func (b *builder) findFolders() {
	seen := map[string]bool{"": true}
	for _, g := range b.site.groups {
		if !g.live {
			continue
		}
		name := content.Name{Key: g.key}
		folder := name.Parent()
		if name.IsSection() {
			folder = strings.TrimSuffix(strings.TrimSuffix(g.key, "_index"), "/")
		}
		for ; !seen[folder]; folder = parentFolder(folder) {
			seen[folder] = true
		}
	}
	b.folders = slices.SortedFunc(maps.Keys(seen), func(a, c string) int { return strings.Compare(a, c) })
}

func parentFolder(folder string) string {
	if up := path.Dir(folder); up != "." {
		return up
	}
	return ""
}

// pick chooses the entry that an edition shows for a group: its own, else what
// its language falls back to. Values are the entry's with cascade.
func (b *builder) pick(e *Edition, g *group, cascades []*content.Inherited) (*content.Entry, *content.Inherited, bool) {
	if g == nil {
		return nil, nil, false
	}
	tags := b.in.Settings.Languages.Tags()
	tag := e.Language.Tag
	for range tags {
		i := slices.Index(tags, tag)
		if i < 0 {
			return nil, nil, false
		}
		if entry := g.versions[i]; entry != nil {
			values := levelOfUnit(inherit(entry, cascades), b.in.Settings.Units)
			fallback := tag != e.Language.Tag
			if fallback && values.Fallback != nil && !*values.Fallback {
				return nil, nil, false
			}
			return entry, values, fallback
		}
		tag = b.in.Settings.Languages[i].Fallback
	}
	return nil, nil, false
}

// inherit fills an entry's values from the sections above it, without a copy
// where there is nothing to fill in.
func inherit(entry *content.Entry, cascades []*content.Inherited) *content.Inherited {
	if len(cascades) == 0 {
		return &entry.Inherited
	}
	values := entry.Inherited.Inherit(cascades...)
	return &values
}

// levelOfUnit gives values that name a unit and no level the level of the unit.
func levelOfUnit(values *content.Inherited, units config.Vocabulary) *content.Inherited {
	if values.Level != "" || values.Unit == "" {
		return values
	}
	unit, _ := units.Find(values.Unit)
	if unit.Level == "" {
		return values
	}
	next := *values
	next.Level = unit.Level
	return &next
}
