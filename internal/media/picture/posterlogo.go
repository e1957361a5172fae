package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
)

// PosterLogo is a logo as posters show it.
type PosterLogo struct {
	sum     string
	reduced *image.RGBA
}

// The box of a logo on a poster, in pixels: as high as the loudspeaker and its room, and
// so wide that the site's name has its place.
const (
	logoLeft, logoTop = 62, 50
	logoHigh          = 92
	logoWide          = 320
	logoRoom          = 6 // between the logo and the edge of its plate
)

// NewPosterLogo reads a picture that has pixels. The errors are those of reading it.
func NewPosterLogo(data []byte) (*PosterLogo, error) {
	img, err := decode(data)
	if err != nil {
		return nil, err
	}
	size := img.Bounds().Size()
	wide, high := logoHigh*size.X/size.Y, logoHigh
	if wide > logoWide {
		wide, high = logoWide, logoWide*size.Y/size.X
	}
	sum := sha256.Sum256(data)
	return &PosterLogo{hex.EncodeToString(sum[:]), scale(img, max(wide, 1), max(high, 1))}, nil
}

// draw puts the logo on a white plate, which hides the loudspeaker, and returns where
// the plate ends.
func (l *PosterLogo) draw(canvas draw.Image) int {
	size := l.reduced.Rect.Size()
	plate := image.Rect(logoLeft, logoTop, logoLeft+max(size.X, logoHigh)+2*logoRoom, logoTop+logoHigh+2*logoRoom)
	draw.Draw(canvas, plate, image.NewUniform(color.White), image.Point{}, draw.Src)
	at := plate.Min.Add(plate.Size().Sub(size).Div(2))
	draw.Draw(canvas, image.Rectangle{at, at.Add(size)}, l.reduced, image.Point{}, draw.Over)
	return plate.Max.X
}
