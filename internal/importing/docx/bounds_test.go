package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"strconv"
	"strings"
	"testing"

	"loa/internal/importing/docx/docxtest"
)

// A small file that unpacks to millions of elements, attributes or bytes is
// refused before anything is made of them.
func TestBombs(t *testing.T) {
	for name, data := range map[string][]byte{
		"elements":   docxtest.Build(t, strings.Repeat("<a/>", 5_900_000), nil),
		"attributes": docxtest.Build(t, "<a "+strings.Repeat(`b = ''`, 3_500_000)+"/>", nil),
		"elements of many parts": docxtest.Build(t, strings.Repeat("<a/>", mostElements/2), docxtest.Parts{
			"word/styles.xml":   "<w:styles>" + strings.Repeat("<a/>", mostElements/2) + "</w:styles>",
			"word/comments.xml": "<w:comments/>"}),
		"bytes of many parts": docxtest.Build(t, docxtest.P("", "a"), docxtest.Parts{
			"word/styles.xml":    "<w:styles>" + strings.Repeat(" ", mostText-100) + "</w:styles>",
			"word/numbering.xml": "<w:numbering>" + strings.Repeat(" ", mostText-100) + "</w:numbering>",
			"word/comments.xml":  "<w:comments>" + strings.Repeat(" ", mostText-100) + "</w:comments>"}),
	} {
		var err error
		allocations := testing.AllocsPerRun(1, func() { _, err = Read(data) })
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
		if name != "elements of many parts" && allocations > 10_000 {
			t.Errorf("%s: %.0f allocations", name, allocations)
		}
	}
}

