package theme

import (
	"path"
	"slices"

	"loa/internal/base/pattern"
)

// iconRule is a rule of a style sheet that draws a pictogram (docs/themes.md, "Icons").
var iconRule = pattern.New(`\.icon-([a-z0-9-]+)\s*\{\s*--icon\s*:`)

// Icons are the names of the pictograms that the theme's style sheets draw, sorted: what
// `icon` of a page or a topic may say.
func (t *Theme) Icons() []string {
	var all []string
	for _, a := range t.Assets {
		if path.Ext(a.Name) != ".css" {
			continue
		}
		for _, found := range iconRule.FindAllSubmatch(a.Data, -1) {
			all = append(all, string(found[1]))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
