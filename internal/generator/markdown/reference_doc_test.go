package markdown

import (
	"os"
	"strings"
	"testing"

	"loa/internal/base/problem"
)

// The examples of the reference are what they claim to be: none makes an error
// but for the pages and pictures that they speak of.
func TestExamplesOfTheReference(t *testing.T) {
	data, err := os.ReadFile("../../../docs/markdown.md")
	if err != nil {
		t.Fatal(err)
	}
	both := Directive{Container: true, Leaf: true, Keys: []string{"src", "number", "danger", "id"}}
	d := Dialect{Directives: map[string]Directive{"video": both, "hotline": both, "claim": both, "emergency": both, "quiz": both}}
	for _, name := range []string{"note", "tip", "warning", "danger", "steps"} {
		d.Directives[name] = Directive{Container: true}
	}
	m, found := New(d), 0
	for _, part := range strings.Split(string(data), "\n```markdown\n")[1:] {
		example, _, _ := strings.Cut(part, "\n```\n")
		found++
		result := m.Render(Input{Text: []byte(example), Place: placer([]byte(example))})
		for _, p := range result.Problems {
			if strings.Contains(example, ":::note\n:::tip Mẹo nhỏ\n") && p.Code == problem.DirectiveUnclosed {
				continue // only the opening lines are shown there
			}
			t.Errorf("%s\n%d:%d %s %v", example, p.Place.Line, p.Place.Column, p.Code, p.Args)
		}
	}
	if found < 14 {
		t.Errorf("only %d examples found", found)
	}
}
