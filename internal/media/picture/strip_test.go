package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"slices"
	"strings"
	"testing"
)

func TestStripLeavesCleanPicturesAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.jpg": jpegOf(t), "a.png": pngOf(t), "a.gif": gifOf(t),
		"a.txt": []byte(secret), "a.svg": []byte(svgOpen + "</svg>"), "empty.txt": {},
		"film.mp4": []byte("\x00\x00\x00\x20ftypisom" + secret),
	} {
		got, err := Strip(name, data)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(data), err)
		}
	}
}

func TestStripJPEG(t *testing.T) {
	icc := segment{marker: markerAPP2, payload: append([]byte("ICC_PROFILE\x00\x01\x01"), bareProfile(profileWith("a screen"))...)}
	adobe := segment{marker: markerAPP14, payload: []byte("Adobe\x00d\x00\x00\x00\x00\x01")}
	jfif := segment{marker: markerAPP0, payload: []byte("JFIF\x00\x01\x02\x01\x00H\x00H\x01\x01" + "rgb")}
	secrets := []segment{
		{marker: markerAPP1, payload: []byte("http://ns.adobe.com/xap/1.0/\x00" + secret)},
		{marker: markerAPP0, payload: []byte("JFXX\x00" + secret)},
		{marker: markerAPP2, payload: []byte("MPF\x00" + secret)},
		{marker: 0xED, payload: []byte("Photoshop 3.0\x00" + secret)},
		{marker: markerCOM, payload: []byte(secret)},
		{marker: 0xEF, payload: []byte(secret)},
	}
	for _, c := range []struct {
		name     string
		segments []segment
	}{
		{"upright", append(slices.Clone(secrets), exifSegment(binary.BigEndian, "MM", 1))},
		{"without EXIF", secrets},
	} {
		data := append(jpegWith(t, append(c.segments, jfif, icc, adobe)...), "film behind the picture: "+secret...)
		got, err := Strip("a.jpg", data)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if bytes.Contains(got, []byte(secret)) || bytes.Contains(got, []byte("rgb")) {
			t.Errorf("%s: metadata stays", c.name)
		}
		if !bytes.Contains(got, icc.payload) || !bytes.Contains(got, adobe.payload) || !bytes.Contains(got, []byte("JFIF")) {
			t.Errorf("%s: the colours are gone", c.name)
		}
		samePixels(t, c.name, data, got)
	}
}

// What lies on its side is turned and keeps the colours of its camera.
func TestStripTurns(t *testing.T) {
	profile := string(bareProfile(profileWith("Display P3")))
	data := jpegWith(t, exifSegment(binary.LittleEndian, "II", 6), segment{marker: markerAPP2, payload: []byte(profileMagic + "\x01\x01" + profile)})
	got, err := Strip("a.jpg", data)
	if err != nil || bytes.Contains(got, []byte(secret)) || orientationOf(got) != 0 || !bytes.Contains(got, []byte(profile)) {
		t.Fatal(err, len(got))
	}
	before, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	after, err := jpeg.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if after.Bounds().Size() != image.Pt(high, wide) {
		t.Fatal(after.Bounds())
	}
	for _, at := range []image.Point{{0, 0}, {wide - 1, 0}, {0, high - 1}, {12, 5}} {
		want, is := before.At(at.X, at.Y), after.At(high-1-at.Y, at.X) // 6: turn to the right
		if distance(want, is) > 12 {
			t.Errorf("%v: %v became %v", at, want, is)
		}
	}
}

func distance(a, b color.Color) int {
	r, g, bl, al := a.RGBA()
	r2, g2, bl2, al2 := b.RGBA()
	far := 0
	for _, d := range [][2]uint32{{r, r2}, {g, g2}, {bl, bl2}, {al, al2}} {
		n := int(d[0]>>8) - int(d[1]>>8)
		far = max(far, n, -n)
	}
	return far
}

func TestStripICO(t *testing.T) {
	one := pngOf(t)
	noted := bytes.Join([][]byte{one[:len(pngMagic)+25], pngChunk("tEXt", "Author\x00"+secret), one[len(pngMagic)+25:]}, nil)
	icon := func(png []byte, gap string) []byte {
		b := []byte{0, 0, 1, 0, 1, 0, wide, high, 0, 0, 1, 0, 32, 0}
		b = binary.LittleEndian.AppendUint32(b, uint32(len(png)))
		b = binary.LittleEndian.AppendUint32(b, uint32(22+len(gap)))
		return append(append(b, gap...), png...)
	}
	got, err := Strip("favicon.ico", icon(noted, secret))
	if err != nil || !bytes.Equal(got, icon(one, "")) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Strip("favicon.ico", icon(noted, "")[:40]); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
}

