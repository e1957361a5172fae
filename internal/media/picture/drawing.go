package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// Drawing is an SVG picture of plain shapes, as share pictures show it: paths, circles,
// ellipses and rectangles in flat colours, as SVG 2 has them.
type Drawing struct {
	sum        string // of the file
	wide, high float64
	shapes     []shape
}

// shape is what one colour covers, in the units of the view box.
type shape struct {
	ink      color.NRGBA
	polygons [][]point
}

// ErrDrawing tells that an SVG picture has more than plain shapes: text, gradients,
// clip paths, filters, other files.
var ErrDrawing = errors.New("the drawing has more than plain shapes")

// The bounds of what is drawn, so that the worst drawing takes no longer than a photograph:
// shapes, points of all their outlines and lines, how long these are (in widths and heights
// of the drawing), how far outside of it they go (in the same), and its units.
const (
	maxShapes = 500
	maxPoints = 400_000
	maxLength = 50_000
	maxReach  = 8
	maxUnits  = 1e6
	minUnits  = 1e-3
)

// budget is how many points a drawing may still have.
type budget int

// spend takes points from a budget before they are made: ErrDrawing if there are not as many.
func (b *budget) spend(points int) error {
	if *b -= budget(points); *b < 0 {
		return ErrDrawing
	}
	return nil
}

// NewDrawing reads an SVG picture. The error is ErrDrawing, or says where the file is broken.
func NewDrawing(data []byte) (*Drawing, error) {
	sum := sha256.Sum256(data)
	r := drawingReader{drawing: &Drawing{sum: hex.EncodeToString(sum[:])}, classes: map[string]color.NRGBA{}, left: maxPoints}
	xml := newSVG(bytes.NewReader(data))
	for {
		token, err := xml.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if err := r.token(xml, token); err != nil {
			return nil, err
		}
	}
	if r.drawing.wide == 0 || len(r.drawing.shapes) == 0 {
		return nil, ErrDrawing
	}
	return r.drawing, nil
}

// draw paints the drawing into a box, as large as it fits, in the middle.
func (d *Drawing) draw(canvas *image.RGBA, box image.Rectangle) {
	scale := min(float64(box.Dx())/d.wide, float64(box.Dy())/d.high)
	left := float64(box.Min.X) + (float64(box.Dx())-scale*d.wide)/2
	top := float64(box.Min.Y) + (float64(box.Dy())-scale*d.high)/2
	frame := image.Rect(int(left), int(top), int(math.Ceil(left+scale*d.wide)), int(math.Ceil(top+scale*d.high)))
	inside := canvas.SubImage(frame).(*image.RGBA)
	for _, s := range d.shapes {
		fill(inside, left, top, scale, s.ink, s.polygons...)
	}
}

// drawingReader gathers the shapes of a file, element by element.
type drawingReader struct {
	drawing *Drawing
	classes map[string]color.NRGBA // of the style sheet, by name
	open    []pencil               // of the elements that are open
	left    budget
	length  float64 // of all outlines, in widths and heights
}

func (r *drawingReader) token(d *xml.Decoder, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return r.element(d, t)
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
	}
	return nil
}

func (r *drawingReader) element(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "title", "desc", "metadata":
		return skipped(d.Skip())
	case "style":
		var css string
		if err := d.DecodeElement(&css, &e); err != nil {
			return skipped(err)
		}
		return r.sheet(css)
	}
	p := pencil{fill: color.NRGBA{A: 0xff}, width: 1, at: identity}
	if n := len(r.open); n > 0 {
		p = r.open[n-1]
	}
	if err := p.take(e, r.classes); err != nil {
		return err
	}
	r.open = append(r.open, p)
	switch e.Name.Local {
	case "svg":
		return r.root(e)
	case "g":
		return nil
	}
	outline, err := outlineOf(e, &r.left)
	if err != nil {
		return err
	}
	return r.add(p, outline)
}

// root takes the units of the drawing from its view box, which begins at 0.
func (r *drawingReader) root(e xml.StartElement) error {
	box := strings.Fields(strings.ReplaceAll(attribute(e, "viewBox"), ",", " "))
	if len(r.open) > 1 || len(box) != 4 || box[0] != "0" || box[1] != "0" {
		return ErrDrawing
	}
	w, h := viewBox(attribute(e, "viewBox"))
	if max(w, h) > maxUnits || min(w, h) < minUnits {
		return ErrDrawing
	}
	r.drawing.wide, r.drawing.high = w, h
	return nil
}

// add keeps what a pencil leaves of an outline: its inside, then its line.
func (r *drawingReader) add(p pencil, outline []contour) error {
	stroked, err := p.line(outline, &r.left)
	if err != nil {
		return err
	}
	inside, line := shape{p.fill, filled(outline)}, shape{p.stroke, stroked}
	for i, polygon := range line.polygons {
		line.polygons[i] = p.at.all(polygon)
		rightwards(line.polygons[i])
	}
	for i, polygon := range inside.polygons {
		inside.polygons[i] = p.at.all(polygon)
	}
	for _, s := range []shape{inside, line} {
		if s.ink.A == 0 || len(s.polygons) == 0 {
			continue
		}
		for _, polygon := range s.polygons {
			if err := r.measure(polygon); err != nil {
				return err
			}
		}
		r.drawing.shapes = append(r.drawing.shapes, s)
	}
	if len(r.drawing.shapes) > maxShapes {
		return ErrDrawing
	}
	return nil
}

// measure refuses a polygon that goes too far outside, or makes all outlines too long.
func (r *drawingReader) measure(polygon []point) error {
	from := polygon[len(polygon)-1]
	for _, to := range polygon {
		x, y := to.x/r.drawing.wide, to.y/r.drawing.high
		if !(math.Abs(x) <= maxReach && math.Abs(y) <= maxReach) { // neither is NaN
			return ErrDrawing
		}
		r.length += math.Abs(to.x-from.x)/r.drawing.wide + math.Abs(to.y-from.y)/r.drawing.high
		from = to
	}
	if !(r.length <= maxLength) {
		return ErrDrawing
	}
	return nil
}

// classRule is a rule of a style sheet that gives one class a colour to fill with.
var classRule = pattern.New(`^\s*\.([\w-]+)\s*\{\s*fill\s*:\s*(#[0-9a-fA-F]{3,6})\s*;?\s*\}`)

// mediaRule is a block of such rules.
var mediaRule = pattern.New(`^\s*@media\b[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}`)

// sheet reads a style sheet of such rules. What stands in "@media" is for other
// circumstances than a share picture's; anything else is more than plain shapes.
func (r *drawingReader) sheet(css string) error {
	for strings.TrimSpace(css) != "" {
		if media := mediaRule.FindString(css); media != "" {
			css = css[len(media):]
			continue
		}
		rule := classRule.FindStringSubmatch(css)
		if rule == nil {
			return ErrDrawing
		}
		ink, err := paint(rule[2])
		if err != nil {
			return err
		}
		r.classes[rule[1]], css = ink, css[len(rule[0]):]
	}
	return nil
}

func skipped(err error) error {
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return nil
}

// paint reads a colour: #rgb, #rrggbb, none.
func paint(s string) (color.NRGBA, error) {
	if s == "none" {
		return color.NRGBA{}, nil
	}
	digits := strings.TrimPrefix(s, "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 || digits == s {
		return color.NRGBA{}, ErrDrawing
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}, nil
}
