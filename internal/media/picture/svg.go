package picture

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// newSVG returns a strict reader of XML in the encodings that drawing programs
// write.
func newSVG(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "us-ascii", "iso-8859-1", "windows-1252":
			return charmap.Windows1252.NewDecoder().Reader(input), nil
		}
		return nil, fmt.Errorf("encoding %s", label)
	}
	return d
}

// svgSize reads the root element.
func svgSize(r io.Reader) (w, h int, err error) {
	d := newSVG(r)
	d.Strict = false // entities of a document type do not matter here
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" {
			return 0, 0, fmt.Errorf("%w: the root is <%s>", ErrFormat, root.Name.Local)
		}
		return svgRootSize(root)
	}
}

// svgRootSize follows SVG 2, section 8.2: what width or height does not say
// comes from the viewBox, keeping its proportion.
func svgRootSize(root xml.StartElement) (w, h int, err error) {
	width, height := length(attribute(root, "width")), length(attribute(root, "height"))
	boxWidth, boxHeight := viewBox(attribute(root, "viewBox"))
	switch {
	case width > 0 && height > 0:
	case boxWidth == 0:
		return 0, 0, broken("no width, height or viewBox")
	case width > 0:
		height = width * boxHeight / boxWidth
	case height > 0:
		width = height * boxWidth / boxHeight
	default:
		width, height = boxWidth, boxHeight
	}
	return pixels(width), pixels(height), nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// length returns a length in CSS pixels, 0 for none or one that depends on the
// page around the picture (%, em).
func length(s string) float64 {
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	unit := 0.0
	switch s[len(number):] {
	case "", "px":
		unit = 1
	case "pt":
		unit = 96.0 / 72
	case "pc":
		unit = 16
	case "in":
		unit = 96
	case "cm":
		unit = 96 / 2.54
	case "mm":
		unit = 96 / 25.4
	}
	return positive(number) * unit
}

// positive returns a number that can be a side of a picture, otherwise 0.
func positive(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(f > 0 && f < 1e6) {
		return 0
	}
	return f
}

func viewBox(s string) (w, h float64) {
	f := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r <= ' ' })
	if len(f) != 4 {
		return 0, 0
	}
	w, h = positive(f[2]), positive(f[3])
	if w == 0 || h == 0 {
		return 0, 0
	}
	return w, h
}

func pixels(f float64) int { return int(max(1, math.Round(min(f, 1e6)))) }
