package pdftext

import (
	"fmt"
	"math"

	"loa/internal/base/officefile"
	"loa/internal/base/pdffile"
)

// state is the part of the graphics state that text and lines need (ISO 32000-1, section 8.4).
type state struct {
	ctm               matrix
	font              *font
	size              float64
	char, word, scale float64 // spaces added, and the width of letters
	leading, rise     float64
	mode              int
	line              float64 // width
}

// canvas runs a content: of a page, or of a form that others call.
type canvas struct {
	page        *page
	resources   pdffile.Dict
	fonts       map[pdffile.Name]*font
	state       state
	kept        []state
	text, start matrix
	path        path
	marks       []mark
	depth       int
}

// mark is a marked content (section 14.6), which may say what its glyphs stand for.
type mark struct {
	actual string
	has    bool
	used   bool
}

func (c *canvas) run(content []byte) error {
	return c.page.file.Each(content, func(o pdffile.Operator) error {
		if c.graphics(o) || c.lines(o) || c.textState(o) {
			return nil
		}
		return c.paint(o)
	})
}

// graphics reads operators of the graphics state.
func (c *canvas) graphics(o pdffile.Operator) bool {
	s := &c.state
	switch o.Name {
	case "q":
		if len(c.kept) < mostStates {
			c.kept = append(c.kept, *s)
		}
	case "Q":
		if n := len(c.kept); n > 0 {
			*s, c.kept = c.kept[n-1], c.kept[:n-1]
		}
	case "cm":
		s.ctm = matrixOf(o.Floats(6)).then(s.ctm)
	case "w":
		s.line = o.Float(0)
	case "gs":
		d := c.page.file.Dict(c.resource("ExtGState", o.NameAt(0)))
		if list := c.page.file.Array(d["Font"]); len(list) == 2 {
			s.size, _ = c.page.file.Number(list[1])
			s.font = c.fontOf(list[0])
		}
	default:
		return false
	}
	return true
}

func (c *canvas) resource(kind, name pdffile.Name) pdffile.Object {
	return c.page.file.Dict(c.resources[kind])[name]
}

// paint runs operators that put something on the page.
func (c *canvas) paint(o pdffile.Operator) error {
	switch o.Name {
	case "Tj", "TJ", "'", "\"":
		return c.showText(o)
	case "BDC", "BMC":
		c.begin(o)
	case "EMC":
		if n := len(c.marks); n > 0 {
			c.marks = c.marks[:n-1]
		}
	case "Do":
		stream := c.page.file.Stream(c.resource("XObject", o.NameAt(0)))
		if stream == nil {
			return nil
		}
		if c.page.file.Name(stream.Dict["Subtype"]) == "Form" {
			inner := &canvas{page: c.page, state: c.state, depth: c.depth + 1, resources: c.resources, marks: c.marks}
			return inner.form(stream)
		}
		c.image(stream)
	case "BI":
		if o.Inline != nil {
			c.image(o.Inline)
		}
	}
	return nil
}

// form runs the content of a form (section 8.10).
func (c *canvas) form(s *pdffile.Stream) error {
	if c.page.limits.forms++; c.page.limits.forms > mostForms {
		return fmt.Errorf("%w: contents in each other", officefile.ErrTooLarge)
	}
	if c.depth > mostNesting {
		return nil
	}
	if m := c.page.file.Numbers(s.Dict["Matrix"], 6); m != nil {
		c.state.ctm = matrixOf(m).then(c.state.ctm)
	}
	if r := c.page.file.Dict(s.Dict["Resources"]); r != nil {
		c.resources = r
	}
	c.fonts = map[pdffile.Name]*font{}
	content, err := c.page.file.Data(s)
	if err != nil {
		return err
	}
	return c.run(content)
}

func (c *canvas) image(s *pdffile.Stream) {
	b := c.state.ctm.boxOf(box{0, 0, 1, 1})
	if b.finite() && len(c.page.out.images) < 5000 {
		c.page.out.images = append(c.page.out.images, placed{box: b, stream: s})
	}
}

// begin reads the beginning of a marked content, with what its glyphs stand for (section 14.9.4).
func (c *canvas) begin(o pdffile.Operator) {
	var m mark
	if len(o.Operands) > 1 {
		d, isDict := o.Operands[1].(pdffile.Dict)
		if !isDict {
			d = c.page.file.Dict(c.resource("Properties", o.NameAt(1)))
		}
		if text, ok := c.page.file.Resolve(d["ActualText"]).(pdffile.String); ok {
			m.actual, m.has = textString(string(text)), true
		}
	}
	if len(c.marks) < mostStates {
		c.marks = append(c.marks, m)
	}
}

// upright reports whether a text stands upright.
func (m matrix) upright() bool {
	length := math.Hypot(m.a, m.b)
	return length > 0 && m.a/length > 0.999
}