func TestStripSVG(t *testing.T) {
	photo := base64.StdEncoding.EncodeToString(jpegWith(t, segment{marker: markerCOM, payload: []byte(secret)}))
	clean := base64.StdEncoding.EncodeToString(jpegOf(t))
	for _, c := range [][2]string{
		{`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>`},
		{`<svg xmlns="http://www.w3.org/2000/svg" sodipodi:docname="nha-be-An.svg" id="a"><!-- An --><metadata><a><!-- b --><metadata/></a></metadata><g/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg" id="a"><g/></svg>`},
		{`<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,` + photo[:40] + "&#10;\n " + photo[40:] + `"/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,` + clean + `"/></svg>`},
	} {
		got, err := Strip("a.svg", []byte(c[0]))
		if err != nil || string(got) != c[1] {
			t.Errorf("%s\n  became %s, %v", c[0], got, err)
		}
	}
	if got, err := Strip("a.svg", []byte(`<svg><image href="data:image/png;base64,`+photo[:60]+`"/></svg>`)); err == nil {
		t.Errorf("a broken picture went through: %s", got)
	}
}

func TestStripPNG(t *testing.T) {
	plain := pngOf(t)
	const afterHeader = len(pngMagic) + 25
	gamma, frames := pngChunk("gAMA", "\x00\x00\xb1\x8f"), pngChunk("acTL", "\x00\x00\x00\x01\x00\x00\x00\x00")
	data := bytes.Join([][]byte{
		plain[:afterHeader], gamma, frames,
		pngChunk("tEXt", "Author\x00"+secret), pngChunk("zTXt", secret), pngChunk("iTXt", secret),
		pngChunk("eXIf", secret), pngChunk("tIME", "\x07\xea\x06\x01\x08\x00\x00"), pngChunk("caBX", secret),
		plain[afterHeader:], []byte(secret),
	}, nil)
	want := bytes.Join([][]byte{plain[:afterHeader], gamma, frames, plain[afterHeader:]}, nil)
	got, err := Strip("a.png", data)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	samePixels(t, "png", data, got)
}

// Whatever chunk a program puts into a PNG stays out, and so does a text behind the end of
// one that stays.
func TestStripPNGKeepsNoOtherChunk(t *testing.T) {
	plain := pngOf(t)
	const afterHeader = len(pngMagic) + 25
	for _, kind := range []string{"prVt", "vpAg", "stEr", "dSIG", "eXIF", "exIf", "zxIf", "iDOT", "mkBF", "npTc", "orNT", "gIFx", "sPLT", "oFFs", "pCAL", "sCAL", "tEXT", "Text", "iTXT", "XMP ", "IPTC", "\x00\x00\x00\x00", "IDAU"} {
		data := slices.Concat(plain[:afterHeader], pngChunk(kind, "Xã A\x00"+secret), plain[afterHeader:])
		if got, err := Strip("a.png", data); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%q: %q, %v", kind, got, err)
		}
	}
	for _, kind := range []string{"gAMA", "sRGB", "pHYs", "cHRM", "sBIT", "bKGD", "acTL", "fcTL", "cICP", "mDCV", "cLLI"} {
		data := slices.Concat(plain[:afterHeader], pngChunk(kind, "\x00\x00\xb1\x8f"+strings.Repeat(secret, 3)), plain[afterHeader:])
		if got, err := Strip("a.png", data); err != nil || bytes.Contains(got, []byte(secret)) {
			t.Errorf("%q: %q, %v", kind, got, err)
		}
	}
}

func TestStripGIF(t *testing.T) {
	plain := gifOf(t)
	head := 13 + gifTable(plain[10])
	block := func(kind byte, pieces ...string) []byte {
		b := []byte{gifExtension, kind}
		for _, p := range pieces {
			b = append(append(b, byte(len(p))), p...)
		}
		return append(b, 0)
	}
	data := bytes.Join([][]byte{
		plain[:head], block(0xFE, secret), block(0x01, strings.Repeat("x", 12), secret), block(gifApplication, "ICCRGBG1012", secret), block(gifApplication, "XMP DataXMP", secret),
		plain[head:], []byte(secret),
	}, nil)
	got, err := Strip("a.gif", data)
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%q, %v", got, err)
	}
	samePixels(t, "gif", data, got)
	g, err := gif.DecodeAll(bytes.NewReader(got))
	if err != nil || len(g.Image) != 3 || g.LoopCount != 3 {
		t.Errorf("the animation is gone: %v", err)
	}
	if got, err = Strip("a.gif", plain[:len(plain)-1]); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("without trailer: %v", err)
	}
}

