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
	otherLanguage = regexp.MustCompile(`<link rel="?alternate"? hreflang=`)
)

// found: no two pages that search engines show have one title, each says what it is and
// stands in the sitemap, and a later page of a list, which no other page answers, claims no
// other languages.
func (s builtSite) found(t *testing.T) {
	titles, later, first := map[string]string{}, 0, 0
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
		if !strings.Contains(s.files["sitemap.xml"], "/"+strings.TrimSuffix(file, "index.html")+"</loc>") {
			t.Errorf("%s is not in the sitemap", file)
		}
		others := otherLanguage.MatchString(text)
		switch {
		case strings.Contains(file, "/page/"):
			later++
			if others {
				t.Errorf("%s claims other languages", file)
			}
		case others:
			first++
		}
	}
	if len(titles) < 100 || later < 5 || first < 50 {
		t.Errorf("only %d pages, %d of them later pages of lists, %d in more than one language", len(titles), later, first)
	}
}
