package markdown

import (
	"slices"
	"testing"
)

// No heading takes an id of the page around it; its author's own id it keeps.
func TestFrameIDs(t *testing.T) {
	m := New(Dialect{Frame: map[string]bool{"about": true, "main-2": true}})
	for in, want := range map[string][]string{
		"## About\n\n## About\n":         {"about-2", "about-3"},
		"## Main\n\n## Main\n":           {"main", "main-3"},
		"## Giới thiệu {#about}\n":       {"about"},
		"## Của trang\n\n## Của trang\n": {"cua-trang", "cua-trang-2"},
	} {
		var got []string
		for _, h := range m.Render(Input{Text: []byte(in)}).Headings {
			got = append(got, h.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: ids %q, want %q", in, got, want)
		}
	}
}
