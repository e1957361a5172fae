package pdftext

import (
	"cmp"
	"slices"
	"sort"
)

// Where a line that strikes letters out stands above their foot, in sizes, and how much of it must have
// letters below it: longer lines are those of forms and of drawings.
const (
	strikeFrom  = 0.15
	strikeTo    = 0.45
	strikeCover = 0.6
)

// strike marks the letters that a line goes through: the text that somebody struck out must not come in as if it
// still held.
func strike(glyphs []glyph, across []box) {
	if len(across) == 0 {
		return
	}
	across = slices.Clone(across)
	slices.SortFunc(across, func(a, b box) int { return cmp.Compare(a.bottom, b.bottom) })
	struck := make([][]int, len(across))
	for n, g := range glyphs {
		first := sort.Search(len(across), func(i int) bool { return across[i].bottom >= g.y+strikeFrom*g.size })
		for i := first; i < len(across) && across[i].bottom <= g.y+strikeTo*g.size; i++ {
			if across[i].left <= g.middle() && g.middle() <= across[i].right {
				struck[i] = append(struck[i], n)
			}
		}
	}
	for i, line := range across {
		covered := 0.0
		for _, n := range struck[i] {
			covered += glyphs[n].right - glyphs[n].left
		}
		if covered < strikeCover*line.width() {
			continue
		}
		for _, n := range struck[i] {
			glyphs[n].struck = true
		}
	}
}
