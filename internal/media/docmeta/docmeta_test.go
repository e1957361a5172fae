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
	if n := len(unpack(append([]byte("stream\n"), b.Bytes()...))); n != mostPacked {
		t.Errorf("%d bytes were unpacked", n)
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
