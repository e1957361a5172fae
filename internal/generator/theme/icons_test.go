package theme

import (
	"slices"
	"testing"
)

// The pictograms that are offered are those that the theme draws, of the theme that it extends,
// too.
func TestIcons(t *testing.T) {
	own, _ := load(t, "rieng", map[string]string{"rieng/theme.toml": "extends = \"loa\"\n[bundles]\n\"own.css\" = [\"a.css\"]\n", "rieng/assets/a.css": ".icon-boat { --icon: url(\"data:,\") }\n.icon-boat { color: red }\n.icon { --icon: none }\n"})
	if got := own.Icons(); !slices.Equal(got, []string{"boat"}) {
		t.Error(got)
	}
}
