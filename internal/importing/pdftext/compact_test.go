package pdftext

import (
	"slices"
	"testing"

	"loa/internal/base/pdffile"
	"loa/internal/base/pdffile/pdffiletest"
)

// Letters that were packed are the very same when they are unpacked: pages are laid out from them.
func TestPack(t *testing.T) {
	content := "0.97 0 0 1.03 3.3 0.7 cm " + typed(50, 700, full, full) + pdffiletest.Line("B", 7, 65, 705, "-3") + "BT /F 11.3 Tf 50.3 600.7 Td 0.013 Tc (mot) Tj 3 Ts (hai) Tj ET"
	file, err := pdffile.Open(pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>",
		"<</MediaBox[0 0 600 800]/Resources<<"+pdffiletest.Fonts+">>/Contents 4 0 R/Annots[<</Subtype/Link/Rect[50 690 300 712]/A<</URI(https://xa.example/)>>>>]>>",
		pdffiletest.Stream("", content)))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := file.Pages()
	if err != nil {
		t.Fatal(err)
	}
	page, err := draw(file, pages[0], 1, map[pdffile.Ref]*font{}, &limits{})
	if err != nil {
		t.Fatal(err)
	}
	s := newStore()
	if got := s.unpack(nil, s.pack(page.glyphs)); !slices.Equal(got, page.glyphs) {
		t.Errorf("%+v\n%+v", got, page.glyphs)
	}
	if len(s.fonts) != 3 || len(s.links) != 2 { // with none
		t.Error(s.fonts, s.links)
	}
	rows := rowsOf(slices.Clone(page.glyphs))
	blocks := textOn(rows, 0)
	b := blocks[0]
	want := slices.Clone(b.glyphs)
	s.keep(&b)
	if b.glyphs != nil || b.flow.lines != nil || b.last.glyphs != nil {
		t.Errorf("%+v", b)
	}
	if s.open(&b); !slices.Equal(b.glyphs, want) {
		t.Errorf("%+v\n%+v", b.glyphs, want)
	}
}
