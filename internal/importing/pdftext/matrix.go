package pdftext

import "math"

// matrix maps x and y to ax+cy+e and bx+dy+f (ISO 32000-1, section 8.3.3).
type matrix struct{ a, b, c, d, e, f float64 }

var same = matrix{a: 1, d: 1}

func matrixOf(n []float64) matrix { return matrix{n[0], n[1], n[2], n[3], n[4], n[5]} }

// then is m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box is a rectangle on a page, in points from its lower left corner.
type box struct{ left, bottom, right, top float64 }

// boxOf is the rectangle around what a matrix makes of one.
func (m matrix) boxOf(b box) box {
	out := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, corner := range [][2]float64{{b.left, b.bottom}, {b.right, b.bottom}, {b.left, b.top}, {b.right, b.top}} {
		x, y := m.at(corner[0], corner[1])
		out = out.with(box{x, y, x, y})
	}
	return out
}

// with is the rectangle around two.
func (b box) with(o box) box {
	return box{min(b.left, o.left), min(b.bottom, o.bottom), max(b.right, o.right), max(b.top, o.top)}
}

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.top - b.bottom }

func (b box) holds(x, y float64) bool {
	return b.left <= x && x <= b.right && b.bottom <= y && y <= b.top
}

// finite reports whether all sides are numbers that a page can have.
func (b box) finite() bool {
	for _, n := range []float64{b.left, b.bottom, b.right, b.top} {
		if math.IsNaN(n) || math.Abs(n) > 1e6 {
			return false
		}
	}
	return true
}
