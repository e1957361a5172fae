package build

import (
	"slices"
	"strings"

	"loa/internal/base/i18n"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
)

// languageOf is what the search of an edition knows besides its pages: the words of the
// theme and of site.toml, and which other languages can be searched.
func languageOf(p *Project, e *site.Edition, all searched) search.Language {
	tag := e.Language.Tag
	little, same := wordsOfSearch(p.Theme.Catalogue(tag))
	l := search.Language{Tag: tag, Little: partsOf(little, ",")}
	for _, group := range slices.Concat(partsOf(same, ";"), p.Settings.Search.Synonyms) {
		l.Same = append(l.Same, partsOf(group, "="))
	}
	for _, other := range p.Site.Editions {
		if other != e && all[other] != nil {
			l.Others = append(l.Others, search.Other{Tag: other.Language.Tag, Name: other.Language.Name, Direction: other.Language.Direction})
		}
	}
	return l
}

// wordsOfSearch are the theme's lists of words for search; "" where the theme has a list in
// other languages only: what means the same there may not do so here. A theme without
// them was told so.
func wordsOfSearch(c *i18n.Catalogue) (little, same string) {
	if c.Language("search-little") == c.Tag {
		little, _ = c.Say("search-little")
	}
	if c.Language("search-same") == c.Tag {
		same, _ = c.Say("search-same")
	}
	return little, same
}

// partsOf are the texts between separators, without space around them and without
// empty ones.
func partsOf(text, separator string) (parts []string) {
	for part := range strings.SplitSeq(text, separator) {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
