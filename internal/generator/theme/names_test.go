package theme

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestNames: the names of a layout are its own, those of the document around it, and
// those of the parts that it runs, of all parts where it does not say which.
func TestNames(t *testing.T) {
	own := map[string]string{
		"own/theme.toml":           "extends = \"loa\"\n",
		"own/layouts/base.html":    "<!doctype html>\n{{.A}}{{template \"main\" .}}\n",
		"own/layouts/article.html": "{{with .B}}{{range $x := .C.D}}{{$x.E}}{{(index . 1).F}}{{part \"card\" .}}{{end}}{{end}}\n",
		"own/layouts/alone.html":   "<!doctype html>\n{{part .X .}}\n",
		"own/parts/card.html":      "{{.G}}{{template \"parts/below.html\" .}}{{define \"x\"}}{{.H}}{{end}}\n",
		"own/parts/below.html":     "{{if .I}}{{parts \"card\" .J}}{{end}}\n",
		"own/parts/other.html":     "{{.K}}\n",
	}
	th, _ := load(t, "own", own)
	for layout, want := range map[string]string{"article": "A B C D E F G H I J", "alone": "A G H I J K X"} {
		if got := strings.Join(slices.Sorted(maps.Keys(th.Names(layout))), " "); got != want {
			t.Errorf("%s: %s", layout, got)
		}
	}
}
