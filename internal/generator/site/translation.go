package site

import (
	"iter"

	"loa/internal/generator/content"
)

// State is how a translation stands to its source, the entry of the same path
// in the default language.
type State string

const (
	Current  State = "current"  // made from the source as it is
	Stale    State = "stale"    // the source has changed since
	Unmarked State = "unmarked" // nothing tells what it was made from
	Orphan   State = "orphan"   // its source is gone
	Missing  State = "missing"  // there is none, although the source asks for one
)

// States lists the states, the best first.
func States() []State { return []State{Current, Stale, Unmarked, Orphan, Missing} }

// Translation is one version of a source.
type Translation struct {
	Language string
	State    State
	Entry    *content.Entry // nil if it is missing
	Source   *content.Entry // nil for an orphan
}

// Translation tells how the page's text stands to its source. The state is ""
// for an original: an entry in the default language, or one that never had a
// source.
func (p *Page) Translation() Translation {
	if p.Entry == nil {
		return Translation{}
	}
	s := p.Edition.site
	first := s.Editions[0].Language.Tag
	if p.Entry.Language == first {
		return Translation{}
	}
	t := Translation{Language: p.Entry.Language, Entry: p.Entry, Source: s.groups[p.Key].in(0, first)}
	mark := uint32(p.Entry.TranslatedFrom)
	switch {
	case t.Source == nil && mark == 0:
		return Translation{}
	case t.Source == nil:
		t.State = Orphan
	case mark == 0:
		t.State = Unmarked
	case mark == t.Source.Sum:
		t.State = Current
	default:
		t.State = Stale
	}
	return t
}

// in returns the version in a language, live or not; nil if there is none.
func (g *group) in(index int, tag string) *content.Entry {
	if g.versions[index] != nil {
		return g.versions[index]
	}
	for _, e := range g.sleeping {
		if e.Language == tag {
			return e
		}
	}
	return nil
}

// Untranslated lists the languages that lack a version of a page of the default
// language. A page that says fallback = false keeps to itself; a section that
// does keeps all below it from the languages that do not have the section. A version
// that the site does without on purpose is not lacking.
func (p *Page) Untranslated() []string {
	s := p.Edition.site
	if !p.Edition.Default() || p.Fallback || p.Entry == nil || p.Entry.Suffix() != "" {
		return nil
	}
	if own := p.Values().Fallback; own != nil && !*own {
		return nil
	}
	var tags []string
	g := s.groups[p.Key]
	for i, l := range s.Settings.Languages[1:] {
		if g.in(i+1, l.Tag) == nil && !p.keptFrom(s.Editions[i+1]) && (s.without == nil || !s.without(p.Key, l.Tag)) {
			tags = append(tags, l.Tag)
		}
	}
	return tags
}

// keptFrom reports whether a section above the page keeps to itself and is not
// in an edition.
func (p *Page) keptFrom(e *Edition) bool {
	for a := p.Parent; a != nil; a = a.Parent {
		if own := a.Values().Fallback; own != nil && !*own && e.byKey[a.Key] == nil {
			return true
		}
	}
	return false
}

// Outdated returns the source that the page's text no longer follows, as a page
// of the default language, and whether there is such a source. The page is nil
// if the source is not on the site today.
func (p *Page) Outdated() (source *Page, stale bool) {
	if p.Entry == nil || p.Entry.TranslatedFrom == 0 {
		return nil, false
	}
	if p.Translation().State != Stale {
		return nil, false
	}
	source = p.Edition.site.Editions[0].byKey[p.Key]
	if source != nil && source.Fallback {
		source = nil
	}
	return source, true
}

// Translations yields every version of every source that is on the site, there
// or missing, language by language.
func (s *Site) Translations() iter.Seq[Translation] {
	return func(yield func(Translation) bool) {
		for _, e := range s.Editions[1:] {
			if !e.translations(yield) {
				return
			}
		}
	}
}

func (e *Edition) translations(yield func(Translation) bool) bool {
	for _, p := range e.Pages {
		if t := p.Translation(); !p.Fallback && t.State != "" && !yield(t) {
			return false
		}
	}
	for _, p := range e.site.Editions[0].Pages {
		for _, tag := range p.Untranslated() {
			if tag == e.Language.Tag && !yield(Translation{Language: tag, State: Missing, Source: p.Entry}) {
				return false
			}
		}
	}
	return true
}
