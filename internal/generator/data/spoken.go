package data

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// spokenFile has how a site's own abbreviations are said; see package spoken.
const spokenFile = "data/spoken.toml"

// spokenForms tells of forms that cannot be said: what is no text, and what is said by
// another form of the file, perhaps in a circle. Only the program's own forms count
// there.
func spokenForms(doc *tomlfile.Doc) []problem.Problem {
	var problems []problem.Problem
	for _, language := range slices.Sorted(maps.Keys(doc.Map())) {
		forms, ok := doc.Map()[language].(map[string]any)
		if !ok {
			problems = append(problems, problem.New(problem.SpokenText, doc.KeyPlace(language), problem.Args{"form": language}))
			continue
		}
		for _, form := range slices.Sorted(maps.Keys(forms)) {
			said, ok := forms[form].(string)
			if !ok || strings.TrimSpace(said) == "" {
				problems = append(problems, problem.New(problem.SpokenText, doc.KeyPlace(language, form), problem.Args{"form": form}))
				continue
			}
			for _, word := range strings.FieldsFunc(said, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:()“”\"", r) }) {
				if _, other := forms[word]; other && len(problems) <= problem.MaxProblems.Most {
					problems = append(problems, problem.New(problem.SpokenForm, doc.Place(language, form), problem.Args{"form": form, "other": word}))
					break
				}
			}
		}
	}
	return problems
}
