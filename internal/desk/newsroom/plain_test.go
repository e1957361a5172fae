package newsroom_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/desk/newsroom"
)

// programmer finds names of keys and files where words for people should be.
var programmer = regexp.MustCompile(`\b(start|end|until|except|moved|nth|day|every|repeat|lunar|slug|alias(es)?|publish|expires|draft|updated|number|valid_to|effective|replaces|review_by|approved_by|translated_from|summary|layout|HTML|TOML|site\.toml)\b|\.md\b[^.)”]|\[(event|document|campaign|extra)\]`)

var tag = regexp.MustCompile(`<[^>]*>`)

// technical are problems that a person who set up the site has to mend, or of which the
// file itself must be opened.
var technical = []string{"front-matter.unknown-key", "front-matter.missing", "front-matter.unclosed", "front-matter.yaml", "front-matter.key-below-table", "front-matter.cascade-outside-section", "approval.sum"}

// What the desk says about an entry in Vietnamese is in words of its forms.
func TestProblemsInPlainWords(t *testing.T) {
	data, err := os.ReadFile("../../base/problem/words/vi.txt")
	if err != nil {
		t.Fatal(err)
	}
	about := []string{"front-matter.", "event.", "document.", "campaign.", "address.", "alias.", "link.", "review.", "page.", "text.", "topic.", "audience.", "level.", "unit.", "hotline.", "translation.", "approval.", "first-aid.", "markdown.", "file.missing"}
	seen := 0
	for _, m := range regexp.MustCompile(`(?m)^\[([a-z0-9.-]+)\]$`).FindAllStringSubmatch(string(data), -1) {
		code := m[1]
		if slices.Contains(technical, code) || !slices.ContainsFunc(about, func(p string) bool { return strings.HasPrefix(code, p) }) {
			continue
		}
		seen++
		for _, said := range newsroom.Said(problem.Code(code)) {
			if found := programmer.FindString(said); found != "" {
				t.Errorf("%s says %q: %s", code, found, said)
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d kinds of problems were looked at", seen)
	}
}

// The forms themselves ask in words, too.
func TestFormsInPlainWords(t *testing.T) {
	o := open(t, example())
	for _, file := range []string{pond, "content/nuoc/hoc/index.md", "content/nuoc/_index.md"} {
		_, body := o.get("/edit?file=" + file)
		for _, m := range regexp.MustCompile(`(?s)<(label|legend|summary|small)[^>]*>(.*?)</`).FindAllStringSubmatch(body, -1) {
			if found := regexp.MustCompile(`\b(start|end|slug|alias|publish|expires|draft|script)\b|\.md\b|Cần mã chạy|Mẫu trang`).FindString(tag.ReplaceAllString(m[2], "")); found != "" {
				t.Errorf("%s asks with %q: %s", file, found, m[2])
			}
		}
	}
}
