package picture

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// contour is one line of an outline, its curves as many short pieces.
type contour struct {
	points []point
	closed bool
}

// filled are the contours as areas: each is closed.
func filled(outline []contour) [][]point {
	var areas [][]point
	for _, c := range outline {
		if len(c.points) > 2 {
			areas = append(areas, c.points)
		}
	}
	return areas
}

// outlineOf is the outline of a basic shape or a path, of no more points than are left.
func outlineOf(e xml.StartElement, left *budget) ([]contour, error) {
	v := map[string]float64{}
	for _, name := range []string{"x", "y", "width", "height", "rx", "ry", "cx", "cy", "r"} {
		if s := attribute(e, name); s != "" {
			n, err := number(s)
			if err != nil {
				return nil, err
			}
			v[name] = n
		}
	}
	switch e.Name.Local {
	case "circle":
		return []contour{{disc(point{v["cx"], v["cy"]}, v["r"], v["r"]), true}}, left.spend(discCorners)
	case "ellipse":
		return []contour{{disc(point{v["cx"], v["cy"]}, v["rx"], v["ry"]), true}}, left.spend(discCorners)
	case "rect":
		return []contour{{rounded(v), true}}, left.spend(discCorners)
	case "path":
		p := pathReader{rest: attribute(e, "d"), left: left}
		return p.read()
	}
	return nil, ErrDrawing
}

// discCorners is how many corners an ellipse has.
const discCorners = 48

// disc is an ellipse as a polygon.
func disc(centre point, rx, ry float64) []point {
	points := make([]point, discCorners)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / discCorners)
		points[i] = point{centre.x + rx*cos, centre.y + ry*sin}
	}
	return points
}

// rounded is a rectangle with the corners of its rx and ry.
func rounded(v map[string]float64) []point {
	rx, ry := v["rx"], v["ry"]
	if rx == 0 {
		rx = ry
	} else if ry == 0 {
		ry = rx
	}
	rx, ry = min(rx, v["width"]/2), min(ry, v["height"]/2)
	var points []point
	for i, c := range []point{{v["x"] + v["width"] - rx, v["y"] + v["height"] - ry}, {v["x"] + rx, v["y"] + v["height"] - ry}, {v["x"] + rx, v["y"] + ry}, {v["x"] + v["width"] - rx, v["y"] + ry}} {
		for step := range 13 {
			sin, cos := math.Sincos((float64(i) + float64(step)/12) * math.Pi / 2)
			points = append(points, point{c.x + rx*cos, c.y + ry*sin})
		}
	}
	return points
}

// pathReader reads the data of a path (SVG 2, section 9.3).
type pathReader struct {
	rest    string
	left    *budget
	outline []contour
	at      point // where the pen is
	control point // the last control point, for S and T
	last    byte  // the last command, as a capital letter
}

// operands is how many numbers each command takes.
var operands = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

func (p *pathReader) read() ([]contour, error) {
	command := byte(0)
	for {
		p.rest = strings.TrimLeft(p.rest, " ,\t\r\n")
		if p.rest == "" {
			return p.outline, nil
		}
		switch c := p.rest[0]; {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
			command, p.rest = c, p.rest[1:]
		case command == 'M':
			command = 'L'
		case command == 'm':
			command = 'l'
		case command == 'Z', command == 'z', command == 0:
			return nil, ErrDrawing
		}
		if err := p.left.spend(most(command)); err != nil {
			return nil, err
		}
		if err := p.step(command); err != nil {
			return nil, err
		}
	}
}

// most is how many points a command makes at the most.
func most(command byte) int {
	switch command &^ 0x20 {
	case 'C', 'S', 'Q', 'T':
		return curveSteps
	case 'A':
		return 2 * curveSteps
	}
	return 1
}

// step does one command with its numbers.
func (p *pathReader) step(command byte) error {
	capital := command &^ 0x20
	count, ok := operands[capital]
	if !ok || len(p.outline) == 0 && capital != 'M' {
		return ErrDrawing
	}
	v := make([]float64, count)
	for i := range v {
		var err error
		if v[i], err = p.operand(capital == 'A' && (i == 3 || i == 4)); err != nil {
			return err
		}
	}
	origin := point{}
	if command != capital {
		origin = p.at
	}
	p.do(capital, v, origin)
	p.last = capital
	return nil
}

