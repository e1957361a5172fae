package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/image/webp"
)

const (
	wide, high = 24, 10
	secret     = "GPS 21.0285 N 105.8542 E" // what must not be published
)

func drawing() *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			m.Set(x, y, color.NRGBA{uint8(10 * x), uint8(20 * y), 99, 255})
		}
	}
	return m
}

func jpegOf(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawing(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, drawing()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gifOf is an animation of three frames.
func gifOf(t testing.TB) []byte {
	g := &gif.GIF{LoopCount: 3}
	for i := range 3 {
		m := image.NewPaletted(image.Rect(0, 0, wide, high), color.Palette{color.White, color.Black, color.NRGBA{9, 9, 9, 255}})
		m.SetColorIndex(i, i, 1)
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// webpOf is a lossless WebP of one pixel, in the extended form.
func webpOf(t testing.TB, more ...[]byte) []byte {
	simple, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	header := riffChunk("VP8X", []byte{webpHasXMP | webpHasEXIF, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	body := bytes.Join(append([][]byte{[]byte("WEBP"), header, simple[12:]}, more...), nil)
	return riffChunk("RIFF", body)
}

func riffChunk(kind string, data []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))
	b = append(b, data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

func pngChunk(kind, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(b, kind+data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(kind+data)))
}

// exif is what a camera writes: an orientation among other entries, then GPS.
func exif(order binary.AppendByteOrder, mark string, orientation int) string {
	b := order.AppendUint16([]byte(exifMagic+mark), 42)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, e := range [][2]int{{0x0100, wide}, {tagOrientation, orientation}} {
		b = order.AppendUint16(b, uint16(e[0]))
		b = order.AppendUint16(b, typeShort)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint16(b, uint16(e[1]))
		b = order.AppendUint16(b, 0)
	}
	return string(order.AppendUint32(b, 0)) + secret
}

// jpegWith puts segments behind the start of a picture.
func jpegWith(t testing.TB, segments ...segment) []byte {
	plain := jpegOf(t)
	out := bytes.Clone(plain[:2])
	for _, s := range segments {
		out = s.append(out)
	}
	return append(out, plain[2:]...)
}

func exifSegment(order binary.AppendByteOrder, mark string, orientation int) segment {
	return segment{marker: markerAPP1, payload: []byte(exif(order, mark, orientation))}
}

func TestSize(t *testing.T) {
	little := func(o int) []byte { return jpegWith(t, exifSegment(binary.LittleEndian, "II", o)) }
	for _, c := range []struct {
		name string
		data []byte
		w, h int
	}{
		{"a.jpg", jpegOf(t), wide, high},
		{"upright.jpg", little(1), wide, high},
		{"upside-down.jpg", little(3), wide, high},
		{"turned.jpg", little(6), high, wide},
		{"turned.jpg", jpegWith(t, exifSegment(binary.BigEndian, "MM", 8)), high, wide},
		{"nonsense.jpg", little(99), wide, high},
		{"a.png", pngOf(t), wide, high},
		{"png.jpg", pngOf(t), wide, high},
		{"a.gif", gifOf(t), wide, high},
		{"a.webp", webpOf(t), 1, 1},
		{"a.svg", []byte(`<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`), 40, 30},
		{"A.SVG", []byte(`<svg width="40px" height="30.6px"/>`), 40, 31},
		{"a.svg", []byte(`<svg viewBox="0 0 64 48"/>`), 64, 48},
		{"a.svg", []byte(`<svg width="100%" height="100%" viewBox="0,0,64,48"/>`), 64, 48},
		{"a.svg", []byte(`<svg width="32" viewBox="0 0 64 48"/>`), 32, 24},
		{"a.svg", []byte(`<svg height="96" viewBox="0 0 64 48"/>`), 128, 96},
		{"a.svg", []byte(`<svg width="1in" height="25.4mm"/>`), 96, 96},
		{"a.svg", []byte(`<!DOCTYPE svg [<!ENTITY ns "x">]><svg xmlns:x="&ns;" width="3" height="4"/>`), 3, 4},
		{"a.svg", []byte("\ufeff" + `<svg width="3" height="4"><unfinished`), 3, 4},
	} {
		w, h, err := Size(bytes.NewReader(c.data), c.name)
		if w != c.w || h != c.h || err != nil {
			t.Errorf("%s %.60q: %d × %d, %v; want %d × %d", c.name, c.data, w, h, err, c.w, c.h)
		}
	}
}

func TestSizeErrors(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       error
	}{
		{"a.txt", "Trẻ em", ErrFormat},
		{"a.jpg", "", ErrFormat},
		{"a.jpg", "\xff\xd8\xff\xe0", ErrBroken},
		{"a.png", pngMagic + "\x00", ErrBroken},
		{"a.gif", "GIF89a", ErrBroken},
		{"a.webp", "RIFF\x00\x00\x00\x00WEBP", ErrBroken},
		{"a.svg", "<html/>", ErrFormat},
		{"a.svg", "<svg/>", ErrBroken},
		{"a.svg", `<svg width="0" height="NaN"/>`, ErrBroken},
		{"a.svg", "", ErrBroken},
	} {
		if _, _, err := Size(strings.NewReader(c.data), c.name); !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s %q: %v, want %v", c.name, c.data, err, c.want)
		}
	}
}

// pixelsOf decodes a picture, all frames of an animation.
func pixelsOf(data []byte) ([]image.Image, error) {
	if bytes.HasPrefix(data, []byte("GIF8")) {
		g, err := gif.DecodeAll(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		var all []image.Image
		for _, m := range g.Image {
			all = append(all, m)
		}
		return all, nil
	}
	if bytes.HasPrefix(data, []byte("RIFF")) {
		m, err := webp.Decode(bytes.NewReader(data))
		return []image.Image{m}, err
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	return []image.Image{m}, err
}

func samePixels(t *testing.T, name string, before, after []byte) {
	t.Helper()
	a, errA := pixelsOf(before)
	b, errB := pixelsOf(after)
	if errA != nil || errB != nil || len(a) != len(b) {
		t.Fatalf("%s: %v, %v, %d and %d frames", name, errA, errB, len(a), len(b))
	}
	for i := range a {
		if a[i].Bounds() != b[i].Bounds() {
			t.Errorf("%s: frame %d is another size", name, i)
			continue
		}
		for y := a[i].Bounds().Min.Y; y < a[i].Bounds().Max.Y; y++ {
			for x := a[i].Bounds().Min.X; x < a[i].Bounds().Max.X; x++ {
				if a[i].At(x, y) != b[i].At(x, y) {
					t.Fatalf("%s: frame %d differs at %d, %d", name, i, x, y)
				}
			}
		}
	}
}
