package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
)

// noise is what a photograph is to an encoder: no two pixels alike.
func noise(w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(1, uint64(w)))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			n := uint8(r.IntN(40))
			img.SetRGBA(x, y, color.RGBA{uint8(x*200/w) + n, uint8(y*200/h) + n, 90 + n, 255})
		}
	}
	return img
}

func encoded(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	err := png.Encode(&b, img)
	if quality > 0 {
		b.Reset()
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The same kernel, from golang.org/x/image: no pixel may differ by more than what
// rounding does.
func TestScaleIsCatmullRom(t *testing.T) {
	soft := image.NewNRGBA(image.Rect(3, 5, 93, 65)) // half transparent, not at the origin
	for i := range soft.Pix {
		soft.Pix[i] = uint8(i * 7 % 251)
	}
	ycc, err := jpeg.Decode(bytes.NewReader(encoded(t, noise(90, 60), 95)))
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range []image.Image{noise(90, 60), soft, ycc} {
		for _, size := range []image.Point{{45, 30}, {31, 7}, {89, 59}, {90, 60}, {120, 100}, {1, 1}} {
			got := scale(src, size.X, size.Y)
			want := image.NewRGBA(got.Rect)
			draw.CatmullRom.Scale(want, want.Rect, src, src.Bounds(), draw.Src, nil)
			for y := range size.Y {
				for x := range size.X {
					if d := distance(got.At(x, y), want.At(x, y)); d > 2 {
						t.Fatalf("%T to %v at %d,%d: %v, want %v", src, size, x, y, got.At(x, y), want.At(x, y))
					}
				}
			}
		}
	}
}

var plan = Plan{Widths: []int{60, 120, 240}, Quality: 75}

func TestPrints(t *testing.T) {
	clear := noise(300, 200)
	clear.SetRGBA(0, 0, color.RGBA{})
	flat := image.NewPaletted(image.Rect(0, 0, 240, 160), color.Palette{color.White, color.Black})
	dots := rand.New(rand.NewPCG(1, 2))
	for i := range flat.Pix {
		flat.Pix[i] = uint8(dots.IntN(2))
	}
	small := encoded(t, noise(100, 50), 60)
	for _, c := range []struct {
		name   string
		data   []byte
		ending string
		widths []int
	}{
		{"photograph", encoded(t, noise(300, 200), 95), ".jpg", []int{240, 120, 60}},
		{"photograph as PNG", encoded(t, noise(300, 200), 0), ".jpg", []int{240, 120, 60}},
		{"transparent", encoded(t, clear, 0), ".png", []int{240, 120, 60}},
		{"few colours", encoded(t, flat, 0), ".png", []int{240}}, // smaller ones have more bytes
		{"small photograph", small, ".jpg", []int{100, 60}},
		{"WebP", webpOf(t), ".png", []int{1}},
		{"animation", gifOf(t), "", nil},
	} {
		prints, err := Prints("a", c.data, plan)
		if err != nil {
			t.Error(c.name, err)
			continue
		}
		var widths []int
		for i, p := range prints {
			widths = append(widths, p.Width)
			w, h, err := Size(bytes.NewReader(p.Data), "")
			if err != nil || w != p.Width || h != p.Height || p.Ending != c.ending {
				t.Errorf("%s: %d × %d %s holds %d × %d, %v", c.name, p.Width, p.Height, p.Ending, w, h, err)
			}
			if i > 0 && len(p.Data) >= len(prints[i-1].Data) {
				t.Errorf("%s: %d pixels take %d bytes, %d take %d", c.name, p.Width, len(p.Data), prints[i-1].Width, len(prints[i-1].Data))
			}
		}
		if !equal(widths, c.widths) {
			t.Errorf("%s: widths %v, want %v", c.name, widths, c.widths)
		}
	}
	if prints, err := Prints("a", small, plan); err != nil || !bytes.Equal(prints[0].Data, small) {
		t.Error("a picture that is small enough was encoded again", err)
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Each of the eight orientations shows the same picture.
func TestPrintsAreUpright(t *testing.T) {
	for orientation := 2; orientation <= 8; orientation++ {
		prints, err := Prints("a.jpg", jpegWith(t, exifSegment(binary.BigEndian, "MM", orientation)), plan)
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(prints[0].Data))
		if err != nil {
			t.Fatal(err)
		}
		size := image.Pt(wide, high)
		if orientation >= 5 {
			size = image.Pt(high, wide)
		}
		if img.Bounds().Size() != size || prints[0].Width != size.X {
			t.Fatalf("orientation %d: %v", orientation, img.Bounds())
		}
		// Where the source's first pixel, the darkest, comes to lie (EXIF 2.3, table 6).
		corner := map[int]image.Point{2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}[orientation]
		at := image.Pt(corner.X*(size.X-1), corner.Y*(size.Y-1))
		if r, g, _, _ := img.At(at.X, at.Y).RGBA(); r>>8 > 40 || g>>8 > 40 {
			t.Errorf("orientation %d: %v is %v", orientation, at, img.At(at.X, at.Y))
		}
	}
}

func TestPrintsRefuse(t *testing.T) {
	whole := encoded(t, noise(300, 200), 90)
	bomb := pngOf(t)
	binary.BigEndian.PutUint32(bomb[16:], 60000)
	binary.BigEndian.PutUint32(bomb[20:], 60000)
	bomb = bytes.Join([][]byte{bomb[:8], pngChunk("IHDR", string(bomb[16:29])), bomb[33:]}, nil)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"cut.jpg": {whole[:len(whole)/2], ErrBroken}, "bomb.png": {bomb, &TooLarge{60000, 60000}},
		"a.heic": {[]byte("\x00\x00\x00\x18ftypheic"), ErrFormat}, "a.bmp": {[]byte("BM\x10\x00\x00\x00\x00\x00\x00\x00"), ErrFormat},
	} {
		if prints, err := Prints(name, c.data, plan); prints != nil || !errors.Is(err, c.want) && (errors.Unwrap(err) == nil || errors.Unwrap(err).Error() != c.want.Error()) {
			t.Errorf("%s: %d prints, %v", name, len(prints), err)
		}
	}
}

func TestHasGPS(t *testing.T) {
	tiff := func(order binary.AppendByteOrder, mark string, tag int) []byte {
		b := order.AppendUint16([]byte(mark), 42)
		b = order.AppendUint32(b, 8)
		b = order.AppendUint16(b, 1)
		b = order.AppendUint16(b, tagGPS)
		b = order.AppendUint16(b, 4)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint32(b, 26)
		b = order.AppendUint32(b, 0)
		b = order.AppendUint16(b, 1)
		b = order.AppendUint16(b, uint16(tag))
		return append(b, make([]byte, 14)...)
	}
	in := func(data []byte) []byte {
		return jpegWith(t, segment{marker: markerAPP1, payload: append([]byte(exifMagic), data...)})
	}
	plain := pngOf(t)
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"JPEG": {in(tiff(binary.BigEndian, "MM", tagLatitude)), true}, "little-endian": {in(tiff(binary.LittleEndian, "II", tagLongitude)), true},
		"version alone": {in(tiff(binary.BigEndian, "MM", 0)), false}, "none": {jpegOf(t), false},
		"WebP": {webpOf(t, riffChunk("EXIF", tiff(binary.BigEndian, "MM", tagLatitude))), true},
		"PNG":  {bytes.Join([][]byte{plain[:33], pngChunk("eXIf", string(tiff(binary.BigEndian, "MM", tagLatitude))), plain[33:]}, nil), true},
		"XMP":  {jpegWith(t, segment{marker: markerAPP1, payload: []byte("http://ns.adobe.com/xap/1.0/\x00<exif:GPSLatitude>")}), true},
	} {
		if got := HasGPS(c.data); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func BenchmarkPrints(b *testing.B) {
	data := encoded(b, noise(4000, 3000), 90)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Prints("a.jpg", data, Plan{Widths: []int{360, 720, 1080, 1600}, Quality: 75}); err != nil {
			b.Fatal(err)
		}
	}
}
