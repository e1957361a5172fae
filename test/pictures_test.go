package test

import (
	"archive/zip"
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
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bep/imagemeta"

	"loa/internal/base/problem"
)

// noted is what must not leave the house.
const noted = "21.0285N 105.8542E at home"

// shot is a picture without regularity, so that it is encoded as a photograph.
func shot(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	state := uint32(w)
	for i := range img.Pix {
		state = state*1664525 + 1013904223
		img.Pix[i] = uint8(i/w) + uint8(state>>27)
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

// tiff is EXIF with an orientation, an artist and a place.
func tiff(orientation uint16) []byte {
	o := binary.BigEndian
	entry := func(b []byte, id, kind uint16, count, value uint32) []byte {
		return o.AppendUint32(o.AppendUint32(o.AppendUint16(o.AppendUint16(b, id), kind), count), value)
	}
	b := o.AppendUint16(o.AppendUint32([]byte("MM\x00*"), 8), 3)
	b = entry(b, 0x0112, 3, 1, uint32(orientation)<<16)
	b = entry(b, 0x013B, 2, uint32(len(noted)+1), 100)
	b = entry(b, 0x8825, 4, 1, 50)
	b = o.AppendUint16(o.AppendUint32(b, 0), 2)
	b = entry(b, 1, 2, 2, 'N'<<24)
	b = entry(b, 2, 5, 3, 130)
	b = append(b, make([]byte, 100-len(b))...)
	b = append(append(b, noted...), 0)
	b = append(b, make([]byte, 130-len(b))...)
	for _, n := range []uint32{21, 1, 1, 1, 42, 1} {
		b = o.AppendUint32(b, n)
	}
	return b
}

func taggedJPEG(t testing.TB, w, h int, orientation uint16) string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, shot(w, h), nil); err != nil {
		t.Fatal(err)
	}
	segment := func(marker byte, payload string) string {
		return "\xff" + string([]byte{marker, byte((len(payload) + 2) >> 8), byte(len(payload) + 2)}) + payload
	}
	xmp := "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:creator=\"" + noted + "\"/></rdf:RDF></x:xmpmeta>"
	iptc := "Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00" + string([]byte{byte(5 + len(noted))}) + "\x1c\x02\x50\x00" + string([]byte{byte(len(noted))}) + noted
	return "\xff\xd8" + segment(0xE1, "Exif\x00\x00"+string(tiff(orientation))) + segment(0xE1, xmp) + segment(0xED, iptc) + segment(0xFE, noted) + b.String()[2:] + noted
}

func taggedPNG(t testing.TB, w, h int) string {
	var b bytes.Buffer
	if err := png.Encode(&b, shot(w, h)); err != nil {
		t.Fatal(err)
	}
	chunk := func(kind, data string) string {
		out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		out = append(out, kind+data...)
		return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(kind+data))))
	}
	text := chunk("tEXt", "Author\x00"+noted) + chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"+noted+"</x:xmpmeta>") + chunk("eXIf", string(tiff(1))) + chunk("tIME", "\x07\xea\x06\x01\x08\x00\x00")
	return b.String()[:33] + text + b.String()[33:] + noted
}

func taggedWebP(t testing.TB) string {
	plain, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	chunk := func(kind, data string) string {
		out := string(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))) + data
		return out + strings.Repeat("\x00", len(data)%2)
	}
	return chunk("RIFF", "WEBP"+chunk("VP8X", "\x0c"+strings.Repeat("\x00", 9))+string(plain[12:])+chunk("EXIF", string(tiff(1)))+chunk("XMP ", noted)) + noted
}

func taggedGIF(t testing.TB) string {
	g := &gif.GIF{}
	for i := range 2 {
		m := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.Black})
		m.SetColorIndex(i, i, 1)
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	comment := "\x21\xfe" + string([]byte{byte(len(noted))}) + noted + "\x00"
	return strings.TrimSuffix(b.String(), ";") + comment + ";"
}

