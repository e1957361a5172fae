package content

import (
	"testing"

	"loa/internal/source"
)

// What fmt writes back: only what was wrong changes.
func TestHealed(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"healthy":         {"+++\ntitle = \"A\"\n+++\n\nChữ.\n", "+++\ntitle = \"A\"\n+++\n\nChữ.\n"},
		"no last newline": {"+++\ntitle = \"A\"\n+++", "+++\ntitle = \"A\"\n+++"},
		"curly quotes":    {"+++\ntitle = “A”\ndate = 1/6/2026\n+++\n“B”\n", "+++\ntitle = \"A\"\ndate = 2026-06-01\n+++\n“B”\n"},
		"yaml":            {"---\ntitle: Ao “sâu”\ntopics: [a, b]\n---\nChữ.\n", "+++\ntitle = \"Ao “sâu”\"\ntopics = [\"a\", \"b\"]\n+++\nChữ.\n"},
		"no front matter": {"Chữ.\n", "Chữ.\n"},
		"unclosed":        {"+++\ntitle = “A”\n", "+++\ntitle = “A”\n"},
		"blank above":     {"\n\n+++ \ntitle = “A”\n+++ \nx", "\n\n+++ \ntitle = \"A\"\n+++ \nx"},
	} {
		if got := string(Healed(source.Text{Path: "content/a.md", Bytes: []byte(c.before)})); got != c.after {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.after)
		}
	}
}
