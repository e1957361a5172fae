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

// guides have the words of the desk in bold or in italics, up to a heading.
var guides = []struct{ file, language, until string }{
	{"vi/van-phong.md", "vi", "\n### Cho tỉnh"},
	{"office.md", "en", "\n### For a province"},
	{"vi/ngay-dau.md", "vi", "\n## Làm bằng lệnh"},
}

// What the guides call a button, a field or a part of the desk is what stands on the page:
// who has the guide alone finds each.
func TestGuideSaysWhatPagesSay(t *testing.T) {
	for _, guide := range guides {
		words := newCatalogue(guide.language)
		var known []string
		data, err := embedded.ReadFile("words/" + guide.language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^\[([a-z0-9.-]+)\]\n(.*)$`).FindAllStringSubmatch(string(data), -1) {
			known = append(known, m[2])
		}
		for _, key := range []string{"title", "summary"} {
			known = append(known, words.label(key))
		}
		text, err := os.ReadFile("../../../docs/" + guide.file)
		if err != nil {
			t.Fatal(err)
		}
		desk, _, ok := strings.Cut(string(text), guide.until)
		if !ok {
			t.Fatalf("%s has no part for the desk", guide.file)
		}
		for _, m := range regexp.MustCompile(`\*{1,2}([^*\n]+)\*{1,2}`).FindAllStringSubmatch(desk, -1) {
			if !slices.Contains(known, m[1]) && !slices.Contains(ofHosts, m[1]) {
				t.Errorf("%s says %q, which is on no page", guide.file, m[1])
			}
		}
	}
}
