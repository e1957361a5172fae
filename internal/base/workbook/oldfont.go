package workbook

import (
	"strings"

	"loa/internal/base/source"
)

// oldFont is what the name of a font says of the text in it: whether it is in an old Vietnamese encoding.
type oldFont uint8

const (
	ofUnicode     oldFont = iota
	ofTCVN3               // .VnTime
	ofCapitals            // .VnTimeH, which shows small letters as capitals
	ofVNI                 // VNI-Times
	countOldFonts         // not a font
)

// oldFontOf tells it of a name.
func oldFontOf(name string) oldFont {
	name = strings.ToLower(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(name, ".vn") && strings.HasSuffix(name, "h"):
		return ofCapitals
	case strings.HasPrefix(name, ".vn"):
		return ofTCVN3
	case strings.HasPrefix(name, "vni-"), strings.HasPrefix(name, "vni "):
		return ofVNI
	}
	return ofUnicode
}

func (f oldFont) encoding() source.Encoding {
	if f == ofVNI {
		return source.VNI
	}
	return source.TCVN3
}

// decode writes the texts of a book that stand in old fonts in Unicode. Where the text of a font is
// plainly Unicode, and the font only a name that a template left, it stays.
func (b *Book) decode() {
	var texts [countOldFonts]strings.Builder
	b.eachOld(func(c *Cell) { texts[c.font].WriteString(c.Text + "\n") })
	var converters [countOldFonts]source.Converter
	for f := range converters {
		if texts[f].Len() > 0 {
			converters[f] = source.NewFontConverter(oldFont(f).encoding(), texts[f].String())
		}
	}
	b.eachOld(func(c *Cell) {
		converter := converters[c.font]
		c.Text = converter.Line(c.Text)[0]
		if c.font == ofCapitals && converter.Fonts() {
			c.Text = strings.ToUpper(c.Text)
		}
		c.font = ofUnicode
	})
}

// eachOld visits the cells in old fonts.
func (b *Book) eachOld(visit func(*Cell)) {
	for s := range b.Sheets {
		for r := range b.Sheets[s].Rows {
			cells := b.Sheets[s].Rows[r].Cells
			for i := range cells {
				if cells[i].font != ofUnicode {
					visit(&cells[i])
				}
			}
		}
	}
}