func TestStripWebP(t *testing.T) {
	icc, odd := riffChunk("ICCP", bareProfile(profileWith("a screen"))), riffChunk("EXIF", []byte("x"+secret))
	data := append(webpOf(t, icc, odd, riffChunk("XMP ", []byte(secret)), riffChunk("abcd", []byte(secret))), secret...)
	want := webpOf(t, icc)
	want[12+8] = 0 // no flag of EXIF or XMP
	got, err := Strip("a.webp", data)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	samePixels(t, "webp", data, got)
}

// A frame of a moving WebP is a picture with chunks of its own: what a program notes there
// goes, as what stands beside the frames.
func TestStripMovingWebP(t *testing.T) {
	still := webpOf(t)
	var pixels []byte
	for kind, body := range webpChunks(still) {
		if webpOfFrame(kind) {
			pixels = append(pixels, riffChunk(kind, body)...)
		}
	}
	frame := func(more ...[]byte) []byte {
		return riffChunk("ANMF", slices.Concat(make([]byte, webpFrameHead), slices.Concat(more...), pixels))
	}
	film := func(head string, chunks ...[]byte) []byte {
		body := slices.Concat(append([][]byte{[]byte("WEBP"), riffChunk("VP8X", []byte(head))}, chunks...)...)
		return slices.Concat([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(body))), body)
	}
	plain := "\x02\x00\x00\x00\x01\x00\x00\x01\x00\x00"
	notes := [][]byte{riffChunk("EXIF", []byte("II*\x00"+secret)), riffChunk("XMP ", []byte("<x:xmpmeta>"+secret)), riffChunk("exif", []byte(secret)), riffChunk("note", []byte(secret))}
	anim := "\x00\x00\x00\x00\x00\x00"
	data := film("\x0e"+plain[1:]+secret, slices.Concat([][]byte{riffChunk("ANIM", []byte(anim+secret)), frame(notes...)}, notes, [][]byte{frame()}, notes)...)
	want := film(plain, riffChunk("ANIM", []byte(anim)), frame(), frame())
	if got, err := Strip("a.webp", data); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, not %q: %v", got, want, err)
	}
}

func TestStripEndsACutJPEG(t *testing.T) {
	whole := jpegOf(t)
	for _, n := range []int{2, 3, 30} {
		got, err := Strip("a.jpg", whole[:len(whole)-n])
		if err != nil || len(got) != len(whole)-n+2 || !bytes.HasSuffix(got, []byte("\xff\xd9")) {
			t.Errorf("without %d bytes: %d of %d, %v", n, len(got), len(whole), err)
		}
	}
}

func TestStripRefuses(t *testing.T) {
	cut := func(data []byte) string { return string(data[:len(data)-30]) }
	for _, c := range []struct {
		name, data string
		want       error
	}{
		{"a.heic", "\x00\x00\x00\x18ftypheic", ErrFormat},
		{"photo.jpg", "\x00\x00\x00\x18ftypmif1", ErrFormat},
		{"a.avif", "\x00\x00\x00\x18ftypavif", ErrFormat},
		{"a.tif", "II*\x00", ErrFormat},
		{"a.jpg", string(jpegOf(t)[:100]), ErrBroken},
		{"a.jpg", "\xff\xd8\xff\xe1\xff\xff", ErrBroken},
		{"a.jpg", "\xff\xd8 " + secret, ErrBroken},
		{"a.arw", secret, ErrFormat},
		{"a.png", cut(pngOf(t)), ErrBroken},
		{"a.gif", cut(gifOf(t)), ErrBroken},
		{"a.gif", "GIF89a", ErrBroken},
		{"a.webp", cut(webpOf(t)), ErrBroken},
	} {
		got, err := Strip(c.name, []byte(c.data))
		if got != nil || !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: %d bytes, %v; want %v", c.name, len(got), err, c.want)
		}
	}
}

func FuzzStrip(f *testing.F) {
	f.Add(jpegWith(f, exifSegment(binary.LittleEndian, "II", 6)))
	f.Add(pngOf(f))
	f.Add(gifOf(f))
	f.Add(webpOf(f, riffChunk("EXIF", []byte(secret))))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		got, err := Strip("a.jpg", data)
		if !bytes.Equal(data, before) {
			t.Fatal("the input was changed")
		}
		if err != nil {
			if got != nil {
				t.Fatal("data beside an error")
			}
			return
		}
		again, err := Strip("a.jpg", got)
		if err != nil || !bytes.Equal(got, again) {
			t.Fatalf("stripped twice: %v", err)
		}
	})
}
