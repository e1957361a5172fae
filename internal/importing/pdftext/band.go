package pdftext

import (
	"cmp"
	"slices"
)

// band is what stands at one height of a page. main is the part with the largest letters, and of these the longest.
type band struct {
	main        chunk
	bottom, top float64
	glyphs      []glyph
}

// lookBack is how many bands a letter may belong to: one further up lies far above it.
const lookBack = 8

// rowsOf sorts letters into rows, from the top down. The letters that were given are moved; rows hold
// copies of them.
func rowsOf(glyphs []glyph) []row {
	segments := segmentsOf(glyphs)
	slices.SortStableFunc(segments, func(a, b chunk) int { return cmp.Compare(b.y, a.y) })
	var bands []band
	for _, s := range segments {
		one := band{s, s.y - 0.2*s.size, s.y + 0.7*s.size, s.glyphs}
		found := false
		for i := len(bands) - 1; i >= 0 && i >= len(bands)-lookBack && !found; i-- {
			if found = bands[i].meets(one); found {
				bands[i].take(one)
			}
		}
		if !found {
			bands = append(bands, one)
		}
	}
	var rows []row
	for _, b := range met(bands) {
		if chunks := chunksOf(b.glyphs); len(chunks) > 0 {
			rows = append(rows, row{chunks: chunks, y: b.main.y, size: b.main.size, bottom: b.bottom, top: b.top})
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.y, a.y) })
	return rows
}

// meets reports whether two bands are at one height for more than half of the lower one.
func (b *band) meets(one band) bool {
	overlap := min(one.top, b.top) - max(one.bottom, b.bottom)
	return overlap >= 0.5*min(one.top-one.bottom, b.top-b.bottom)
}

func (b *band) take(one band) {
	b.glyphs = append(b.glyphs, one.glyphs...)
	if s := one.main; s.size > b.main.size*1.05 || s.size > b.main.size*0.95 && len(s.glyphs) > len(b.main.glyphs) {
		b.main, b.bottom, b.top = s, one.bottom, one.top
	}
}

// met joins bands of small letters with that of large ones beside which they stand. A small number at the beginning
// of a line opens a band of its own, which does not meet a power in the same line until the large letters come.
func met(bands []band) []band {
	var all []band
	for _, b := range bands {
		if n := len(all); n > 0 && all[n-1].main.size < 0.85*b.main.size && all[n-1].meets(b) {
			all[n-1].take(b)
			continue
		}
		all = append(all, b)
	}
	return all
}
