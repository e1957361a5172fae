package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Poster is what people see where somebody passes a page on: in Zalo, Facebook,
// a message.
type Poster struct {
	Site    string
	Title   string
	Numbers []string    // to call
	Urgent  bool        // first aid: coral instead of teal
	Logo    *PosterLogo // in place of the loudspeaker; nil for none
	Drawing *Drawing    // beside the title; nil for none
}

// The size that Open Graph's readers want, in pixels.
const (
	PosterWidth  = 1200
	PosterHeight = 630
)

// posterVersion changes whenever the drawing below does, or its bytes.
const posterVersion = "2"

// Key names a poster after all that it is drawn from: 16 hexadecimal digits.
func (p Poster) Key() string {
	parts := append([]string{posterVersion, p.Site, p.Title, fmt.Sprint(p.Urgent)}, p.Numbers...)
	if p.Logo != nil {
		parts = append(parts, p.Logo.sum)
	}
	if p.Drawing != nil {
		parts = append(parts, p.Drawing.sum)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// Painter draws posters. It may be used from several goroutines.
type Painter struct {
	bold         *opentype.Font
	calm, urgent func() *image.RGBA // posters without words; drawn once
	canvases     sync.Pool          // of *canvas: four megabytes each
	encoder      png.Encoder
}

// canvas is what one poster is drawn on.
type canvas struct {
	painted *image.RGBA
	reduced *image.Paletted // the same with a palette
}

// encoderBuffers keeps what the PNG encoder needs for one picture.
type encoderBuffers struct{ sync.Pool }

func (b *encoderBuffers) Get() *png.EncoderBuffer {
	buffer, _ := b.Pool.Get().(*png.EncoderBuffer)
	return buffer
}

func (b *encoderBuffers) Put(buffer *png.EncoderBuffer) { b.Pool.Put(buffer) }

// NewPainter reads the font, Liberation Sans Bold, which has all letters of
// Vietnamese.
func NewPainter() *Painter {
	bold, err := opentype.Parse(liberationsansbold.TTF)
	if err != nil {
		panic("picture: " + err.Error()) // the font is part of the program
	}
	return &Painter{
		bold:   bold,
		calm:   sync.OnceValue(func() *image.RGBA { return ground(teal) }),
		urgent: sync.OnceValue(func() *image.RGBA { return ground(coral) }),
		canvases: sync.Pool{New: func() any {
			box := image.Rect(0, 0, PosterWidth, PosterHeight)
			return &canvas{image.NewRGBA(box), image.NewPaletted(box, nil)}
		}},
		// A third larger than at the default level, in a fifth of the time. No page
		// loads a poster; programs fetch it when somebody passes the page on.
		encoder: png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &encoderBuffers{}},
	}
}

// The colours are those of the built-in theme.
var (
	teal  = color.RGBA{0x0a, 0x4a, 0x55, 0xff}
	coral = color.RGBA{0xb8, 0x32, 0x1f, 0xff}
	amber = color.RGBA{0xf2, 0xa5, 0x41, 0xff}
	cream = color.RGBA{0xff, 0xf7, 0xea, 0xff}
)

// The poster's margin and the room of the title, in pixels.
const (
	posterEdge  = 76
	titleTop    = 196
	titleBottom = 500
)

// drawingBox is where a drawing stands: beside the title.
var drawingBox = image.Rect(PosterWidth-posterEdge-500, 168, PosterWidth-posterEdge, 490)

// Draw draws a poster as a PNG with a palette. Words that the font has no letters
// for are left out.
func (p *Painter) Draw(what Poster) ([]byte, error) {
	blank := p.calm()
	if what.Urgent {
		blank = p.urgent()
	}
	c := p.canvases.Get().(*canvas)
	defer p.canvases.Put(c)
	copy(c.painted.Pix, blank.Pix)
	if what.Drawing != nil {
		what.Drawing.draw(c.painted, drawingBox)
	}
	if err := p.words(c.painted, what); err != nil {
		return nil, err
	}
	paletted(c.reduced, c.painted)
	var out bytes.Buffer
	if err := p.encoder.Encode(&out, c.reduced); err != nil {
		return nil, fmt.Errorf("drawing a share picture: %w", err)
	}
	return out.Bytes(), nil
}

// ground is a poster without words.
func ground(paint color.RGBA) *image.RGBA {
	canvas := image.NewRGBA(image.Rect(0, 0, PosterWidth, PosterHeight))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(paint), image.Point{}, draw.Src)
	waves(canvas, blend(paint, cream, 18))
	draw.Draw(canvas, image.Rect(0, PosterHeight-14, PosterWidth, PosterHeight), image.NewUniform(amber), image.Point{}, draw.Src)
	loudspeaker(canvas, posterEdge-8, 58, 2.75, cream, amber)
	return canvas
}

// words writes the site's name, the title as large as it fits, and the numbers.
func (p *Painter) words(canvas draw.Image, what Poster) error {
	pens := pens{font: p.bold, canvas: canvas, faces: map[float64]font.Face{}}
	defer pens.close()
	after := posterEdge + 96
	if what.Logo != nil {
		after = what.Logo.draw(canvas) + 24
	}
	pens.line(what.Site, 40, after, 112, cream)
	size, least, room := 82.0, 52.0, PosterWidth-2*posterEdge
	if what.Drawing != nil {
		size, least, room = 70, 40, drawingBox.Min.X-36-posterEdge
	}
	lines := pens.wrap(what.Title, size, room)
	for size > least && (float64(len(lines))*size*1.28 > titleBottom-titleTop || what.Drawing != nil && pens.wide(lines, size) > room) {
		size -= 6
		lines = pens.wrap(what.Title, size, room)
	}
	if most := int((titleBottom - titleTop) / (size * 1.28)); len(lines) > most {
		lines = lines[:most]
		lines[most-1] += "…"
	}
	for i, line := range lines {
		pens.line(line, size, posterEdge, titleTop+int(size*(0.95+1.28*float64(i))), cream)
	}
	digits := amber
	if what.Urgent { // amber is too close to coral
		digits = cream
	}
	pens.line(strings.Join(what.Numbers, "   "), 52, posterEdge, 578, digits)
	return pens.err
}

// pens write text in the sizes that are asked for.
type pens struct {
	font   *opentype.Font
	canvas draw.Image
	faces  map[float64]font.Face
	err    error
}

func (p *pens) face(size float64) font.Face {
	if p.faces[size] == nil {
		face, err := opentype.NewFace(p.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic("picture: " + err.Error()) // the options are constants
		}
		p.faces[size] = face
	}
	return p.faces[size]
}

func (p *pens) close() {
	for _, face := range p.faces {
		face.Close()
	}
}

// line writes text with its base line at y.
func (p *pens) line(text string, size float64, x, y int, ink color.Color) {
	if !p.has(text) {
		return
	}
	pen := font.Drawer{Dst: p.canvas, Src: image.NewUniform(ink), Face: p.face(size), Dot: fixed.P(x, y)}
	pen.DrawString(text)
}

// has reports whether the font has every letter.
func (p *pens) has(text string) bool {
	for _, r := range text {
		if i, err := p.font.GlyphIndex(nil, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

// wide is how many pixels the longest of some lines takes.
func (p *pens) wide(lines []string, size float64) int {
	most := 0
	for _, line := range lines {
		most = max(most, font.MeasureString(p.face(size), line).Ceil())
	}
	return most
}

// wrap breaks text into lines of so many pixels; a longer word is a line of its own.
func (p *pens) wrap(text string, size float64, pixels int) []string {
	face, room := p.face(size), fixed.I(pixels)
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && font.MeasureString(face, longer) > room {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}
