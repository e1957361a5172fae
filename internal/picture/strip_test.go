package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/gif"
	"slices"
	"strings"
	"testing"
)

func TestStripLeavesCleanPicturesAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.jpg": jpegOf(t), "a.png": pngOf(t), "a.gif": gifOf(t),
		"a.txt": []byte(secret), "a.svg": []byte("<svg/>"), "empty.png": {},
		"film.mp4": []byte("\x00\x00\x00\x20ftypisom" + secret),
	} {
		got, err := Strip(name, data)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(data), err)
		}
	}
}

func TestStripJPEG(t *testing.T) {
	icc := segment{marker: markerAPP2, payload: []byte("ICC_PROFILE\x00\x01\x01profile")}
	adobe := segment{marker: markerAPP14, payload: []byte("Adobe\x00d\x00\x00\x00\x00\x01")}
	jfif := segment{marker: markerAPP0, payload: []byte("JFIF\x00\x01\x02\x01\x00H\x00H\x01\x01" + "rgb")}
	secrets := []segment{
		{marker: markerAPP1, payload: []byte("http://ns.adobe.com/xap/1.0/\x00" + secret)},
		{marker: markerAPP0, payload: []byte("JFXX\x00" + secret)},
		{marker: markerAPP2, payload: []byte("MPF\x00" + secret)},
		{marker: 0xED, payload: []byte("Photoshop 3.0\x00" + secret)},
		{marker: markerCOM, payload: []byte(secret)},
		{marker: markerAPP15, payload: []byte(secret)},
	}
	for _, c := range []struct {
		name        string
		segments    []segment
		orientation int
	}{
		{"upright", append(slices.Clone(secrets), exifSegment(binary.BigEndian, "MM", 1)), 0},
		{"turned", append(slices.Clone(secrets), exifSegment(binary.LittleEndian, "II", 6)), 6},
		{"without EXIF", secrets, 0},
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
		if o := orientationOf(got); o != c.orientation {
			t.Errorf("%s: orientation %d, want %d", c.name, o, c.orientation)
		}
		samePixels(t, c.name, data, got)
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
		plain[:head], block(gifComment, secret), block(gifApplication, "XMP DataXMP", secret),
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
	icc, odd := riffChunk("ICCP", []byte("profile")), riffChunk("EXIF", []byte("x"+secret))
	data := append(webpOf(t, icc, odd, riffChunk("XMP ", []byte(secret)), riffChunk("abcd", []byte(secret))), secret...)
	want := webpOf(t, icc)
	want[12+8] = 0 // no flag of EXIF or XMP
	got, err := Strip("a.webp", data)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	samePixels(t, "webp", data, got)
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
