package importing

import (
	"io/fs"
	"strings"
	"testing"

	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

// A picture that is too large, and a header that is broken, are told; the words
// stay, and what is not in the file at all is told as that.
func TestUnread(t *testing.T) {
	drawing := func(id, alt string) string {
		return docxtest.P("", `<w:r><w:drawing><wp:inline><wp:docPr descr="`+alt+`"/><a:blip r:embed="`+id+`"/></wp:inline></w:drawing></w:r>`)
	}
	document := docxtest.Build(t, docxtest.P("", "Lớp bơi hè")+docxtest.P("", "Trước")+drawing("rId1", "Bể bơi")+drawing("rId2", "Sơ đồ")+docxtest.P("", "Sau"), docxtest.Parts{
		"word/media/image1.png": strings.Repeat("\x00", 33<<20), "word/header1.xml": "<w:hdr",
		"links": `<Relationship Id="rId1" Type="x/image" Target="media/image1.png"/><Relationship Id="rId2" Type="x/image" Target="media/image2.png"/>`,
	})
	report, site := imported(t, map[string]string{"a.docx": string(document)}, Options{})
	item := report.Items[0]
	want := []htmlimport.Loss{
		{Kind: htmlimport.Unread, Text: "Bể bơi", URL: "word/media/image1.png"},
		{Kind: htmlimport.Picture, Text: "Sơ đồ", URL: "word/media/image2.png"},
		{Kind: htmlimport.Unread, URL: "word/header1.xml"},
	}
	if len(item.Lost) != len(want) {
		t.Fatalf("%+v", item)
	}
	for i := range want {
		if item.Lost[i] != want[i] {
			t.Errorf("%+v, want %+v", item.Lost[i], want[i])
		}
	}
	text, err := fs.ReadFile(site.FS(), item.Entry)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"Trước", "Sau", "lost.unread", "Bể bơi", "header1"} {
		if !strings.Contains(string(text), words) {
			t.Errorf("no %q in\n%s", words, text)
		}
	}
	for _, language := range []string{"vi", "en"} {
		if said := Words(language).Say("lost.unread", nil); said == "" || strings.Contains(said, "lost.unread") {
			t.Errorf("%s has no words for it: %q", language, said)
		}
	}
}
