package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"
)

// lying is a PNG that says how it lies, before its pixels or behind them.
func lying(t testing.TB, img image.Image, orientation int, behind bool) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	at := len(pngMagic) + 25
	if behind {
		at = out.Len() - 12
	}
	chunk := pngChunk("eXIf", exif(binary.LittleEndian, "II", orientation)[len(exifMagic):])
	return bytes.Join([][]byte{out.Bytes()[:at], chunk, out.Bytes()[at:]}, nil)
}

// A PNG that lies on its side is turned, pixel for pixel, in every way that PNG has
// of colours.
func TestStripTurnsPNG(t *testing.T) {
	rect := image.Rect(0, 0, 3, 2)
	palette := color.Palette{color.NRGBA{1, 2, 3, 255}, color.NRGBA{9, 8, 7, 200}, color.NRGBA{200, 100, 50, 255}}
	to := map[int]func(x, y int) (int, int){ // for 3 × 2 pixels
		2: func(x, y int) (int, int) { return 2 - x, y }, 3: func(x, y int) (int, int) { return 2 - x, 1 - y },
		4: func(x, y int) (int, int) { return x, 1 - y }, 5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return 1 - y, x }, 7: func(x, y int) (int, int) { return 1 - y, 2 - x },
		8: func(x, y int) (int, int) { return y, 2 - x },
	}
	for name, img := range map[string]interface {
		image.Image
		Set(x, y int, c color.Color)
	}{
		"gray": image.NewGray(rect), "gray 16": image.NewGray16(rect), "palette": image.NewPaletted(rect, palette),
		"rgba": image.NewRGBA(rect), "nrgba": image.NewNRGBA(rect), "nrgba 64": image.NewNRGBA64(rect), "rgba 64": image.NewRGBA64(rect),
	} {
		for y := range 2 {
			for x := range 3 {
				alpha := uint8(255)
				if name[0] == 'n' {
					alpha = uint8(40 * (x + 1))
				}
				img.Set(x, y, color.NRGBA{uint8(60*x + 10), uint8(90 * y), 77, alpha})
				if name == "palette" {
					img.Set(x, y, palette[(x+y)%3])
				}
			}
		}
		for orientation, moved := range to {
			for _, behind := range []bool{false, true} {
				data := lying(t, img, orientation, behind)
				got, err := Strip("a.png", data)
				if err != nil || orientationOf(got) != 0 || bytes.Contains(got, []byte("GPS")) {
					t.Fatal(name, orientation, err)
				}
				after, err := png.Decode(bytes.NewReader(got))
				if err != nil {
					t.Fatal(err)
				}
				w, h, err := Size(bytes.NewReader(data), "a.png")
				if err != nil || after.Bounds().Size() != image.Pt(w, h) || (orientation >= 5) != (w == 2) {
					t.Errorf("%s %d: %v, not %d × %d", name, orientation, after.Bounds(), w, h)
					continue
				}
				before, _ := png.Decode(bytes.NewReader(data))
				for y := range 2 {
					for x := range 3 {
						toX, toY := moved(x, y)
						if want, is := before.At(x, y), after.At(toX, toY); want != is {
							t.Errorf("%s %d: %d,%d: %v became %v", name, orientation, x, y, want, is)
						}
					}
				}
			}
		}
	}
}

// The prints of a PNG and a WebP that lie on their side are upright; the WebP itself, which
// cannot be encoded again, goes on saying how it lies, and nothing else.
func TestPrintsOfLying(t *testing.T) {
	prints, err := Prints("a.png", lying(t, noise(30, 20), 6, true), Plan{Widths: []int{400}, Quality: 75})
	if err != nil || prints[0].Width != 20 || prints[0].Height != 30 {
		t.Error(err, prints)
	}
	data := webpOf(t, riffChunk("EXIF", []byte(exif(binary.BigEndian, "MM", 6))))
	data[20] |= webpHasEXIF
	got, err := Strip("a.webp", data)
	if err != nil || orientationOf(got) != 6 || bytes.Contains(got, []byte(secret)) || got[20]&webpHasEXIF == 0 {
		t.Error(err, got)
	}
	samePixels(t, "webp", data, got)
}

// A PNG that moves cannot be encoded again: it goes on saying how it lies, and nothing else,
// since its page gives it the size that it has upright.
func TestMovingPNGGoesOnLying(t *testing.T) {
	for _, behind := range []bool{false, true} {
		data := lying(t, noise(30, 20), 6, behind)
		data = slices.Insert(data, len(pngMagic)+25, pngChunk("acTL", "\x00\x00\x00\x01\x00\x00\x00\x00")...)
		got, err := Strip("a.png", data)
		if err != nil || orientationOf(got) != 6 || bytes.Contains(got, []byte("GPS")) || bytes.Contains(got, []byte(secret)) {
			t.Error(behind, err, got)
		}
		again, err := Strip("a.png", got)
		if err != nil || !bytes.Equal(again, got) {
			t.Error(behind, err)
		}
		samePixels(t, "png", data, got)
	}
}
