package docmeta

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

func TestAuthors(t *testing.T) {
	packed := func(text string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(text))
		w.Close()
		return "1 0 obj <</Type /ObjStm /Filter /FlateDecode>>\nstream\r\n" + b.String() + "\nendstream"
	}
	for _, c := range []struct{ name, data, want string }{
		{"a.pdf", "%PDF-1.7\n1 0 obj <</Author (Nguy\\(e\\)n \\101n (B))/Producer (Word)>>", "Author=Nguy(e)n An (B)"},
		{"a.pdf", "<</Author <FEFF004C00EA0020> /Title (x)>>", "Author=Lê"},
		{"a.pdf", "<</Author(\xfe\xff\x00A\x1e\xa1)>>", "Author=Aạ"},
		{"a.pdf", "<</Author()>> <</Author (Administrator)>>", ""},
		{"a.pdf", "<</Author (An", "Author=An"},
		{"a.PDF", "<dc:creator><rdf:Seq><rdf:li>An &amp; B</rdf:li></rdf:Seq></dc:creator>", "dc:creator=An & B"},
		{"a.pdf", packed("1 0 <</Author (An)>>"), "Author=An"},
		{"a.pdf", "1 0 obj <</Type/ObjStm>> stream\nno zlib", ""},
		{"a.docx", archive(t, "docProps/core.xml", `<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:title>T</dc:title><dc:creator>An</dc:creator><cp:lastModifiedBy>Bình</cp:lastModifiedBy></cp:coreProperties>`), "dc:creator=An; cp:lastModifiedBy=Bình"},
		{"a.xlsx", archive(t, "docProps/app.xml", `<Properties><Company>Sở Y tế</Company><Manager>An</Manager></Properties>`), "Manager=An"},
		{"a.odt", archive(t, "meta.xml", `<office:meta><meta:initial-creator>An</meta:initial-creator><dc:creator>An</dc:creator>`), "meta:initial-creator=An; dc:creator=An"},
		{"a.docx", "no archive", ""},
		{"a.docx", archive(t, "docProps/core.xml", "<a><creator>"+strings.Repeat("A", 2*mostXML)), "dc:creator=" + strings.Repeat("A", longest) + "…"},
		{"a.txt", "<</Author (An)>>", ""},
	} {
		fields, err := Authors(c.name, strings.NewReader(c.data), int64(len(c.data)))
		var got []string
		for _, f := range fields {
			got = append(got, fmt.Sprintf("%s=%s", f.Name, f.Value))
		}
		if strings.Join(got, "; ") != c.want || err != nil {
			t.Errorf("%s %.60q: %q, %v; want %q", c.name, c.data, got, err, c.want)
		}
	}
}

func archive(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(text))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A packed stream that would unpack to a gigabyte costs its limit.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	for range 64 {
		w.Write(make([]byte, 1<<20))
	}
	w.Close()
	if data, _ := unpack(append([]byte("stream\n"), b.Bytes()...)); len(data) != mostPacked {
		t.Errorf("%d bytes were unpacked", len(data))
	}
}

func FuzzAuthors(f *testing.F) {
	f.Add("a.pdf", []byte("<</Author (An\\"))
	f.Add("a.pdf", []byte("<</Author <4"))
	f.Add("a.docx", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		Authors(name, bytes.NewReader(data), int64(len(data)))
	})
}

// A photograph is found wherever a document keeps it.
func TestPhotos(t *testing.T) {
	const photo = "\xff\xd8\xff\xe1PLACE…\xff\xd9"
	says := func(data []byte) bool {
		return bytes.HasPrefix(data, []byte("\xff\xd8\xff\xe1PLACE")) || bytes.HasPrefix(data, []byte("\x89PNG PLACE"))
	}
	for name, c := range map[string]struct {
		data string
		want int
	}{
		"PDF":                     {"%PDF-1.4 /Filter/DCTDecode stream\n" + photo + "\nendstream stream\n" + photo, 2},
		"old Word":                {"\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 508) + photo, 1},
		"a tape archive":          {strings.Repeat("a.jpg\x00", 100) + photo, 1},
		"DOCX":                    {archive(t, "word/media/image1.jpeg", photo), 1},
		"a PNG in DOCX":           {archive(t, "word/media/image1.png", "\x89PNG PLACE"), 1},
		"a ZIP file in one":       {archive(t, "a.docx", archive(t, "word/media/image1.jpeg", photo)), 1},
		"a PDF in one":            {archive(t, "a.pdf", "%PDF "+photo), 1},
		"a photograph of nowhere": {archive(t, "a.jpg", "\xff\xd8\xff\xe0JFIF"), 0},
		"too deep":                {archive(t, "1", archive(t, "2", archive(t, "3", archive(t, "4", photo)))), 0},
		"no ZIP file":             {"PK\x03\x04" + photo, 0},
		"nothing":                 {"", 0},
	} {
		if got := Photos(strings.NewReader(c.data), int64(len(c.data)), says); got != c.want {
			t.Errorf("%s: %d photographs, want %d", name, got, c.want)
		}
	}
}
