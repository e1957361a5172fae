package newsroom

import (
	"maps"
	"slices"

	"loa/internal/base/problem"
)

// LargestForm is how much a form may send, in bytes.
const LargestForm = largest

// Routes are all that the desk answers, such as "POST edit".
func Routes() []string {
	return slices.Sorted(maps.Keys(routes(&Desk{store: &store{}, words: newCatalogue("vi")}, Options{})))
}

// Said are the sentences in which the desk may tell of a problem in Vietnamese, without
// facts.
func Said(code problem.Code) []string {
	c := newCatalogue("vi")
	words, key := c.problems, string(code)
	if c.words.Has("said." + wordOf(code)) {
		words, key = c.words, "said."+wordOf(code)
	}
	all := append([]string{words.Shape(key)}, words.Hints(key)...)
	if own := "hint." + wordOf(code); c.words.Has(own) {
		all = []string{words.Shape(key), c.words.Shape(own)}
	}
	return all
}
