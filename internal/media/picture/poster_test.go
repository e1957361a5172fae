package picture

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"rsc.io/qr"
)

func TestPoster(t *testing.T) {
	painter := NewPainter()
	blank, err := painter.Draw(Poster{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []Poster{
		{Site: "Vì trẻ em", Title: "Vùng an toàn quanh ao, hồ", Numbers: []string{"115", "112"}},
		{Site: "Vì trẻ em", Title: "Cấp cứu đuối nước: nằm ngửa, thổi ngạt, ép tim, gọi 115", Urgent: true},
		{Title: strings.Repeat("Rất dài ", 60)},
		{Title: "Nghiêngngảnghiêngngảnghiêngngảnghiêngngảnghiêngngảnghiêngngả"},
	} {
		data, err := painter.Draw(p)
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := drawn.(*image.Paletted); !ok || drawn.Bounds().Dx() != PosterWidth || drawn.Bounds().Dy() != PosterHeight {
			t.Errorf("%q: %T of %v", p.Title, drawn, drawn.Bounds())
		}
		if len(data) > 55_000 {
			t.Errorf("%q: %d bytes", p.Title, len(data))
		}
		if bytes.Equal(data, blank) {
			t.Errorf("%q: no words", p.Title)
		}
		if again, _ := painter.Draw(p); !bytes.Equal(again, data) {
			t.Errorf("%q: drawn differently the second time", p.Title)
		}
	}
	unknown, err := painter.Draw(Poster{Title: "កុមារ"})
	if err != nil || !bytes.Equal(unknown, blank) {
		t.Errorf("letters that the font has not: %v", err)
	}
}

// The font has every letter that Vietnamese is written with.
func TestPosterLetters(t *testing.T) {
	p := pens{font: NewPainter().bold}
	for _, r := range "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ" {
		for _, letter := range []string{string(r), strings.ToUpper(string(r))} {
			if !p.has(letter) {
				t.Errorf("no %s", letter)
			}
		}
	}
}

func TestPosterKey(t *testing.T) {
	a := Poster{Site: "a", Title: "b"}
	for _, other := range []Poster{{Site: "a", Title: "c"}, {Site: "ab"}, {Site: "a", Title: "b", Urgent: true}, {Site: "a", Title: "b", Numbers: []string{"111"}}} {
		if a.Key() == other.Key() {
			t.Errorf("%+v has the key of %+v", other, a)
		}
	}
}

// The path covers exactly the dark modules.
func TestQR(t *testing.T) {
	const address = "https://treem.example.gov.vn/duoi-nuoc/vung-an-toan/"
	got, err := QR(address)
	if err != nil {
		t.Fatal(err)
	}
	want, err := qr.Encode(address, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	dark := 0
	for y := range want.Size {
		for x := range want.Size {
			if want.Black(x, y) {
				dark++
			}
		}
	}
	area := 0
	for _, run := range strings.Split(got.Path, "M")[1:] {
		_, rest, _ := strings.Cut(run, "h")
		width := 0
		for _, r := range rest[:strings.IndexByte(rest, 'v')] {
			width = 10*width + int(r-'0')
		}
		area += width
	}
	if area != dark || got.Size != want.Size+8 {
		t.Errorf("%d dark modules in %d, want %d in %d", area, got.Size, dark, want.Size+8)
	}
	if _, err := QR(strings.Repeat("x", 4000)); err == nil {
		t.Error("a text that no code holds")
	}
}

func BenchmarkPoster(b *testing.B) {
	painter := NewPainter()
	for b.Loop() {
		if _, err := painter.Draw(Poster{Site: "Vì trẻ em", Title: "Vùng an toàn quanh ao, hồ", Numbers: []string{"115", "112"}}); err != nil {
			b.Fatal(err)
		}
	}
}
