package pdftext

import "loa/internal/base/pdffile"

// path is what has been drawn and not yet painted (ISO 32000-1, section 8.5).
type path struct {
	rectangles []box
	edges      []box // straight, along the sides of the page
	parts      []box // around each part that was begun
	from, at   [2]float64
}

// thickest is how thick a line of a table may be, in points.
const thickest = 3.5

// lines reads operators of paths. What is not straight along the sides is left out.
func (c *canvas) lines(o pdffile.Operator) bool {
	p := &c.path
	switch o.Name {
	case "m":
		p.at = [2]float64{o.Float(0), o.Float(1)}
		p.from = p.at
		c.begun()
	case "l":
		c.lineTo([2]float64{o.Float(0), o.Float(1)})
	case "h":
		c.lineTo(p.from)
	case "re":
		n := o.Floats(4)
		if len(p.rectangles) < mostRules {
			p.rectangles = append(p.rectangles, c.state.ctm.boxOf(box{n[0], n[1], n[0] + n[2], n[1] + n[3]}))
		}
	case "c":
		c.curveTo([2]float64{o.Float(4), o.Float(5)})
	case "v", "y":
		c.curveTo([2]float64{o.Float(2), o.Float(3)})
	case "s", "b", "b*":
		c.lineTo(p.from)
		c.rules(true)
	case "S", "B", "B*":
		c.rules(true)
	case "f", "F", "f*":
		c.rules(false)
	case "n":
		c.rulesDone()
	case "W", "W*":
	default:
		return false
	}
	return true
}

func (c *canvas) point(at [2]float64) box {
	x, y := c.state.ctm.at(at[0], at[1])
	return box{x, y, x, y}
}

func (c *canvas) begun() {
	if p := &c.path; len(p.parts) < mostRules {
		p.parts = append(p.parts, c.point(p.at))
	}
}

func (c *canvas) lineTo(next [2]float64) {
	p := &c.path
	edge := c.point(p.at).with(c.point(next))
	if len(p.edges) < mostRules && (edge.width() < 0.5 || edge.height() < 0.5) {
		p.edges = append(p.edges, edge)
	}
	c.curveTo(next)
}

func (c *canvas) curveTo(next [2]float64) {
	p := &c.path
	p.at = next
	if n := len(p.parts); n > 0 {
		p.parts[n-1] = p.parts[n-1].with(c.point(next))
	}
}

// rules takes what a path has of straight lines: its edges if they are stroked, and what is
// filled and thin.
func (c *canvas) rules(stroked bool) {
	out := &c.page.out.rules
	take := func(b box) {
		if len(*out) < mostRules && b.finite() && (b.width() <= thickest || b.height() <= thickest) {
			*out = append(*out, b)
		}
	}
	for _, b := range c.path.rectangles {
		take(b)
		if stroked && b.width() > thickest && b.height() > thickest {
			take(box{b.left, b.top, b.right, b.top})
			take(box{b.left, b.bottom, b.right, b.bottom})
			take(box{b.left, b.bottom, b.left, b.top})
			take(box{b.right, b.bottom, b.right, b.top})
		}
	}
	parts := c.path.parts
	if stroked {
		parts = c.path.edges
	}
	for _, b := range parts {
		take(b)
	}
	c.rulesDone()
}

func (c *canvas) rulesDone() {
	p := &c.path
	p.rectangles, p.edges, p.parts = p.rectangles[:0], p.edges[:0], p.parts[:0]
}
