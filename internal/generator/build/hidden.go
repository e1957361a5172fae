package build

import (
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// Shown are the entries without those that hide a page of an earlier layer and those that
// they take out: in the default language a page in all languages, of a section all below it; in
// another one that language alone.
func (s *Sources) Shown() []*content.Entry {
	hidden := s.hidden()
	if len(hidden) == 0 {
		return s.Entries
	}
	var shown []*content.Entry
	for _, e := range s.Entries {
		if !s.isHidden(e, hidden) && (!e.Hidden || !e.IsBlank()) {
			shown = append(shown, e)
		}
	}
	return shown
}

// hidden are the languages in which keys of pages and of sections ("duoi-nuoc/") are
// taken out, "" for all.
func (s *Sources) hidden() map[string][]string {
	hidden := map[string][]string{}
	for _, e := range s.Entries {
		if !e.Hidden || !s.takesOut(e) {
			continue
		}
		language := e.Language
		if s.Settings == nil || language == s.Settings.DefaultLanguage {
			language = ""
		}
		hidden[e.Key] = append(hidden[e.Key], language)
		if dir := path.Dir(e.Key); e.IsSection() && dir != "." {
			hidden[dir+"/"] = append(hidden[dir+"/"], language)
		}
	}
	return hidden
}

func (s *Sources) isHidden(e *content.Entry, hidden map[string][]string) bool {
	in := func(key string) bool {
		for _, language := range hidden[key] {
			if language == "" || language == e.Language {
				return true
			}
		}
		return false
	}
	if in(e.Key) {
		return true
	}
	for dir := path.Dir(e.Key); dir != "."; dir = path.Dir(dir) {
		if in(strings.TrimSuffix(dir, "/") + "/") {
			return true
		}
	}
	return false
}

// takesOut reports whether an earlier layer has what an entry with hidden = true is to
// hide: a file at its path, the page in another language, a section's folder. Else the
// entry hides nothing: a slip must not take a page of the site itself off.
func (s *Sources) takesOut(e *content.Entry) bool {
	if _, ok := s.layers.Replaced(e.File.Name); ok {
		return true
	}
	if !s.layers.Layered() {
		return false
	}
	dir := path.Dir(e.Key) + "/"
	return slices.ContainsFunc(s.Entries, func(other *content.Entry) bool {
		same := other.Key == e.Key || e.IsSection() && dir != "./" && strings.HasPrefix(other.Key, dir)
		return same && !s.layers.Own(other.File.Name)
	})
}

// hidesNothing tells of entries that say hidden = true where no earlier layer has a page.
func (s *Sources) hidesNothing() []problem.Problem {
	var all []problem.Problem
	for _, e := range s.Entries {
		if e.Hidden && !s.takesOut(e) {
			all = append(all, problem.New(problem.HiddenNothing, e.Place("hidden"), nil))
		}
	}
	return all
}
