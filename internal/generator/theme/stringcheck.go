package theme

import (
	"maps"
	"slices"

	"loa/internal/base/fold"
	"loa/internal/base/i18n"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// mismatched tells of strings whose placeholders differ from those of the
// default language, or whose plural forms are not those of their own.
func (t *Theme) mismatched(c, reference *i18n.Catalogue) []problem.Problem {
	var problems []problem.Problem
	found := c.Mismatches(reference)
	if len(found) == 0 {
		return nil
	}
	place := t.stringPlaces(c.Tag)
	for _, m := range found {
		at := place(m.Key)
		args := problem.Args{"key": m.Key, "language": c.Tag, "other": reference.Tag}
		if m.Placeholders != nil {
			args["placeholders"] = m.Placeholders
			problems = append(problems, problem.New(problem.StringPlaceholder, at, args))
		}
		if m.Forms != nil {
			args["forms"] = m.Forms
			problems = append(problems, problem.New(problem.StringPlural, at, args))
		}
	}
	return problems
}

// stringPlaces finds where strings of a language stand, in the nearest theme that has
// them.
func (t *Theme) stringPlaces(tag string) func(key string) problem.Place {
	var docs []*tomlfile.Doc
	for _, l := range t.layers {
		if doc := l.catalogue(tag); doc != nil {
			docs = append(docs, doc)
		}
	}
	return func(key string) problem.Place {
		for _, doc := range docs {
			if _, ok := doc.Map()[key]; ok {
				return doc.KeyPlace(key)
			}
		}
		return problem.Place{}
	}
}

// catalogue parses a layer's strings of a language once more; nil if it has
// none, or none that can be read.
func (l layer) catalogue(tag string) *tomlfile.Doc {
	name := "strings/" + tag + ".toml"
	if !slices.Contains(l.paths, name) {
		return nil
	}
	text, _, err := l.text(name)
	if err != nil {
		return nil
	}
	doc, _ := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "theme"})
	return doc
}

// unused tells of strings of the site's own themes that nothing asks for. A
// string that the theme below has, too, or the one that comes with the program,
// is not the site's invention.
func (t *Theme) unused(o Options) []problem.Problem {
	if !t.hasOwnStrings(o.Languages) {
		return nil
	}
	said := t.said()
	for _, key := range keysOf(shipped(o), "en") {
		said[key] = true
	}
	var problems []problem.Problem
	for _, l := range slices.Backward(t.layers) {
		for _, tag := range o.Languages {
			if doc := l.catalogue(tag); l.own && doc != nil {
				problems = append(problems, unusedIn(doc, said)...)
			}
		}
		for _, tag := range o.Languages {
			for _, key := range keysOf(l, tag) {
				said[key] = true
			}
		}
	}
	return problems
}

// hasOwnStrings reports whether a theme of the site has strings in one of the languages.
func (t *Theme) hasOwnStrings(languages []string) bool {
	return slices.ContainsFunc(t.layers, func(l layer) bool {
		return l.own && slices.ContainsFunc(languages, func(tag string) bool { return slices.Contains(l.paths, "strings/"+tag+".toml") })
	})
}

// shipped is the theme that comes with the program. It has a string for all
// that the program says by itself.
func shipped(o Options) layer {
	files, _, ok := find(o, "loa", true)
	if !ok {
		return layer{}
	}
	l, _, err := read(files, "themes/loa")
	if err != nil {
		return layer{}
	}
	return l
}

func keysOf(l layer, tag string) []string {
	if doc := l.catalogue(tag); doc != nil {
		return doc.Keys()
	}
	return nil
}

// mostSuggestions is for how many strings of a file a suggestion is looked for: each is
// compared with all that are known.
const mostSuggestions = 100

func unusedIn(doc *tomlfile.Doc, said map[string]bool) []problem.Problem {
	var problems []problem.Problem
	known := slices.Sorted(maps.Keys(said))
	for _, key := range doc.Keys() {
		if said[key] || composed.MatchString(key) {
			continue
		}
		args := problem.Args{"key": key}
		if len(problems) < mostSuggestions {
			if near, ok := fold.Nearest(key, known); ok {
				args["suggestion"] = near
			}
		}
		problems = append(problems, problem.New(problem.StringUnused, doc.KeyPlace(key), args))
	}
	return problems
}

var (
	// composed matches strings whose names are made up where they are asked for.
	composed = pattern.New(`^(date|month|weekday|wd)-`)
	quoted   = pattern.New("[\"`]([a-z0-9-]+)[\"`]")
)

// said are the words in quotes of all templates, among them every string that
// is asked for by its name; and the names of directives, which stand for their
// headings.
func (t *Theme) said() map[string]bool {
	said := map[string]bool{}
	for _, m := range t.templates {
		for _, word := range quoted.FindAllSubmatch(m.text.Bytes, -1) {
			said[string(word[1])] = true
		}
	}
	for name := range t.Directives {
		said[name] = true
	}
	return said
}
