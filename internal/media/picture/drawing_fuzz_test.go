package picture

import (
	"image"
	"testing"
)

// Any bytes: a drawing that is taken can be drawn.
func FuzzDrawing(f *testing.F) {
	for _, inside := range []string{
		farAway, farScaled, manyDashes, `<path opacity=".3" fill="#f00" d="M0 0C60 0 60 0 60 50S60 100 0 100Q3 3 4 4T5 5A50 50 0 1145 0z"/>`,
		`<style>.a{fill:#00f}@media print{.a{fill:#f00}}</style><rect class="a" fill="#f00" rx="3" width="9" height="9"/>`,
		`<g transform="translate(3 3) rotate(9 4 4) scale(-1 1)" stroke="#00f" stroke-width="2"><ellipse rx="3" ry="4"/><circle r="9" stroke-dasharray="1 2"/></g>`,
	} {
		f.Add(svgOf(inside))
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		if d, err := NewDrawing(data); err == nil {
			d.draw(image.NewRGBA(drawingBox), drawingBox)
		}
	})
}
