package theme

import (
	"cmp"
	"maps"
	"slices"

	"loa/internal/base/i18n"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// readStrings makes a complete catalogue for each language of the site. What a
// language lacks is taken from the default language, then from English, and is
// a problem.
func (t *Theme) readStrings(o Options) ([]problem.Problem, error) {
	languages := o.Languages
	t.catalogues = map[string]*i18n.Catalogue{}
	var problems []problem.Problem
	own := map[string]*i18n.Catalogue{}
	for _, tag := range append(slices.Clone(languages), "en") {
		if _, done := own[tag]; done {
			continue
		}
		c, found, err := t.strings(tag)
		problems = append(problems, found...)
		if err != nil {
			return problems, err
		}
		own[tag] = c
	}
	below := own[languages[0]].Over(own["en"])
	for _, tag := range languages {
		problems = append(problems, t.lacking(own[tag], below)...)
		problems = append(problems, t.mismatched(own[tag], own[languages[0]])...)
		t.catalogues[tag] = own[tag].Over(below)
	}
	return append(problems, t.unused(o)...), nil
}

// strings reads strings/<tag>.toml of every layer.
func (t *Theme) strings(tag string) (*i18n.Catalogue, []problem.Problem, error) {
	var c *i18n.Catalogue
	var problems []problem.Problem
	name := "strings/" + tag + ".toml"
	for _, l := range slices.Backward(t.layers) {
		if !slices.Contains(l.paths, name) {
			continue
		}
		text, found, err := l.text(name)
		problems = append(problems, found...)
		if err != nil {
			return nil, problems, err
		}
		nearer, found := i18n.ParseCatalogue(tag, tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "theme"})
		problems = append(problems, found...)
		c = nearer.Over(c)
	}
	if c == nil {
		c, _ = i18n.ParseCatalogue(tag, tomlfile.Source{File: t.layers[0].prefix + "/" + name, Area: "theme"})
	}
	return c, problems, nil
}

// lacking tells each string that a language lacks, with what is shown meanwhile
// and the note for its translator.
func (t *Theme) lacking(c, complete *i18n.Catalogue) []problem.Problem {
	at := problem.Place{File: t.layers[0].prefix + "/strings/" + c.Tag + ".toml"}
	var problems []problem.Problem
	for _, key := range slices.Sorted(maps.Keys(complete.Entries())) {
		if c.Has(key) {
			continue
		}
		shown := complete.Entries()[key]
		args := problem.Args{"key": key, "language": c.Tag, "text": cmp.Or(shown.Text, shown.Other), "file": at.File}
		if shown.Note != "" {
			args["note"] = shown.Note
		}
		problems = append(problems, problem.New(problem.StringMissing, at, args))
	}
	return problems
}
