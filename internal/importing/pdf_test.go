package importing

import (
	"os"
	"slices"
	"strings"
	"testing"

	"loa/internal/importing/htmlimport"
)

// importedFile imports a file of testdata and gives the item and the text of its entry.
func importedFile(t *testing.T, name string) (Item, string) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	report, site := imported(t, map[string]string{name: string(data)}, Options{})
	item := report.Items[0]
	if item.State != Imported {
		t.Fatalf("%s: %+v", name, item)
	}
	entry, err := site.ReadFile(item.Entry)
	if err != nil {
		t.Fatal(err)
	}
	return item, string(entry)
}

// A PDF that LibreOffice made comes in with every word of LibreOffice's own text export, in order, and
// with the numbers of its lists.
func TestPDFOfLibreOffice(t *testing.T) {
	exported, err := os.ReadFile("testdata/ke-hoach.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(
		"38oC", "38°C", "CO2", "CO₂", "10-3", "10⁻³", // what stands above and below the line
		" Chữ ẩn.", "", // not printed
		"1111.", "111¹.", // the mark of a note
		"xoávà", "xoá và", // struck out up to there
	).Replace(strings.TrimPrefix(string(exported), "\ufeff"))
	want := strings.FieldsFunc(text+" 1Miễn phí, cả ngày và đêm. iNguồn: xã.", noWord)
	item, entry := importedFile(t, "ke-hoach.pdf")
	if got := wordsOf(entry); !slices.Equal(got, want) {
		t.Errorf("%s\n%q\n%q", entry, got, want)
	}
	for _, line := range []string{"**phải**", "*trông*", "[trang của xã](https://xa.example/kh?a=1&b=2)", "~~chữ đã xoá~~", "1. Rào ao\n", "- phao\n- dây", "![](hinh-1.png)"} {
		if !strings.Contains(entry, line) {
			t.Errorf("no %q in\n%s", line, entry)
		}
	}
	told := map[htmlimport.Kind]string{}
	for _, l := range item.Lost {
		told[l.Kind] = l.Text
	}
	if told[htmlimport.Columns] != "1" || item.Pictures != 1 { // its table has no lines
		t.Errorf("%+v", item)
	}
}

// A page that Chromium printed has headings, paragraphs over pages, a table with merged cells, links and
// letters above and below the line; the head of its pages is told.
func TestPDFOfChromium(t *testing.T) {
	item, entry := importedFile(t, "trang.pdf")
	if item.Title != "Kế hoạch hè an toàn" {
		t.Errorf("%+v", item)
	}
	for _, line := range []string{
		"nước, không rời mắt dù chỉ một phút; xem [trang của xã](https://xa.example/a?b=1) để biết nơi học bơi gần nhà, giờ học và người dạy.\n",
		"\n## Việc phải làm\n\n", "| Việc | Ai | Khi nào |\n", "| Rào ao | Thôn 2 | tháng 6, sau khi thôn 1 xong và xã đã kiểm tra từng ao một |\n", "\nH₂O và 10⁻³.\n",
	} {
		if !strings.Contains(entry, line) {
			t.Errorf("no %q in\n%s", line, entry)
		}
	}
	if n := strings.Count(entry, "thành một đoạn hay không, kể cả khi sang trang.\n"); n != 14 {
		t.Errorf("%d paragraphs\n%s", n, entry)
	}
	if len(item.Lost) == 0 || item.Lost[0].Kind != htmlimport.Navigation || !strings.HasSuffix(item.Lost[0].Text, "Kế hoạch hè; 1; 2") {
		t.Errorf("%+v", item.Lost)
	}
}

// A letter in the layout of Decree 30/2020 gives the same fields as one of Word.
func TestLetterAsPDF(t *testing.T) {
	item, entry := importedFile(t, "cong-van.pdf")
	if item.Title != "Kế hoạch tổ chức Tháng hành động vì trẻ em trên địa bàn xã Phú Lạc năm 2026" || item.Date != "2026-05-20" || item.Number != "45/KH-UBND" {
		t.Errorf("%+v", item)
	}
	for _, line := range []string{
		"type = \"Kế hoạch\"\nissuer = \"Ủy ban nhân dân xã Phú Lạc\"\nsigner = \"Trần Văn Bình\"\nissued = 2026-05-20\n",
		"+++\n\nThực hiện Kế hoạch số 12/KH-UBND ngày 10 tháng 4 năm 2026 của Ủy ban nhân dân huyện về phòng, chống tai nạn thương tích trẻ em, Ủy ban nhân dân xã Phú Lạc ban hành kế hoạch như sau:\n\n## I. MỤC ĐÍCH, YÊU CẦU\n\n### 1. Mục đích\n\n- Nâng cao",
	} {
		if !strings.Contains(entry, line) {
			t.Errorf("no %q in\n%s", line, entry)
		}
	}
	if !strings.HasSuffix(entry, "## II. NỘI DUNG\n\nMở lớp bơi cho trẻ từ sáu tuổi./.\n") {
		t.Error(entry)
	}
}

// What a PDF does not hold is told, with what to do.
func TestPDFRefused(t *testing.T) {
	locked, err := os.ReadFile("pdftext/testdata/co-mat-khau.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]string{"%PDF-1.7": "import-broken", string(locked): "import-locked"} {
		if report, _ := imported(t, map[string]string{"a.pdf": data}, Options{}); report.Items[0].Reason != want {
			t.Errorf("%+v, want %s", report.Items[0], want)
		}
	}
	for _, key := range []string{"import-scan", "import-letters", "lost.scan", "lost.recognized", "lost.columns", "lost.turned", "lost.letters"} {
		for _, language := range []string{"vi", "en"} {
			if said := Words(language).Say(key, nil); said == "" || strings.Contains(said, key) {
				t.Errorf("%s: no words for %s", language, key)
			}
		}
	}
}

// The motto and the date of a letter are whole where a narrow column broke them; other lines stay.
func TestUnwrapped(t *testing.T) {
	const broken = "**UBND XÃ A**\n\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA**\n\n**VIỆT NAM**\n\n**Độc lập - Tự do - Hạnh phúc**\n\n*Phú Lạc, ngày 20 tháng 5 năm*\n\n*2026*\n\n**THÔNG BÁO**\n\n2026\n"
	const want = "**UBND XÃ A**\n\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\n**Độc lập - Tự do - Hạnh phúc**\n\nPhú Lạc, ngày 20 tháng 5 năm 2026\n\n**THÔNG BÁO**\n\n2026\n"
	if got := unwrapped(broken); got != want {
		t.Errorf("%s", got)
	}
	if got := unwrapped(want); got != want {
		t.Errorf("%s", got)
	}
}
