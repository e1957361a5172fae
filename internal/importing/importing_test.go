package importing

import (
	"bytes"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

func say(key string, args problem.Args) string {
	if choices, ok := args["choices"].(string); ok {
		return key + " " + choices
	}
	return key
}

// imported runs over files in memory into a site of its own.
func imported(t *testing.T, files map[string]string, o Options) (Report, *os.Root) {
	t.Helper()
	site, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.Close() })
	return again(t, files, site, o), site
}

func again(t *testing.T, files map[string]string, site *os.Root, o Options) Report {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	names, err := Find(folder)
	if err != nil {
		t.Fatal(err)
	}
	o.Say = say
	report, err := Run(folder, names, site, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// A text says of itself when it was written, by whom, and what number it has;
// of what is in its sentences nothing is taken.
func TestFacts(t *testing.T) {
	for text, want := range map[string]facts{
		"UBND TỈNH CAO BẰNG Số: 777/KH-UBND|Cao Bằng, ngày 02 tháng 4 năm 2024":                {dates: []string{"2024-04-02"}, numbers: []string{"777/KH-UBND"}},
		"Số: 12/2024/QĐ-UBND|Căn cứ Quyết định số 5/QĐ-BYT ngày 01/02/2023;":                   {numbers: []string{"12/2024/QĐ-UBND"}},
		"Số:     /KH-UBND|Cao Bằng, ngày    tháng 4 năm 2024":                                  {},
		"Thứ hai, 01/06/2026 08:00|Lớp học từ ngày 15/6/2026 tại nhà văn hoá xã, xin mời đến.": {dates: []string{"2026-06-01"}},
		"Ngày đăng: 1/6/2026|Xem thêm 2/6/2026":                                                {dates: []string{"2026-06-01"}},
		"01/6/2026|02/6/2026": {dates: []string{"2026-06-01", "2026-06-02"}},
		"31/02/2026":          {},
		"Một|hai|Bài và ảnh: Nông Thị A, K.C":  {authors: []string{"Nông Thị A", "K.C"}},
		"(Tin, ảnh: K.C)":                      {authors: []string{"K.C"}},
		"Tác giả bài viết nói: không":          {},
		"Địa chỉ IP 10.1.2.2024 và 1.2.2024.5": {},
	} {
		got := factsIn(strings.Split(text, "|"))
		if !slices.Equal(got.dates, want.dates) || !slices.Equal(got.numbers, want.numbers) || !slices.Equal(got.authors, want.authors) {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	long := strings.Repeat("chữ ", 60)
	for _, c := range []struct{ text, page, title, body string }{
		{"## Tên *bài*\n\n### Mục\n\nChữ\n", "x", "Tên bài", "## Mục\n\nChữ\n"},
		{"## Tên[^1]\n\nChữ\n\n[^1]: Ghi\n", "", "Tên", "## Tên[^1]\n\nChữ\n\n[^1]: Ghi\n"},
		{"Chữ\n", "Tên trang - Cổng", "Tên trang", "Chữ\n"},
		{"**Tên bài**\n\nChữ\n", "", "Tên bài", "Chữ\n"},
		{"- mục\n", "", "ten tep", "- mục\n"},
		{long + "\n", "", "ten tep", long + "\n"},
		{"**QUYẾT ĐỊNH**\n\n**Về việc khen thưởng**\n", "", "Quyết định về việc khen thưởng", "**QUYẾT ĐỊNH**\n\n**Về việc khen thưởng**\n"},
		{"3\\. Dòng đầu\n", "", "3. Dòng đầu", ""},
	} {
		title, body := titleOf(htmlimport.Result{Markdown: c.text, Title: c.page}, "a/ten-tep.docx")
		if title != c.title || body != c.body {
			t.Errorf("%q: %q, %q", c.text, title, body)
		}
	}
}

// A Word document becomes a bundle with its pictures cleaned, and every word of
// it is in the entry.
func TestWord(t *testing.T) {
	picture := photo(t)
	body := docxtest.P(docxtest.Styled("Tiu"), "Lớp bơi hè") +
		docxtest.P("", "Cao Bằng, ngày 02 tháng 4 năm 2024") + docxtest.P("", "Bế mạc ngày 30/8/2024 tại bể bơi tỉnh.") +
		docxtest.P("", docxtest.R("", "Có ")+`<w:del w:id="1"><w:r><w:delText>40</w:delText></w:r></w:del>`+docxtest.R("", " 45 em --> vui")) +
		docxtest.P("", `<w:r><w:drawing><wp:inline><wp:docPr descr="Các em ở bể"/><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r>`) +
		docxtest.P("", `<w:r><w:drawing><wp:inline><wp:docPr descr="Sơ đồ"/><a:blip r:embed="rId8"/></wp:inline></w:drawing></w:r>`)
	document := docxtest.Build(t, body, docxtest.Parts{
		"word/styles.xml": docxtest.Styles, "word/media/image1.jpeg": string(picture), "word/media/image2.emf": "\x01\x00\x00\x00",
		"links": `<Relationship Id="rId9" Type="x/image" Target="media/image1.jpeg"/><Relationship Id="rId8" Type="x/image" Target="media/image2.emf"/>`,
	})
	report, site := imported(t, map[string]string{"Lop boi.docx": string(document)}, Options{Section: "tin"})
	item := report.Items[0]
	if item.State != Imported || item.Entry != "content/tin/lop-boi-he/index.md" || item.Date != "2024-04-02" || item.Pictures != 1 {
		t.Fatalf("%+v", item)
	}
	text, err := fs.ReadFile(site.FS(), item.Entry)
	if err != nil {
		t.Fatal(err)
	}
	have := words(string(text))
	for _, word := range words("Lớp bơi hè Cao Bằng ngày 02 tháng 4 năm 2024 Bế mạc 30/8/2024 tại bể tỉnh Có 40 45 em vui Các em ở bể Sơ đồ") {
		if !slices.Contains(have, word) {
			t.Errorf("the word %q is lost in\n%s", word, text)
		}
	}
	if strings.Count(string(text), "-->") != 1+strings.Count(string(text), `em --> vui`) {
		t.Errorf("the comment ends early in\n%s", text)
	}
	clean, err := fs.ReadFile(site.FS(), "content/tin/lop-boi-he/image1.jpeg")
	if err != nil || !bytes.Contains(picture, []byte("Exif")) || bytes.Contains(clean, []byte("Exif")) {
		t.Error("the picture kept its metadata, or the test has none to take out", err)
	}
}

// photo is a JPEG with EXIF data.
func photo(t *testing.T) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	const exif = "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	out := append([]byte("\xff\xd8\xff\xe1\x00"), byte(len(exif)+2))
	return append(append(out, exif...), plain.Bytes()[2:]...)
}

func words(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Nothing is written over, and a file is known again by its bytes.
func TestTwice(t *testing.T) {
	files := map[string]string{"a.txt": "Tên\n\nmột\n", "b/a.txt": "Tên\n\nmột\n", "c.txt": "Tên\n\nhai\n"}
	report, site := imported(t, files, Options{})
	if report.Count(Imported) != 2 || report.Count(Same) != 1 {
		t.Fatalf("%+v", report)
	}
	if report.Items[0].Entry != "content/ten.md" || report.Items[1].Entry != "content/ten.md" || report.Items[2].Entry != "content/ten-2.md" {
		t.Fatalf("%+v", report)
	}
	for _, name := range []string{"content/khac.en.md", "content/moi/index.md"} {
		if err := site.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := site.WriteFile(name, []byte("của người khác"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := site.Rename("content/ten.md", "content/chuyen.md"); err != nil {
		t.Fatal(err)
	}
	files["d.txt"], files["e.txt"] = "Khác\n\nx\n", "Mới\n\nx y\n"
	report = again(t, files, site, Options{})
	if report.Count(Imported) != 2 || report.Items[0].Entry != "content/chuyen.md" {
		t.Fatalf("%+v", report)
	}
	for _, want := range []string{"content/khac-2.md", "content/moi-2.md"} {
		if _, err := site.Stat(want); err != nil {
			t.Error(err)
		}
	}
}

// latin is a text in bytes of Windows-1252.
func latin(t *testing.T, text string) string {
	t.Helper()
	raw, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// A file of any encoding is read; one that is no text is told.
func TestForms(t *testing.T) {
	report, _ := imported(t, map[string]string{
		"tcvn3.txt":  latin(t, "Phßng, chèng ®uèi n\u00adíc\n\nLu«n cã ng\u00adêi lín tr«ng trÎ.\n"),
		"1258.html":  "<html><head><meta charset=windows-1258></head><body><p>Tre\xd2 em</p><p>Ph\xf2ng ch\xf4\xecng \xf0u\xf4\xeci n\xfd\xf5\xecc</p></body></html>",
		"1252.html":  "<html><head><meta charset=windows-1252><title>Caf\xe9 M\xfcnchen stra\xdfe</title></head><body><p>Gr\xfc\xdfe aus M\xfcnchen, sch\xf6ne Stra\xdfe</p></body></html>",
		"trong.html": "<html><body><img src=a.png></body></html>",
		"a.pdf":      "%PDF", "b.doc": "x", "~$khoa.docx": "x", ".an.txt": "x", "anh.jpg": "x", "c_files/x.html": "<p>x</p>",
	}, Options{Dry: true})
	var got []string
	for _, item := range report.Items {
		got = append(got, item.File+" "+item.Title+item.Reason)
	}
	want := []string{"1252.html Café München straße", "1258.html Trẻ em", "a.pdf import-broken", "b.doc import-broken", "tcvn3.txt Phòng, chống đuối nước", "trong.html import-empty"}
	for i, line := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], line) {
			t.Errorf("%q, want %q", got, want)
			break
		}
	}
}

// A picture of a saved page comes from beside the page and from nowhere else.
func TestBeside(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>`
	folder := fstest.MapFS{"p/t_files/Ảnh 1.svg": {Data: []byte(svg)}, "bi-mat.svg": {Data: []byte(svg)}, "p/t_files/x.svg": {Data: []byte("<svg")}}
	for src, want := range map[string]string{
		"t_files/%E1%BA%A2nh%201.svg": "anh-1.svg", "./t_files/Ảnh 1.svg": "anh-1.svg", `t_files\Ảnh 1.svg`: "anh-1.svg",
		"../../bi-mat.svg": "", "/bi-mat.svg": "", "file:///bi-mat.svg": "", "https://a.vn/t_files/x.svg": "", "t_files/khong.svg": "", "": "",
	} {
		if file, _ := beside(folder, "p/t.html", src); file.Name != want {
			t.Errorf("%q: %q, want %q", src, file.Name, want)
		}
	}
	site, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	for _, section := range []string{"..", "../x", "a/.git", "_a", `a\b`, "C:"} {
		report, err := Run(folder, nil, site, Options{Section: section})
		if inside := section == ".." || section == "../x"; (err == nil) != inside { // these stay within content/
			t.Errorf("%q: %v, %+v", section, err, report)
		}
	}
}
