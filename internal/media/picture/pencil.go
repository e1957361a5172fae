package picture

import (
	"encoding/xml"
	"image/color"
	"math"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

// pencil is what an element of a drawing draws with; elements hand it to those inside.
type pencil struct {
	fill, stroke color.NRGBA
	width        float64 // of the line, in units before the transformation
	round        bool    // the line's ends
	dashes       []float64
	at           affine
}

// ignored are attributes that do not change how plain shapes look in a share picture.
// Corners of lines are always round.
var ignored = map[string]bool{
	"xmlns": true, "viewBox": true, "role": true, "stroke-linejoin": true, "aria-hidden": true, "id": true, "class": true, "version": true,
	"x": true, "y": true, "width": true, "height": true, "rx": true, "ry": true, "cx": true, "cy": true, "r": true, "d": true,
}

// take reads the attributes of an element, whose order says nothing: a class is stronger than
// the colours beside it, and what is opaque is decided after all colours.
func (p *pencil) take(e xml.StartElement, classes map[string]color.NRGBA) error {
	opacity := ""
	for _, a := range e.Attr {
		value := strings.TrimSpace(a.Value)
		var err error
		switch name := a.Name.Local; {
		case name == "fill":
			p.fill, err = paint(value)
		case name == "stroke":
			p.stroke, err = paint(value)
		case name == "stroke-width":
			p.width, err = number(value)
		case name == "stroke-linecap":
			p.round = value == "round"
		case name == "stroke-dasharray":
			p.dashes, err = numbers(value)
		case name == "transform":
			err = p.move(value)
		case name == "opacity" && e.Name.Local != "g" && e.Name.Local != "svg":
			opacity = value
		case !ignored[name]:
			err = ErrDrawing
		}
		if err != nil {
			return err
		}
	}
	if ink, ok := classes[strings.TrimSpace(attribute(e, "class"))]; ok {
		p.fill = ink
	}
	if opacity == "" {
		return nil
	}
	return p.fade(opacity)
}

func (p *pencil) fade(value string) error {
	part, err := number(value)
	if err != nil || part < 0 || part > 1 {
		return ErrDrawing
	}
	p.fill.A = uint8(float64(p.fill.A) * part)
	p.stroke.A = uint8(float64(p.stroke.A) * part)
	return nil
}

// affine is a transformation: x' = a·x + c·y + e, y' = b·x + d·y + f.
type affine struct{ a, b, c, d, e, f float64 }

var identity = affine{a: 1, d: 1}

func (m affine) of(p point) point { return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f} }

func (m affine) all(points []point) []point {
	moved := make([]point, len(points))
	for i, p := range points {
		moved[i] = m.of(p)
	}
	return moved
}

// then is the transformation that does n first.
func (m affine) then(n affine) affine {
	return affine{m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d, m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f}
}

var transformation = pattern.New(`^[\s,]*(translate|scale|rotate)\s*\(([^)]*)\)`)

// move reads a list of translate, scale and rotate.
func (p *pencil) move(value string) error {
	for strings.TrimSpace(value) != "" {
		found := transformation.FindStringSubmatch(value)
		if found == nil {
			return ErrDrawing
		}
		v, err := numbers(found[2])
		if err != nil || len(v) == 0 {
			return ErrDrawing
		}
		value = value[len(found[0]):]
		switch n := len(v); {
		case found[1] == "translate" && n <= 2:
			p.at = p.at.then(affine{1, 0, 0, 1, v[0], append(v, 0)[1]})
		case found[1] == "scale" && n <= 2:
			p.at = p.at.then(affine{v[0], 0, 0, append(v, v[0])[1], 0, 0})
		case found[1] == "rotate" && (n == 1 || n == 3):
			sin, cos := math.Sincos(v[0] * math.Pi / 180)
			v = append(v, 0, 0)
			p.at = p.at.then(affine{1, 0, 0, 1, v[1], v[2]}).then(affine{cos, sin, -sin, cos, 0, 0}).then(affine{1, 0, 0, 1, -v[1], -v[2]})
		default:
			return ErrDrawing
		}
	}
	return nil
}

func number(s string) (float64, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
		return 0, ErrDrawing
	}
	return n, nil
}

func numbers(s string) ([]float64, error) {
	var all []float64
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) }) {
		n, err := number(field)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// line is the area that a line along an outline covers: a quadrilateral for each
// piece, and a disc at each corner.
func (p *pencil) line(outline []contour, left *budget) ([][]point, error) {
	if p.stroke.A == 0 || p.width <= 0 {
		return nil, nil
	}
	pieces, err := p.dashed(outline, left)
	if err != nil {
		return nil, err
	}
	var area [][]point
	for _, c := range pieces {
		points := c.points
		if c.closed && len(points) > 0 {
			points = append(points[:len(points):len(points)], points[0])
		}
		for i, to := range points {
			if err := left.spend(discCorners + 4); err != nil {
				return nil, err
			}
			end := !c.closed && (i == 0 || i == len(points)-1)
			if !end || p.round {
				area = append(area, disc(to, p.width/2, p.width/2))
			}
			if i == 0 || points[i-1] == to {
				continue
			}
			from := points[i-1]
			long := math.Hypot(to.x-from.x, to.y-from.y)
			dx, dy := (to.y-from.y)/long*p.width/2, (from.x-to.x)/long*p.width/2
			area = append(area, []point{{from.x + dx, from.y + dy}, {to.x + dx, to.y + dy}, {to.x - dx, to.y - dy}, {from.x - dx, from.y - dy}})
		}
	}
	return area, nil
}

// dashed cuts an outline into its dashes.
func (p *pencil) dashed(outline []contour, allowed *budget) ([]contour, error) {
	whole := 0.0
	for _, d := range p.dashes {
		whole += math.Abs(d)
	}
	if whole < 1 {
		return outline, nil
	}
	var pieces []contour
	for _, c := range outline {
		points := c.points
		if c.closed && len(points) > 0 {
			points = append(points[:len(points):len(points)], points[0])
		}
		dash, left := 0, p.dashes[0]
		piece := contour{}
		for i := 1; i < len(points); i++ {
			from, to := points[i-1], points[i]
			for long := math.Hypot(to.x-from.x, to.y-from.y); long > 0; long = math.Hypot(to.x-from.x, to.y-from.y) {
				if err := allowed.spend(2); err != nil {
					return nil, err
				}
				step := min(left, long)
				next := point{from.x + (to.x-from.x)*step/long, from.y + (to.y-from.y)*step/long}
				if step == long {
					next = to
				}
				if dash%2 == 0 {
					piece.points = append(append(piece.points, from), next)
				}
				if left -= step; left <= 0 {
					pieces, piece = append(pieces, piece), contour{}
					dash++
					left = math.Abs(p.dashes[dash%len(p.dashes)])
				}
				from = next
			}
		}
		pieces = append(pieces, piece)
	}
	return pieces, nil
}

// rightwards turns a polygon so that all go around the same way: where two of one
// line lie on each other, they add up.
func rightwards(polygon []point) {
	area := 0.0
	for i, p := range polygon {
		q := polygon[(i+1)%len(polygon)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		for i, k := 0, len(polygon)-1; i < k; i, k = i+1, k-1 {
			polygon[i], polygon[k] = polygon[k], polygon[i]
		}
	}
}