// Wherever a picture lies and whatever its name says, the output has no metadata of
// it, read back with a library that is not ours. Places are told by file name.
func TestNoMetadataLeaves(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	files := tree{
		"site.toml":               "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n[share]\nimage = \"anh/chia-se.jpg\"\n[markdown]\nraw_html = true\n",
		"themes/rieng/theme.toml": "extends = \"loa\"\n",
		"content/_index.md":       "+++\ntitle = \"Trang\"\nimage = { src = \"/anh/ngang.jpg\", alt = \"A\" }\n+++\n",
		"content/muc/_index.md":   "+++\ntitle = \"Mục\"\n+++\n![a](muc.jpg)\n",
		"content/bo/index.md":     "+++\ntitle = \"Bộ\"\nimage = { src = \"bia.png\", alt = \"A\" }\n+++\n![a](a.jpg) [a](a.jpg) ![b](b.png) ![c](c.webp) ![d](d.gif) <img src=\"e.jpg\" alt=\"e\"> [g](la-jpeg.zip)\n\n::figure{src=\"f.jpg\" alt=\"f\"}\n",
		"static/hinh.svg":         `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><!-- ` + noted + ` --><metadata>` + noted + `</metadata><image href="data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString([]byte(taggedJPEG(t, 8, 8, 1))) + `"/></svg>`,
	}
	for _, name := range []string{"content/muc/muc.jpg", "content/bo/a.jpg", "content/bo/e.jpg", "content/bo/f.jpg", "static/anh/chia-se.jpg", "static/anh/ngang.jpg",
		"themes/rieng/static/anh-nen.jpg", "themes/rieng/assets/nen.jpeg", "static/la-jpeg.png", "static/khong-duoi",
		"static/la-jpeg.txt", "static/la-jpeg.pdf", "static/la-jpeg.docx", "content/bo/la-jpeg.zip", "themes/rieng/static/la-jpeg.css"} {
		files[name] = taggedJPEG(t, 400, 300, 6)
	}
	for _, name := range []string{"content/bo/b.png", "content/bo/bia.png", "static/b.png", "static/la-png.jpg", "themes/rieng/static/icon.png", "themes/rieng/assets/icons/o.png"} {
		files[name] = taggedPNG(t, 400, 300)
	}
	files["static/icon.ico"] = "\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x20\x00" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(taggedPNG(t, 16, 16))))) + "\x16\x00\x00\x00" + taggedPNG(t, 16, 16)
	for _, name := range []string{"content/bo/c.webp", "static/c.webp", "themes/rieng/static/nen.webp"} {
		files[name] = taggedWebP(t)
	}
	for _, name := range []string{"content/bo/d.gif", "static/d.gif"} {
		files[name] = taggedGIF(t)
	}
	if tags := metadata(t, "a.jpg", files["content/bo/a.jpg"]); len(tags) < 4 {
		t.Fatal("the oracle sees too little:", tags)
	}
	if tags := len(metadata(t, "c.webp", files["static/c.webp"])) * len(metadata(t, "b.png", files["static/b.png"])); tags == 0 {
		t.Fatal("the oracle sees too little")
	}
	write(t, o.Dir, files)
	result := run(t, o)
	if result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	pictures := 0
	for name, data := range read(t, o.Out) {
		if strings.Contains(data, noted) {
			t.Errorf("%s holds what must not leave", name)
		}
		tags := metadata(t, name, data)
		if tags != nil {
			pictures++
		}
		for _, tag := range tags {
			if tag != "" {
				t.Errorf("%s has metadata: %s", name, tag)
			}
		}
	}
	if pictures < 20 {
		t.Errorf("only %d pictures were published", pictures)
	}
	told := lines(result.Problems)
	for name, data := range files {
		if strings.Contains(data, string(tiff(6)[:60])) || strings.Contains(data, string(tiff(1)[:60])) && path.Ext(name) != ".svg" && path.Ext(name) != ".ico" {
			if !strings.Contains(told, name+" "+string(problem.PictureGPS)) {
				t.Errorf("nobody is told of the place in %s", name)
			}
		}
	}
}

