package pptx

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/base/workbook/workbooktest"
	"loa/internal/importing/htmlimport"
)

// build zips slides.
func build(t testing.TB, slides ...string) []byte {
	t.Helper()
	const kind = "http://x/relationships/"
	ids, links := "", ""
	parts := map[string]string{"ppt/media/a.png": "x", "ppt/notes1.xml": `<p:notes><p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>nói thêm</a:t></a:r></a:p></p:txBody></p:sp></p:notes>`}
	for i, s := range slides {
		ids += fmt.Sprintf(`<p:sldId id="%d" r:id="r%d"/>`, 256+i, i)
		links += fmt.Sprintf(`<Relationship Id="r%d" Type="%sslide" Target="slide%d.xml"/>`, i, kind, i)
		parts[fmt.Sprintf("ppt/slide%d.xml", i)] = s
		parts[fmt.Sprintf("ppt/_rels/slide%d.xml.rels", i)] = `<r><Relationship Id="p" Type="` + kind + `image" Target="media/a.png"/><Relationship Id="h" Type="` + kind + `hyperlink" TargetMode="External" Target="https://xa.example/"/><Relationship Id="n" Type="` + kind + `notesSlide" Target="notes1.xml"/></r>`
	}
	parts["ppt/presentation.xml"] = "<p:presentation><p:sldIdLst>" + ids + "</p:sldIdLst></p:presentation>"
	parts["ppt/_rels/presentation.xml.rels"] = "<r>" + links + "</r>"
	return workbooktest.Zip(t, parts)
}

func sp(kind, text string) string {
	return `<p:sp><p:nvSpPr><p:nvPr>` + kind + `</p:nvPr></p:nvSpPr><p:txBody>` + text + `</p:txBody></p:sp>`
}

func slide(shapes string) string {
	return `<p:sld><p:cSld><p:spTree>` + shapes + `</p:spTree></p:cSld></p:sld>`
}

func TestSlides(t *testing.T) {
	p := func(properties, text string) string {
		return `<a:p><a:pPr ` + properties + `</a:pPr><a:r><a:t>` + text + `</a:t></a:r></a:p>`
	}
	data := build(t,
		slide(sp(`<p:ph idx="1"/>`, p(">", "rào ao")+p(`lvl="1">`, "cọc tre")+p("><a:buNone/>", "chữ"))+sp(`<p:ph type="title"/>`, p(">", "Đuối nước"))+sp(`<p:ph type="sldNum"/>`, p(">", "1"))),
		slide(sp("", p(`><a:buAutoNum type="arabicPeriod"/>`, "một")+p(`><a:buAutoNum type="arabicPeriod"/>`, "hai"))+
			`<p:pic><p:nvPicPr><p:cNvPr descr="Ao"/></p:nvPicPr><p:blipFill><a:blip r:embed="p"/></p:blipFill></p:pic>`+
			`<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc gridSpan="2"><a:txBody>`+p(">", "đầu")+`</a:txBody></a:tc><a:tc hMerge="1"/></a:tr><a:tr><a:tc><a:txBody>`+p(">", "a")+`</a:txBody></a:tc><a:tc><a:txBody>`+p(">", "b")+`</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`+
			sp("", `<a:p><a:r><a:rPr b="1"/><a:t>đậm</a:t></a:r><a:r><a:t> 10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>-3</a:t></a:r><a:r><a:rPr><a:hlinkClick r:id="h"/></a:rPr><a:t> trang</a:t></a:r></a:p>`)),
		strings.Replace(slide(sp("", p(">", "ẩn"))), "<p:sld>", `<p:sld show="0">`, 1))
	d, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	r := htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
		data, ok := d.Picture(src)
		return htmlimport.File{Name: "a.png", Data: data}, ok
	}}.Convert(d.HTML)
	want := "## Đuối nước\n\n- rào ao\n  - cọc tre\n\nchữ\n\n---\n\n1. một\n2. hai\n\n![Ao](a.png)\n\n| đầu |  |\n|---|---|\n| a | b |\n\n**đậm** 10⁻³ [trang](https://xa.example/)\n"
	if r.Markdown != want || d.Hidden != 1 {
		t.Errorf("%d\n%s\nwant\n%s", d.Hidden, r.Markdown, want)
	}
	if len(r.Lost) != 3 || r.Lost[1].Kind != htmlimport.Comment || r.Lost[1].Text != "nói thêm" {
		t.Errorf("%+v", r.Lost)
	}
}

// A presentation of LibreOffice comes in with all its words, in the order of its slides; this one
// has no places for titles.
func TestSlidesOfLibreOffice(t *testing.T) {
	data, err := os.ReadFile("testdata/an-toan.pptx")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := htmlimport.Convert(d.HTML).Markdown; got != "An toàn dưới nước\n\nXã Phú Lạc\n\n---\n\nBa việc\n\n- Rào ao\n- Đậy giếng\n- Dạy bơi\n" {
		t.Errorf("%s", got)
	}
}

func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"no zip":    {[]byte("x"), officefile.ErrNot},
		"no slides": {workbooktest.Zip(t, map[string]string{"a": "b"}), officefile.ErrNot},
		"cut":       {build(t, "<p:sld>"), officefile.ErrNot},
		"deep":      {build(t, strings.Repeat("<a>", 300)+strings.Repeat("</a>", 300)), officefile.ErrTooLarge},
	} {
		if _, err := Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever a presentation says, reading ends.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("testdata/an-toan.pptx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, "")
	f.Add([]byte(nil), slide(sp(`<p:ph type="title"/>`, "<a:p><a:r><a:t>a</a:t></a:r></a:p>")))
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if len(data) == 0 {
			data = build(t, text)
		}
		if d, err := Read(data); err == nil {
			htmlimport.Convert(d.HTML)
		}
	})
}
