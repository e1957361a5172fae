package picture

import (
	"bytes"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// The box that stands in place of a picture: its ground, its edge, its words. The
// words have a contrast of 7:1.
var (
	boxGround = color.RGBA{0xe4, 0xe2, 0xdd, 0xff}
	boxEdge   = color.RGBA{0x8a, 0x86, 0x7e, 0xff}
)

const boxWords = "#45423c"

// Box is a grey box of a picture's size and, where that can be encoded, its format.
func Box(name string, data []byte) []byte {
	w, h, err := Size(bytes.NewReader(data), name)
	if err != nil || w < 1 || h < 1 || w > 8000 || h > 8000 {
		w, h = 480, 320
	}
	var b bytes.Buffer
	box := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{boxEdge, boxGround})
	draw.Draw(box, box.Rect.Inset(min(w, h)/80+1), image.NewUniform(boxGround), image.Point{}, draw.Src)
	switch formatOf(data, name) {
	case isJPEG:
		err = jpeg.Encode(&b, box, nil)
	case isSVG:
		return BoxSVG(w, h, "")
	default: // browsers look at the bytes, not at the name
		err = png.Encode(&b, box)
	}
	if err != nil {
		panic("picture: " + err.Error()) // nothing can fail in memory
	}
	return b.Bytes()
}

// BoxSVG is such a box as a drawing, with words.
func BoxSVG(w, h int, words string) []byte {
	hex := func(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	size := min(float64(w)/16, float64(w)*1.6/float64(max(len([]rune(words)), 1)), float64(h)/3)
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`+
		`<path fill="%s" stroke="%s" stroke-width="2" d="M1 1h%dv%dH1z"/>`+
		`<text x="50%%" y="50%%" text-anchor="middle" dominant-baseline="central" font-family="sans-serif" font-size="%.0f" fill="%s">%s</text></svg>`,
		w, h, hex(boxGround), hex(boxEdge), w-2, h-2, size, boxWords, html.EscapeString(words))
}
