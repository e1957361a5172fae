package newsroom

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ofHosts are words on the pages of Git hosts.
var ofHosts = []string{"Update branch", "Rebase", "Squash"}

// What the guides of the office call a button, a field or a part of the desk is what stands
// on the page: who has the guide alone finds each.
func TestGuideSaysWhatPagesSay(t *testing.T) {
	for language, guide := range map[string]string{"vi": "vi/van-phong.md", "en": "office.md"} {
		words := newCatalogue(language)
		var known []string
		data, err := embedded.ReadFile("words/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^\[([a-z0-9.-]+)\]\n(.*)$`).FindAllStringSubmatch(string(data), -1) {
			known = append(known, m[2])
		}
		for _, key := range []string{"title", "summary"} {
			known = append(known, words.label(key))
		}
		text, err := os.ReadFile("../../../docs/" + guide)
		if err != nil {
			t.Fatal(err)
		}
		desk, _, ok := strings.Cut(string(text), map[string]string{"vi": "\n### Cho tỉnh", "en": "\n### For a province"}[language])
		if !ok {
			t.Fatalf("%s has no part for the desk", guide)
		}
		for _, m := range regexp.MustCompile(`\*{1,2}([^*\n]+)\*{1,2}`).FindAllStringSubmatch(desk, -1) {
			if !slices.Contains(known, m[1]) && !slices.Contains(ofHosts, m[1]) {
				t.Errorf("%s says %q, which is on no page", guide, m[1])
			}
		}
	}
}
