package pdftext

import (
	"image/color"

	"loa/internal/base/pdffile"
)

// spaceOf is how the numbers of a pixel are a colour (ISO 32000-1, section 8.6).
type spaceOf struct {
	count   int    // 1 for grey, 3 for red, green and blue, 4 for inks; 0: not known
	palette []byte // of colours with so many numbers as base has
	base    int
}

// space reads a space of colours.
func (p *pictures) space(o pdffile.Object, depth int) spaceOf {
	list := p.file.Array(o)
	name := p.file.Name(o)
	if len(list) > 0 {
		name = p.file.Name(list[0])
	}
	switch name {
	case "DeviceGray", "G", "CalGray":
		return spaceOf{count: 1}
	case "DeviceRGB", "RGB", "CalRGB":
		return spaceOf{count: 3}
	case "DeviceCMYK", "CMYK":
		return spaceOf{count: 4}
	case "ICCBased":
		if len(list) > 1 {
			if n := p.file.Int(p.file.Dict(list[1])["N"], 0); n == 1 || n == 3 || n == 4 {
				return spaceOf{count: n}
			}
		}
	case "Indexed", "I":
		if len(list) < 4 || depth > 0 {
			return spaceOf{}
		}
		base := p.space(list[1], depth+1)
		switch table := p.file.Resolve(list[3]).(type) {
		case pdffile.String:
			return spaceOf{count: 1, palette: []byte(table), base: base.count}
		case *pdffile.Stream:
			if data, err := p.file.Data(table); err == nil {
				return spaceOf{count: 1, palette: data, base: base.count}
			}
		}
	}
	return spaceOf{}
}

// colour is the colour of a pixel by its numbers of so many bits.
func (s spaceOf) colour(values []int, bits int) color.NRGBA {
	part := func(i int) uint8 { return uint8(values[i] * 255 / (1<<bits - 1)) }
	if s.palette != nil {
		from := values[0] * s.base
		if s.base == 0 || from+s.base > len(s.palette) {
			return color.NRGBA{A: 255}
		}
		entry := s.palette[from : from+s.base]
		return ofParts(func(i int) uint8 { return entry[i] }, s.base)
	}
	return ofParts(part, s.count)
}

func ofParts(part func(int) uint8, count int) color.NRGBA {
	switch count {
	case 3:
		return color.NRGBA{part(0), part(1), part(2), 255}
	case 4:
		r, g, b := color.CMYKToRGB(part(0), part(1), part(2), part(3))
		return color.NRGBA{r, g, b, 255}
	}
	return color.NRGBA{part(0), part(0), part(0), 255}
}