// What a part says once may be written again and again: a long address in each
// link, a long description in each picture. That, too, ends.
func TestWrittenAgain(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for name, data := range map[string][]byte{
		"address": docxtest.Build(t, docxtest.P("", strings.Repeat(`<w:hyperlink r:id="r1"><w:r><w:t>a</w:t></w:r></w:hyperlink>`, 5000)),
			docxtest.Parts{"links": `<Relationship Id="r1" Type="x/hyperlink" Target="https://a.vn/` + long + `" TargetMode="External"/>`}),
		"description": docxtest.Build(t, docxtest.P("", `<w:r><w:drawing><wp:docPr descr="`+long+`"/>`+strings.Repeat(`<a:blip r:embed="r1"/>`, 5000)+`</w:drawing></w:r>`),
			docxtest.Parts{"links": `<Relationship Id="r1" Type="x/image" Target="media/a.png"/>`}),
	} {
		if _, err := Read(data); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// pictured is a document with pictures of a size that show nothing.
func pictured(t *testing.T, count, size int) *Document {
	t.Helper()
	parts := docxtest.Parts{}
	for i := range count {
		parts["word/media/image"+strconv.Itoa(i)+".png"] = strings.Repeat("\x00", size)
	}
	d, err := Read(docxtest.Build(t, docxtest.P("", "a"), parts))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// unpacked counts the pictures of a document that can be had.
func unpacked(d *Document, count int) int {
	had := 0
	for i := range count {
		if _, ok := d.Picture("word/media/image" + strconv.Itoa(i) + ".png"); ok {
			had++
		}
	}
	return had
}

func TestPicturesInAll(t *testing.T) {
	d := pictured(t, 12, 1<<20)
	d.left.picture = 10 << 20
	if had := unpacked(d, 12); had != 10 || len(d.Unread()) != 2 || d.Unread()[0] != "word/media/image10.png" {
		t.Errorf("%d pictures, unread %q", had, d.Unread())
	}
	d = pictured(t, mostPictures+5, 1)
	if had := unpacked(d, mostPictures+5); had != mostPictures || len(d.Unread()) != 5 {
		t.Errorf("%d pictures, unread %d", had, len(d.Unread()))
	}
	d = pictured(t, 1, mostPicture+1)
	if had := unpacked(d, 1); had != 0 || len(d.Unread()) != 1 || d.left.picture != mostPicturesInAll {
		t.Errorf("%d pictures, unread %q, %d bytes left: it says how large it is", had, d.Unread(), d.left.picture)
	}
	if _, ok := d.Picture("word/media/none.png"); ok || len(d.Unread()) != 1 {
		t.Errorf("unread %q", d.Unread())
	}
}

// lying is an entry of a ZIP that says another size than it has.
func lying(t *testing.T, name string, data []byte, says uint64) []byte {
	t.Helper()
	var out, packed bytes.Buffer
	inner := zip.NewWriter(&packed)
	w, err := inner.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	inner.Close()
	read, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := read.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(&out)
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(data), CompressedSize64: read.File[0].CompressedSize64, UncompressedSize64: says}
	to, err := archive.CreateRaw(header)
	if err != nil {
		t.Fatal(err)
	}
	var bytesOf bytes.Buffer
	bytesOf.ReadFrom(raw)
	to.Write(bytesOf.Bytes())
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// An entry that lies about its size is not believed: one that says too much is
// not begun, one that says too little is not read further than it says.
func TestLyingSizes(t *testing.T) {
	for says, most := range map[uint64]int64{10: 11, 1 << 40: 0, 4 << 20: 1 << 20} {
		raw := lying(t, "a.png", make([]byte, 1<<20), says)
		archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		d := &Document{files: map[string]*zip.File{"a.png": archive.File[0]}, left: budgetOf(mostElements)}
		if _, ok := d.Picture("a.png"); ok {
			t.Errorf("%d: taken", says)
		}
		if spent := mostPicturesInAll - d.left.picture; spent > most {
			t.Errorf("an entry that says %d bytes cost %d", says, spent)
		}
		if len(d.Unread()) != 1 {
			t.Errorf("%d: not told", says)
		}
	}
}

// A header that is too large, or broken, is told; the text stays.
func TestUnreadHeader(t *testing.T) {
	for _, header := range []string{"<w:hdr>" + strings.Repeat(" ", mostText) + "</w:hdr>", "<w:hdr"} {
		d, err := Read(docxtest.Build(t, docxtest.P("", "chữ"), docxtest.Parts{"word/header1.xml": header}))
		if err != nil || !strings.Contains(d.HTML, "chữ") || len(d.Unread()) != 1 || d.Unread()[0] != "word/header1.xml" {
			t.Errorf("%v, %+v", err, d)
		}
	}
}

// A long document of an office is far below the bounds, and whole.
func TestLongDocument(t *testing.T) {
	const paragraphs = 20_000
	d, err := Read(docxtest.Build(t, strings.Repeat(docxtest.P("", docxtest.R(`<w:b/><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>`, "Điều khoản")), paragraphs), nil))
	if err != nil || strings.Count(d.HTML, "Điều khoản") != paragraphs || len(d.Unread()) != 0 {
		t.Errorf("%v", err)
	}
}

// A small file of the same element again and again is refused before it is parsed.
func TestElementsForItsLength(t *testing.T) {
	data := docxtest.Build(t, strings.Repeat("<w:p/>", 300_000), nil)
	if _, err := Read(data); len(data) > 100_000 || !errors.Is(err, ErrTooLarge) {
		t.Errorf("%d bytes: %v", len(data), err)
	}
}

// What each paragraph and run asks for is not searched for in the whole of a part
// each time.
func TestNotSearchedAgain(t *testing.T) {
	lvl := `<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>`
	many := strings.Repeat(`<w:lvl w:ilvl="8"/>`, 20_000)
	d, err := Read(docxtest.Build(t, docxtest.P(docxtest.Item(1, 0), "a"), docxtest.Parts{
		"word/numbering.xml": `<w:numbering><w:abstractNum w:abstractNumId="0">` + lvl + many + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`}))
	if err != nil || !strings.Contains(d.HTML, ">3.<") {
		t.Fatalf("%v, %+v", err, d)
	}
	root, err := d.tree("word/numbering.xml")
	if err != nil {
		t.Fatal(err)
	}
	lists := readNumbers(root)
	if allocations := testing.AllocsPerRun(10, func() { lists.next("1", 0) }); allocations > 20 {
		t.Errorf("%.0f allocations for an item", allocations)
	}
	wide := &node{}
	for range mostProperties {
		wide.children = append(wide.children, &node{name: "a"})
	}
	wide.children = append(wide.children, &node{name: "b"})
	if wide.child("b") != nil || wide.child("a") == nil {
		t.Error("all children were searched")
	}
}
