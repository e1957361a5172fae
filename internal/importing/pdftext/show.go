package pdftext

import (
	"math"
	"strings"
	"unicode/utf16"

	"loa/internal/base/pdffile"
)

// textState reads operators of the state and the place of text (ISO 32000-1, sections 9.3 and 9.4.2).
func (c *canvas) textState(o pdffile.Operator) bool {
	s := &c.state
	switch o.Name {
	case "BT":
		c.text, c.start = same, same
	case "ET":
	case "Tc":
		s.char = o.Float(0)
	case "Tw":
		s.word = o.Float(0)
	case "Tz":
		s.scale = o.Float(0) / 100
	case "TL":
		s.leading = o.Float(0)
	case "Ts":
		s.rise = o.Float(0)
	case "Tr":
		s.mode = int(o.Float(0))
	case "Tf":
		s.size = o.Float(1)
		s.font = c.fontNamed(o.NameAt(0))
	case "Td":
		c.move(o.Float(0), o.Float(1))
	case "TD":
		s.leading = -o.Float(1)
		c.move(o.Float(0), o.Float(1))
	case "Tm":
		c.start = matrixOf(o.Floats(6))
		c.text = c.start
	case "T*":
		c.move(0, -s.leading)
	default:
		return false
	}
	return true
}

func (c *canvas) move(x, y float64) {
	c.start = matrix{1, 0, 0, 1, x, y}.then(c.start)
	c.text = c.start
}

func (c *canvas) fontNamed(name pdffile.Name) *font {
	if f, there := c.fonts[name]; there {
		return f
	}
	f := c.fontOf(c.resource("Font", name))
	c.fonts[name] = f
	return f
}

// fontOf reads a font, once for a file if it is an object of its own.
func (c *canvas) fontOf(o pdffile.Object) *font {
	ref, isRef := o.(pdffile.Ref)
	if f, there := c.page.fonts[ref]; isRef && there {
		return f
	}
	var f *font
	if d := c.page.file.Dict(o); d != nil {
		f = c.page.readFont(d)
	}
	if isRef {
		c.page.fonts[ref] = f
	}
	return f
}

// showText runs the operators that show text (section 9.4.3).
func (c *canvas) showText(o pdffile.Operator) error {
	if o.Name == "'" || o.Name == "\"" {
		if o.Name == "\"" && len(o.Operands) == 3 {
			c.state.word, c.state.char = o.Float(0), o.Float(1)
		}
		c.move(0, -c.state.leading)
	}
	if len(o.Operands) == 0 || c.state.font == nil {
		return nil
	}
	switch text := o.Operands[len(o.Operands)-1].(type) {
	case pdffile.String:
		return c.show(string(text))
	case pdffile.Array:
		for _, part := range text {
			switch part := part.(type) {
			case pdffile.String:
				if err := c.show(string(part)); err != nil {
					return err
				}
			case int:
				c.advance(-float64(part) / 1000 * c.state.size)
			case float64:
				c.advance(-part / 1000 * c.state.size)
			}
		}
	}
	return nil
}

func (c *canvas) advance(by float64) {
	if c.state.font != nil && c.state.font.vertical {
		c.text = matrix{1, 0, 0, 1, 0, by}.then(c.text)
		return
	}
	c.text = matrix{1, 0, 0, 1, by * c.state.scale, 0}.then(c.text)
}

// show puts the letters of a string on the page.
func (c *canvas) show(text string) error {
	var failed error
	s := c.state
	s.font.show(text, func(one shown) {
		if failed != nil {
			return
		}
		m := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.then(c.text).then(s.ctm)
		failed = c.put(one, m)
		by := one.width*s.size + s.char
		if one.space {
			by += s.word
		}
		c.advance(by)
	})
	return failed
}

// put puts one letter on the page; m maps a square of its size to its place.
func (c *canvas) put(one shown, m matrix) error {
	out := c.page.out
	x, y := m.at(0, 0)
	right, _ := m.at(one.width, 0)
	size := math.Hypot(m.c, m.d)
	text, unknown := c.meant(one.text)
	if here := (box{x, y, right, y}); !here.finite() || math.IsNaN(size) || size > 1e4 {
		return nil
	}
	if unknown {
		out.unknown++
		text = "\ufffd"
	}
	if !m.upright() {
		if len(out.turned) < 2000 {
			out.turned += text
		}
		return nil
	}
	font := c.state.font
	return c.page.add(glyph{
		text: text, left: single(x), right: single(right), y: single(y), size: single(size), font: font,
		unseen: c.state.mode == 3, bold: font.bold || c.state.mode == 2,
	})
}

// single rounds a measure to what a compact letter holds.
func single(n float64) float64 { return float64(float32(n)) }

// meant is the text of a glyph, which the marked content around it may say.
func (c *canvas) meant(text string) (meant string, unknown bool) {
	for i := range c.marks {
		if m := &c.marks[i]; m.has {
			if m.used {
				return "", false
			}
			m.used = true
			return m.actual, false
		}
	}
	return letters.Replace(text), text == ""
}

// letters writes letters that are one sign in print as those that they are.
var letters = strings.NewReplacer("\x00", "", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// textString is the text of a string that is no content (section 7.9.2).
func textString(s string) string {
	if rest, ok := strings.CutPrefix(s, "\xfe\xff"); ok {
		return string(utf16.Decode(units(rest)))
	}
	if rest, ok := strings.CutPrefix(s, "\xef\xbb\xbf"); ok {
		return rest
	}
	var out strings.Builder
	for i := range len(s) {
		out.WriteString(encoded("WinAnsiEncoding", s[i]))
	}
	return out.String()
}
