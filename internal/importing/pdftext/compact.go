package pdftext

// compact is a letter in a third of the room that a glyph takes. A document is read page by page, and what
// waits for the other pages waits in this form.
type compact struct {
	left, right, y, size float32 // put rounds them, so nothing is lost here
	text, link           uint32  // numbers of a store
	font                 uint16
	raised               int8
	bold, struck         bool
}

// store numbers the texts, fonts and links of the letters of a document.
type store struct {
	texts       []string
	textNumbers map[string]uint32
	links       []*link // from 1 on; 0 is none
	linkNumbers map[*link]uint32
	fonts       []*font
	fontNumbers map[*font]uint16
}

func newStore() *store {
	return &store{
		textNumbers: map[string]uint32{},
		links:       []*link{nil}, linkNumbers: map[*link]uint32{nil: 0},
		fonts: []*font{nil}, fontNumbers: map[*font]uint16{nil: 0},
	}
}

// mostFonts is how many fonts of a document are told apart. Letters of later ones lose their look.
const mostFonts = 1<<16 - 1

func numberOf[T comparable, N uint16 | uint32](one T, all *[]T, numbers map[T]N) N {
	n, there := numbers[one]
	if !there {
		n = N(len(*all))
		*all, numbers[one] = append(*all, one), n
	}
	return n
}

// pack is glyphs in a third of their room.
func (s *store) pack(glyphs []glyph) []compact {
	all := make([]compact, len(glyphs))
	for i := range glyphs {
		g := &glyphs[i]
		font := g.font
		if len(s.fonts) > mostFonts {
			font = nil
		}
		all[i] = compact{
			left: float32(g.left), right: float32(g.right), y: float32(g.y), size: float32(g.size),
			text: numberOf(g.text, &s.texts, s.textNumbers), link: numberOf(g.link, &s.links, s.linkNumbers),
			font: numberOf(font, &s.fonts, s.fontNumbers), raised: g.raised, bold: g.bold, struck: g.struck,
		}
	}
	return all
}

// unpack is the glyphs that were packed, appended to room.
func (s *store) unpack(room []glyph, all []compact) []glyph {
	for _, c := range all {
		room = append(room, glyph{
			text: s.texts[c.text], left: float64(c.left), right: float64(c.right), y: float64(c.y), size: float64(c.size),
			font: s.fonts[c.font], link: s.links[c.link], raised: c.raised, bold: c.bold, struck: c.struck,
		})
	}
	return room
}

// keep packs a block whose page is laid out. Of its lines those are dropped that only the layout of a page needs.
func (s *store) keep(b *block) {
	b.kept, b.glyphs = s.pack(b.glyphs), nil
	b.last.glyphs, b.flow.lines = nil, nil
	if b.table == nil {
		return
	}
	b.table.owners = nil
	for _, row := range b.table.rows {
		for c := range row {
			row[c].glyphs = nil
			for i := range row[c].blocks {
				s.keep(&row[c].blocks[i])
			}
		}
	}
}

// open makes glyphs of a block again; of a table those of its cells stay packed until they are written.
func (s *store) open(b *block) {
	if b.kept != nil {
		b.glyphs, b.kept = s.unpack(make([]glyph, 0, len(b.kept)), b.kept), nil
	}
}
