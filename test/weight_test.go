package test

import (
	"path"
	"testing"

	"loa/internal/minify"
)

// The built-in theme's pages are at most three parts in a hundred longer than
// what the minifier makes of them: nobody minifies them again.
func TestPagesAreMinimal(t *testing.T) {
	options := own(t)
	run(t, options)
	total, least := 0, 0
	for name, page := range read(t, options.Out) {
		if path.Ext(name) != ".html" {
			continue
		}
		smaller, err := minify.HTML([]byte(page))
		if err != nil {
			t.Fatal(name, err)
		}
		if ratio := float64(len(page)) / float64(len(smaller)); ratio > 1.03 {
			t.Errorf("%s: %d bytes, %d when minified (%.3f)", name, len(page), len(smaller), ratio)
		}
		total, least = total+len(page), least+len(smaller)
	}
	if total == 0 {
		t.Fatal("no page")
	}
	t.Logf("all pages: %.4f", float64(total)/float64(least))
}
