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
		if !hidden.has(e.Key, e.Language) && (!e.Hidden || !e.IsBlank()) {
			shown = append(shown, e)
		}
	}
	return shown
}

// takenOut are the languages in which keys of pages and of sections ("duoi-nuoc/") are
// taken out, "" for all.
type takenOut map[string][]string

// hidden is what entries with hidden = true take out.
func (s *Sources) hidden() takenOut {
	hidden := takenOut{}
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

// has reports whether the page of a key is taken out in a language.
func (t takenOut) has(key, language string) bool {
	in := func(key string) bool {
		return slices.ContainsFunc(t[key], func(out string) bool { return out == "" || out == language })
	}
	if in(key) {
		return true
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if in(dir + "/") {
			return true
		}
	}
	return false
}

// Hidden reports whether the site does without the page of a key in a language: a file
// with hidden = true takes it out.
func (s *Sources) Hidden(key, language string) bool { return s.out.has(key, language) }

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