// Documents are published as they are: that photographs in them say where they were
// taken is told.
func TestPlacesInDocuments(t *testing.T) {
	packed := func(entry, data string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(entry)
		if err == nil {
			_, err = w.Write([]byte(data))
		}
		if err = errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	photo, clean := taggedJPEG(t, 40, 30, 1), new(bytes.Buffer)
	if err := jpeg.Encode(clean, shot(40, 30), nil); err != nil {
		t.Fatal(err)
	}
	o := options(t, t.TempDir(), "2026-06-15")
	files := tree{
		"site.toml":            "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n",
		"content/_index.md":    "+++\ntitle = \"Trang\"\n+++\n[a](bao-cao.docx) [b](anh.zip) [c](sach.docx)\n",
		"content/bao-cao.docx": packed("word/media/image1.jpeg", photo),
		"content/anh.zip":      packed("DCIM/1.png", taggedPNG(t, 40, 30)),
		"content/sach.docx":    packed("word/media/image1.jpeg", clean.String()),
		"static/to-roi.pdf":    "%PDF-1.4\n1 0 obj<</Filter/DCTDecode>>stream\n" + photo + "\nendstream",
		"static/cu.doc":        "\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 508) + photo,
		"static/sach.pdf":      "%PDF-1.4\n1 0 obj<</Filter/DCTDecode>>stream\n" + clean.String() + "\nendstream",
	}
	write(t, o.Dir, files)
	told := lines(run(t, o).Problems)
	for name := range files {
		holds := strings.Contains(name, "/") && !strings.Contains(name, "sach") && path.Ext(name) != ".md"
		if strings.Contains(told, name+" "+string(problem.FilePlace)) != holds {
			t.Errorf("%s: told %v, must be %v", name, !holds, holds)
		}
	}
}

// metadata lists the tags of a picture behind an empty one; nil for other files.
func metadata(t *testing.T, name, data string) []string {
	t.Helper()
	var format imagemeta.ImageFormat
	switch {
	case strings.HasPrefix(data, "\xff\xd8"):
		format = imagemeta.JPEG
	case strings.HasPrefix(data, "\x89PNG"):
		format = imagemeta.PNG
	case strings.HasPrefix(data, "RIFF"):
		format = imagemeta.WebP
	case path.Ext(name) == ".gif":
		return []string{""}
	default:
		return nil
	}
	tags := []string{""}
	_, err := imagemeta.Decode(imagemeta.Options{
		R: strings.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag:       func(tag imagemeta.TagInfo) error { tags = append(tags, tag.Source.String()+" "+tag.Tag); return nil },
	})
	if err != nil {
		t.Fatal(name, err)
	}
	return tags
}

// A template of a theme shows a picture of static/ in the widths that it wants.
func TestPictureInATemplate(t *testing.T) {
	for call, want := range map[string]string{
		`picture "anh/a.jpg" 300`:       `<img src="/anh/a.360.KEY.jpg" width="360">`,
		`picture "/anh/a.jpg" 300 1000`: `<img src="/anh/a.1080.KEY.jpg" srcset="/anh/a.360.KEY.jpg 360w, /anh/a.1080.KEY.jpg 1080w" width="1080">`,
		`picture "anh/khong.jpg"`:       "",
		`picture "bo/a.jpg"`:            "",
	} {
		o := options(t, t.TempDir(), "2026-06-15")
		write(t, o.Dir, tree{
			"site.toml":                      "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n",
			"themes/rieng/theme.toml":        "extends = \"loa\"\n",
			"themes/rieng/layouts/home.html": `<main>{{with ` + call + `}}<img src="{{.URL}}"{{with .Srcset}} srcset="{{.}}"{{end}} width="{{.Width}}">{{end}}</main>`,
			"content/_index.md":              "+++\ntitle = \"Trang\"\n+++\n",
			"static/anh/a.jpg":               taggedJPEG(t, 1500, 900, 1),
		})
		result := run(t, o)
		if want == "" {
			if !result.Stopped || !strings.Contains(lines(result.Problems), "themes/rieng/layouts/home.html") {
				t.Errorf("%s: %s", call, lines(result.Problems))
			}
			continue
		}
		if result.Stopped {
			t.Error(call, lines(result.Problems))
			continue
		}
		out := read(t, o.Out)
		home := regexp.MustCompile(`\.[0-9a-f]{8}\.jpg`).ReplaceAllString(out["index.html"], ".KEY.jpg")
		if !strings.Contains(home, want) {
			t.Errorf("%s: %s", call, home)
		}
		if n := strings.Count(strings.Join(slices.Collect(maps.Keys(out)), "\n"), "anh/a."); n != 5 { // four widths and the whole
			t.Errorf("%s: %d pictures", call, n)
		}
	}
}

// A paper that was scanned as a picture is downloaded whole; without consent there is
// nothing to download.
func TestScannedDocument(t *testing.T) {
	site := tree{
		"site.toml":         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n",
		"content/vb.md":     "+++\ntitle = \"Kế hoạch\"\n[document]\nnumber = \"1/KH\"\nfiles = [\"quet.jpg\"]\n+++\n",
		"content/quet.jpg":  taggedJPEG(t, 1500, 900, 1),
		"data/consent.toml": "",
	}
	scan := regexp.MustCompile(`"?/(quet\.[0-9a-f]{8}\.jpg)`)
	for ledger, published := range map[string]bool{"": true, "[[picture]]\nfile = \"content/quet.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-06-01\n": false} {
		o := options(t, t.TempDir(), "2026-06-15")
		site["data/consent.toml"] = ledger
		write(t, o.Dir, site)
		if result := run(t, o); result.Stopped {
			t.Fatal(lines(result.Problems))
		}
		out := read(t, o.Out)
		link := scan.FindStringSubmatch(out["vb/index.html"])
		if (link != nil) != published || published && out[link[1]] == "" {
			t.Errorf("%q: link %q among %q", ledger, link, slices.Collect(maps.Keys(out)))
		}
	}
}
