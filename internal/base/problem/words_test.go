package problem

import (
	"maps"
	"regexp"
	"slices"
	"testing"
)

var (
	placeholder      = regexp.MustCompile(`\{(\w+)`)
	placeholderWhole = regexp.MustCompile(`\{[^}]*\}`)
)

func names(texts ...string) []string {
	found := map[string]bool{}
	for _, text := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			found[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// Every code has a message, an explanation and the same arguments in each
// language, and no catalogue has a block that nothing uses.
func TestCataloguesAreComplete(t *testing.T) {
	reference := WordsFor("en")
	for _, language := range Languages() {
		words := WordsFor(language)
		for _, code := range Codes() {
			b, want := words.blocks[string(code)], reference.blocks[string(code)]
			if b.message == "" || b.explain == "" {
				t.Errorf("%s: %s lacks its message or its explanation", language, code)
			}
			if got, want := names(append(b.hints, b.message)...), names(append(want.hints, want.message)...); !slices.Equal(got, want) {
				t.Errorf("%s: %s mentions %v, in English %v", language, code, got, want)
			}
		}
		for key := range words.blocks {
			if _, ok := severities[Code(key)]; !ok && !regexp.MustCompile(`^(severity\.|term\.|alike$)`).MatchString(key) {
				t.Errorf("%s: %s belongs to no code", language, key)
			}
		}
	}
}
