package picture

import (
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"
)

// svgOf is a drawing of 100 by 100 units.
func svgOf(inside string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100">` + inside + `</svg>`)
}

// Drawings that would take a computer's time or memory.
const (
	farAway    = `<path d="M-1e6 10L1e6 10.1 0 50Z"/>`
	manyDashes = `<path fill="none" stroke="#000" stroke-linecap="round" stroke-dasharray=".5 .5" d="M0 0H1e6"/>`
)

var (
	farScaled = `<g transform="` + strings.Repeat("scale(1e6)", 60) + `"><path d="M0 0L1 0 0 1Z"/></g>`
	longWay   = `<path d="M0 0` + strings.Repeat("L800 99-800 0", maxLength/30) + `"/>`
)

// TestDrawing looks at single dots of drawings: r is red, b blue, . nothing.
func TestDrawing(t *testing.T) {
	colours := map[color.RGBA]byte{{}: '.', {0xff, 0, 0, 0xff}: 'r', {0, 0, 0xff, 0xff}: 'b', {0, 0, 0, 0xff}: 'k'}
	for _, c := range []struct{ name, inside, want string }{ // dots at 10,10 50,10 90,10 10,50 …
		{"a rectangle", `<rect x="30" y="30" width="40" height="40" fill="#f00"/>`, "... .r. ..."},
		{"the colour without one", `<rect width="100" height="20"/>`, "kkk ... ..."},
		{"rounded corners", `<rect width="100" height="100" rx="50" fill="#ff0000"/>`, ".r. rrr .r."},
		{"a circle", `<circle cx="50" cy="50" r="45" fill="#00f"/>`, ".b. bbb .b."},
		{"an ellipse", `<ellipse cx="50" cy="50" rx="45" ry="20" fill="#00f"/>`, "... bbb ..."},
		{"a path", `<path d="M0 0H100V20H0Z" fill="#f00"/>`, "rrr ... ..."},
		{"relative, numbers that touch", `<path d="m0 0h100v20h-100z" fill="#f00"/><path d="M80.5.5L99.5.5 99.5 99.5 80.5 99.5z" fill="#00f"/>`, "rrb ..b ..b"},
		{"a hole", `<path d="M0 0H100V100H0ZM30 30V70H70V30Z" fill="#f00"/>`, "rrr r.r rrr"},
		{"curves", `<path d="M0 0C60 0 60 0 60 50S60 100 0 100Z" fill="#f00"/>`, "rr. rr. rr."},
		{"smooth quadratic curves", `<path d="M0 55Q25-90 50 55T100 55Z" fill="#f00"/>`, "r.. r.. ..r"},
		{"an arc", `<path d="M0 50A50 50 0 0 1 100 50Z" fill="#f00"/>`, ".r. ... ..."},
		{"the larger arc, flags that touch", `<path d="M45 55L100 55A50 50 0 1145 0z" fill="#00f"/>`, "... b.. .b."},
		{"a line", `<path d="M0 10H100" stroke="#f00" stroke-width="10"/>`, "rrr ... ..."},
		{"a line around a corner", `<path d="M10 100V10H100" fill="none" stroke="#f00" stroke-width="12"/>`, "rrr r.. r.."},
		{"round ends", `<path d="M50 50H50.1" stroke="#f00" stroke-width="90" stroke-linecap="round"/>`, ".r. rrr .r."},
		{"a closed line", `<path d="M10 10H90V90H10Z" fill="none" stroke="#00f" stroke-width="10"/>`, "bbb b.b bbb"},
		{"dashes", `<path d="M0 10H100" stroke="#f00" stroke-width="10" stroke-dasharray="20 60"/>`, "r.r ... ..."},
		{"groups hand on", `<g fill="#f00"><g stroke="#00f" stroke-width="4"><rect x="30" y="30" width="40" height="40"/></g></g>`, "... .r. ..."},
		{"moved", `<g transform="translate(30 30)"><rect width="40" height="40" fill="#f00"/></g>`, "... .r. ..."},
		{"scaled, mirrored", `<g transform="translate(100 0) scale(-1 1)"><rect width="20" height="100" fill="#f00"/></g>`, "..r ..r ..r"},
		{"turned", `<rect width="100" height="20" fill="#f00" transform="rotate(90 50 50)"/>`, "..r ..r ..r"},
		{"turned lines of mirrored shapes", `<g transform="scale(-1 1) translate(-100 0)"><path d="M10 0V50V100" stroke="#00f" stroke-width="12"/></g>`, "..b ..b ..b"},
		{"a class for the light scheme", `<style>.a{fill:#00f}@media (prefers-color-scheme:dark){.a{fill:#f00}}</style><rect class="a" width="100" height="100"/>`, "bbb bbb bbb"},
		{"rules after those for the dark scheme", `<style>@media (prefers-color-scheme:dark){.a{fill:#f00}} .a{fill:#00f}</style><rect class="a" width="100" height="100"/>`, "bbb bbb bbb"},
		{"a class before a colour", `<style>.a{fill:#00f}</style><rect class="a" fill="#f00" width="100" height="100"/>`, "bbb bbb bbb"},
		{"a class after a colour", `<style>.a{fill:#00f}</style><rect fill="#f00" class="a" width="100" height="100"/>`, "bbb bbb bbb"},
		{"opacity before a colour", `<rect width="100" height="20"/><rect opacity="0" fill="#f00" width="100" height="100"/>`, "kkk ... ..."},
		{"opacity after a colour", `<rect width="100" height="20"/><rect fill="#f00" opacity="0" width="100" height="100"/>`, "kkk ... ..."},
		{"opacity before a class", `<style>.a{fill:#00f}</style><rect width="100" height="20"/><rect opacity="0" class="a" width="100" height="100"/>`, "kkk ... ..."},
		{"over the edge", `<circle cx="50" cy="50" r="400" fill="#f00"/>`, "rrr rrr rrr"},
	} {
		d, err := NewDrawing(svgOf(c.inside))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		canvas := image.NewRGBA(image.Rect(0, 0, 140, 140))
		d.draw(canvas, image.Rect(20, 20, 120, 120))
		got := ""
		for _, y := range []int{30, 70, 110} {
			for _, x := range []int{30, 70, 110} {
				mark, ok := colours[canvas.RGBAAt(x, y)]
				if !ok {
					mark = '?'
				}
				got += string(mark)
			}
			got += " "
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for i := range canvas.Bounds().Dx() {
			if canvas.RGBAAt(i, 10) != (color.RGBA{}) || canvas.RGBAAt(10, i) != (color.RGBA{}) {
				t.Errorf("%s: out of its box", c.name)
				break
			}
		}
	}
}

// TestDrawingsOfMore: what is not drawn as browsers draw it is not drawn at all.
func TestDrawingsOfMore(t *testing.T) {
	const some = `<rect width="9" height="9"/>`
	for _, inside := range []string{
		"", `<text>a</text>` + some, `<image href="a.png"/>` + some, `<use href="#a"/>` + some, `<rect fill="url(#a)" width="9" height="9"/>`, `<rect style="fill:red" width="9" height="9"/>`,
		`<g opacity=".5">` + some + `</g>`, `<g clip-path="url(#a)">` + some + `</g>`, `<clipPath id="a">` + some + `</clipPath>`, `<linearGradient id="a"/>` + some,
		`<rect fill="red" width="9" height="9"/>`, `<rect transform="skewX(3)" width="9" height="9"/>`, `<path d="M0 0L1"/>`, `<path d="L1 1"/>`, `<path d="M0 0x"/>`, `<path d="M0 0Z9"/>`,
		`<rect fill-rule="evenodd" width="9" height="9"/>`, `<style>rect{fill:#f00}</style>` + some, `<svg viewBox="0 0 1 1"/>` + some, `<rect width="1e99" height="9"/>`, strings.Repeat(some, maxShapes+1),
		farAway, farScaled, manyDashes, longWay, `<style>.a{fill:#f00}@media print{.a{fill:#00f}</style>` + some,
		`<path d="` + strings.Repeat("M0 0z", maxPoints) + `"/>`, `<path stroke="#f00" d="M0 0` + strings.Repeat("h1", maxPoints/50) + `"/>`,
	} {
		if _, err := NewDrawing(svgOf(inside)); !errors.Is(err, ErrDrawing) {
			t.Errorf("%.60s: %v", inside, err)
		}
	}
	for _, broken := range []string{"", "<svg", `<svg viewBox="0 0 9 9"><rect></svg>`, `<p/>`, `<svg viewBox="0 0 1e-310 1e-310"><rect width="1e-310" height="1e-310"/></svg>`} {
		if d, err := NewDrawing([]byte(broken)); err == nil {
			t.Errorf("%q: %+v", broken, d)
		}
	}
}

// TestPosterWithDrawing: the drawing stands beside the words, and the name changes with it.
func TestPosterWithDrawing(t *testing.T) {
	red, err := NewDrawing(svgOf(`<rect width="100" height="100" fill="#f00"/>`))
	if err != nil {
		t.Fatal(err)
	}
	blue, err := NewDrawing(svgOf(`<rect width="100" height="100" fill="#00f"/>`))
	if err != nil {
		t.Fatal(err)
	}
	with := Poster{Site: "Vì trẻ em", Title: "Nghiêng ngả quanh ao hồ sông suối kênh mương rạch biển", Drawing: red}
	other := with
	other.Drawing = blue
	if other.Key() == with.Key() {
		t.Error("two drawings, one key")
	}
	painter := NewPainter()
	c := image.NewRGBA(image.Rect(0, 0, PosterWidth, PosterHeight))
	if err := painter.words(c, with); err != nil {
		t.Fatal(err)
	}
	for y := drawingBox.Min.Y; y < drawingBox.Max.Y; y++ {
		for x := drawingBox.Min.X; x < PosterWidth; x++ {
			if c.RGBAAt(x, y).A != 0 {
				t.Fatalf("words in the place of the drawing, at %d,%d", x, y)
			}
		}
	}
}
