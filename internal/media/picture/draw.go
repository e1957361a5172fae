package picture

import (
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// point is a place in the units of a drawing.
type point struct{ x, y float64 }

// fill fills polygons, scaled and moved. Only the box around them is looked at.
func fill(canvas draw.Image, left, top, scale float64, ink color.Color, polygons ...[]point) {
	box := image.Rectangle{}
	for _, points := range polygons {
		for _, p := range points {
			x, y := int(left+scale*p.x), int(top+scale*p.y)
			box = box.Union(image.Rect(x-1, y-1, x+2, y+2))
		}
	}
	box = box.Intersect(canvas.Bounds())
	shape := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, points := range polygons {
		for i, p := range points {
			x, y := float32(left+scale*p.x)-float32(box.Min.X), float32(top+scale*p.y)-float32(box.Min.Y)
			if i == 0 {
				shape.MoveTo(x, y)
			} else {
				shape.LineTo(x, y)
			}
		}
		shape.ClosePath()
	}
	shape.Draw(canvas, box, image.NewUniform(ink), image.Point{})
}

// ring is a part of a ring around a centre: angles in radians, 0 to the right.
func ring(centre point, radius, width, from, to float64) []point {
	const steps = 96
	points := make([]point, 0, 2*steps+2)
	arc := func(r, from, to float64) {
		for i := range steps + 1 {
			a := from + (to-from)*float64(i)/steps
			points = append(points, point{centre.x + r*math.Cos(a), centre.y + r*math.Sin(a)})
		}
	}
	arc(radius+width/2, from, to)
	arc(radius-width/2, to, from)
	return points
}

// loudspeaker draws the mark of the built-in theme in a box of 32 units.
func loudspeaker(canvas draw.Image, left, top, scale float64, horn, sound color.Color) {
	box := func(x0, y0, x1, y1 float64) []point { return []point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}} }
	fill(canvas, left, top, scale, horn, box(5, 3, 8, 30), box(2, 28.3, 11, 30.8))
	fill(canvas, left, top, scale, horn, []point{{8, 9.5}, {12, 9.5}, {21, 4}, {22.5, 4.9}, {22.5, 19.1}, {21, 20}, {12, 14.5}, {8, 14.5}})
	fill(canvas, left, top, scale, sound, ring(point{21.6, 12}, 5, 2.4, -.77, .77), ring(point{21.6, 12}, 10, 2.4, -.77, .77))
}

// waves is the loudspeaker's sound, wide and quiet over the whole ground.
func waves(canvas draw.Image, ink color.Color) {
	var rings [][]point
	for radius := 330.0; radius < 1300; radius += 150 {
		rings = append(rings, ring(point{128, 91}, radius, 44, -1.6, 3.2))
	}
	fill(canvas, 0, 0, 1, ink, rings...)
}

// blend mixes two colours; part is how much of the second, of 256.
func blend(a, b color.RGBA, part int) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8((int(x)*(256-part) + int(y)*part) / 256) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// paletted gives a drawing of few colours a palette: colours that share the four
// highest bits of each part become one, the first of them from the top. The
// pixels go into to, which is as large.
func paletted(to *image.Paletted, from *image.RGBA) {
	to.Palette = to.Palette[:0]
	var known cells
	last, index := ^binary.LittleEndian.Uint32(from.Pix), uint8(0)
	for i := range to.Pix {
		pixel := binary.LittleEndian.Uint32(from.Pix[4*i:])
		if pixel != last {
			last, index = pixel, known.colour(to, color.RGBA{uint8(pixel), uint8(pixel >> 8), uint8(pixel >> 16), 0xff})
		}
		to.Pix[i] = index
	}
}

// cells are the colours of a palette by their highest bits: places from 1.
type cells [1 << 12]uint16

func (known *cells) colour(to *image.Paletted, c color.RGBA) uint8 {
	cell := &known[uint16(c.R>>4)<<8|uint16(c.G>>4)<<4|uint16(c.B>>4)]
	if *cell == 0 && len(to.Palette) < 256 {
		to.Palette = append(to.Palette, c)
		*cell = uint16(len(to.Palette))
	} else if *cell == 0 {
		*cell = uint16(to.Palette.Index(c)) + 1
	}
	return uint8(*cell - 1)
}
