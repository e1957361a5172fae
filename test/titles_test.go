package test

import (
	"regexp"
	"strings"
	"testing"
)

var (
	titleOf       = regexp.MustCompile(`<title>([^<]*)`)
	description   = regexp.MustCompile(`<meta name="?description"? content=("[^"]+"|[^\s">]+)`)
	notIndexed    = regexp.MustCompile(`<meta name="?robots"? content="?noindex`)
	otherLanguage = regexp.MustCompile(`<link rel="?otherLanguage"? hreflang=`)
)

// found: no two pages that search engines show have one title, each says what it is,
// and a later page of a list claims no other languages.
func (s builtSite) found(t *testing.T) {
	titles := map[string]string{}
	for file, text := range s.files {
		if !strings.HasSuffix(file, ".html") || notIndexed.MatchString(text) || !strings.Contains(text, "<title>") {
			continue
		}
		title := titleOf.FindStringSubmatch(text)[1]
		if other, twice := titles[title]; twice {
			t.Errorf("%s and %s are both called %q", file, other, title)
		}
		titles[title] = file
		if !description.MatchString(text) {
			t.Errorf("%s has no description", file)
		}
		if strings.Contains(file, "/page/") && otherLanguage.MatchString(text) {
			t.Errorf("%s claims other languages", file)
		}
	}
	if len(titles) < 100 {
		t.Errorf("only %d pages", len(titles))
	}
}
