package units

import (
	"cmp"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
)

// Front says what the network's own page shows.
type Front struct {
	Title    config.Text `toml:"title"`
	Language string      `toml:"language"` // of its words: "vi" or "en"; "" for "vi"
	Calendar []string    `toml:"calendar"` // keys of units whose events it lists; "*" for all
	Search   []string    `toml:"search"`   // keys of units whose titles it searches; "*" for all
}

// frontLanguages are those that the front has words in.
var frontLanguages = []string{"vi", "en"}

// Words is the language of the words of the front.
func (f Front) Words() string { return cmp.Or(f.Language, frontLanguages[0]) }

// Lists reports whether keys of [front] name a unit.
func Lists(keys []string, key string) bool {
	return slices.Contains(keys, "*") || slices.Contains(keys, key)
}

// front checks what [front] names.
func (l *loader) front(top *file) {
	f := l.network.Front
	if !slices.Contains(frontLanguages, f.Words()) {
		l.add(problem.NetworkFrontLanguage, top.doc.Place("front", "language"), problem.Args{"value": f.Language, "known": frontLanguages})
	}
	var known []string
	for _, u := range l.network.Units { // of one with a faulty row, too: it stops no other
		if u.Successor == "" {
			known = append(known, u.Key)
		}
	}
	for _, list := range []struct {
		name string
		keys []string
	}{{"calendar", f.Calendar}, {"search", f.Search}} {
		for i, key := range list.keys {
			if key == "*" || slices.Contains(known, key) {
				continue
			}
			args := problem.Args{"value": key, "key": list.name}
			if nearest, ok := fold.Nearest(strings.ToLower(key), known); ok {
				args["suggestion"] = nearest
			}
			l.add(problem.NetworkFrontUnit, top.doc.Place("front", list.name, i), args)
		}
	}
}

// hasFront reports whether a file says anything of the front.
func (s *settings) hasFront() bool {
	f := s.Front
	return f.Title.In("", "") != "" || f.Language != "" || len(f.Calendar)+len(f.Search) > 0
}