// do moves the pen; relative numbers begin at the origin.
func (p *pathReader) do(capital byte, v []float64, origin point) {
	pair := func(i int) point { return point{origin.x + v[i], origin.y + v[i+1]} }
	from := p.at
	mirrored := func(kinds string) point {
		if strings.IndexByte(kinds, p.last) < 0 {
			return from
		}
		return point{2*from.x - p.control.x, 2*from.y - p.control.y}
	}
	switch capital {
	case 'M':
		p.outline = append(p.outline, contour{})
		p.to(pair(0))
	case 'L':
		p.to(pair(0))
	case 'H':
		p.to(point{origin.x + v[0], from.y})
	case 'V':
		p.to(point{from.x, origin.y + v[0]})
	case 'C':
		p.cubic(pair(0), pair(2), pair(4))
	case 'S':
		p.cubic(mirrored("CS"), pair(0), pair(2))
	case 'Q':
		p.quadratic(pair(0), pair(2))
	case 'T':
		p.quadratic(mirrored("QT"), pair(0))
	case 'A':
		p.arc(v, pair(5))
	case 'Z':
		c := &p.outline[len(p.outline)-1]
		c.closed = true
		p.at = c.points[0]
		p.outline = append(p.outline, contour{points: []point{p.at}})
	}
}

// to draws a straight line.
func (p *pathReader) to(next point) {
	c := &p.outline[len(p.outline)-1]
	c.points = append(c.points, next)
	p.at = next
}

// curveSteps is into how many straight lines a curve is cut.
const curveSteps = 16

func (p *pathReader) cubic(a, b, end point) {
	from := p.at
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		mix := func(f, a, b, e float64) float64 { return u*u*u*f + 3*u*u*t*a + 3*u*t*t*b + t*t*t*e }
		p.to(point{mix(from.x, a.x, b.x, end.x), mix(from.y, a.y, b.y, end.y)})
	}
	p.control = b
}

func (p *pathReader) quadratic(a, end point) {
	from := p.at
	third := func(end point) point { return point{end.x + (a.x-end.x)*2/3, end.y + (a.y-end.y)*2/3} }
	p.cubic(third(from), third(end), end)
	p.control = a
}

// arc draws a part of an ellipse, from its end points to its centre as SVG 2,
// appendix B.2.4, has it.
func (p *pathReader) arc(v []float64, end point) {
	from, rx, ry := p.at, math.Abs(v[0]), math.Abs(v[1])
	if rx == 0 || ry == 0 || from == end {
		p.to(end)
		return
	}
	sin, cos := math.Sincos(v[2] * math.Pi / 180)
	hx, hy := (from.x-end.x)/2, (from.y-end.y)/2
	x, y := cos*hx+sin*hy, cos*hy-sin*hx
	if grow := x*x/(rx*rx) + y*y/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	far := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if (v[3] != 0) == (v[4] != 0) {
		far = -far
	}
	cx, cy := far*rx*y/ry, -far*ry*x/rx
	begin := math.Atan2((y-cy)/ry, (x-cx)/rx)
	turn := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - begin
	if v[4] != 0 && turn < 0 {
		turn += 2 * math.Pi
	} else if v[4] == 0 && turn > 0 {
		turn -= 2 * math.Pi
	}
	const steps = 2 * curveSteps
	for i := 1; i < steps; i++ {
		s, c := math.Sincos(begin + turn*float64(i)/steps)
		ax, ay := cx+rx*c, cy+ry*s
		p.to(point{cos*ax - sin*ay + (from.x+end.x)/2, sin*ax + cos*ay + (from.y+end.y)/2})
	}
	p.to(end)
}

// operand reads the next number; a flag of an arc is one digit.
func (p *pathReader) operand(flag bool) (float64, error) {
	p.rest = strings.TrimLeft(p.rest, " ,\t\r\n")
	end := 0
	if flag {
		end = min(1, len(p.rest))
	} else {
		end = numberEnd(p.rest)
	}
	n, err := strconv.ParseFloat(p.rest[:end], 64)
	if err != nil || math.Abs(n) > 1e6 {
		return 0, ErrDrawing
	}
	p.rest = p.rest[end:]
	return n, nil
}

// numberEnd is how long the number is that a text begins with: the next one may
// follow without a space, as in 1-2 and .5.5.
func numberEnd(s string) int {
	dot, exponent := false, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case c == '.' && !dot && !exponent:
			dot = true
		case (c == 'e' || c == 'E') && !exponent && i > 0:
			exponent = true
		case (c == '-' || c == '+') && (i == 0 || s[i-1] == 'e' || s[i-1] == 'E'):
		default:
			return i
		}
	}
	return len(s)
}
