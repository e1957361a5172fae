package importing

import (
	"os"
	"slices"
	"strings"
	"testing"

	"loa/internal/importing/htmlimport"
)

// compared imports a file of testdata and compares the words of its entry with those that LibreOffice exported of it.
func compared(t *testing.T, name, exported string, changes ...string) (Item, string) {
	t.Helper()
	said, err := os.ReadFile("testdata/" + exported)
	if err != nil {
		t.Fatal(err)
	}
	item, entry := importedFile(t, name)
	text := strings.NewReplacer(changes...).Replace(strings.TrimPrefix(string(said), "\ufeff"))
	title, text, _ := strings.Cut(text, "\n")
	want, got := strings.FieldsFunc(text, noWord), wordsOf(entry)
	if item.Title != title || len(want) < 20 || !slices.Equal(got, want) {
		t.Errorf("%s, %q:\n%s\n%q\n%q", name, item.Title, entry, got, want)
	}
	return item, entry
}

// A handbook of several pages comes in from the PDF that LibreOffice makes of its own form and of Word's: every word in
// order, headings by their size, lists with their numbers, a table that goes on over a page cell by cell, all pictures.
func TestHandbookAsPDF(t *testing.T) {
	for _, name := range []string{"so-tay.pdf", "so-tay-word.pdf"} {
		item, entry := compared(t, name, "so-tay.txt", "\n\n14:00", "\n02/06/2026\n14:00") // a cell over two rows stands in each
		for _, lines := range []string{
			"\n## Trước khi bơi\n", "\n### Khởi động\n", "\n### Đồ dùng\n", "\n## Khi có người đuối nước\n", "\n### Sau đó\n",
			"\n1. Xoay cổ tay, cổ chân 10 lần mỗi bên, rồi đi bộ quanh bể bơi hai vòng để người nóng lên và thở đều trước khi xuống nước\n2. Tắm tráng\n   - a) nước mát\n   - b) không nhảy ngay\n3. Kiểm tra độ sâu\n",
			"\n- phao cứu sinh\n- dây dài 15 m\n", "Gọi **111** hoặc [trang của xã](https://xa.example/boi).",
			"\n| Ngày | Giờ | Nơi | Người dạy |\n|---|---|---|---|\n" +
				"| 01/06/2026 | 07:30–09:00 | Bể bơi Trường Tiểu học Phú Lạc 1, cạnh nhà văn hoá thôn 2 | Chị Lan |\n" +
				"| 02/06/2026 | 07:30 | Ao thôn 3 | Anh Bình Chị Hoa |\n| 02/06/2026 | 14:00 | Hồ Nà Cáp |  |\n| Nghỉ lễ |  |  | — |\n",
		} {
			if !strings.Contains(entry, lines) {
				t.Errorf("%s: no %q in\n%s", name, lines, entry)
			}
		}
		if strings.Count(entry, "](hinh-") != 2 || item.Pictures != 2 || strings.Count(entry, "\n#") != 6 {
			t.Errorf("%s: %+v\n%s", name, item, entry)
		}
	}
}

// A presentation that LibreOffice wrote comes in with every word in the order of its slides, titles as headings,
// its table cell by cell and all pictures. The slide that is hidden and what the speaker reads is told.
func TestSlidesOfLibreOffice(t *testing.T) {
	item, entry := compared(t, "so-tay-chieu.pptx", "so-tay-chieu.txt",
		"38oC", "38°C", "10-3", "10⁻³", "CO2", "CO₂", // what stands above and below the line
		"Trang ẩn", "", "Gọi người lớn", "1. Gọi người lớn", "\nNém phao\n", "\n2. Ném phao\n", "Gọi 115", "3. Gọi 115") // numbers that the program counts
	for _, lines := range []string{
		"\n## Năm việc phải làm\n\n- Rào ao\n- Đậy giếng\n  - nắp bê tông\n  - khoá\n- Dạy bơi từ 6 tuổi\n", "\n## Lịch\n\n| Ngày | Nơi | Ai |\n|---|---|---|\n| 01/06 | Ao thôn 2 | Chị Lan |\n| 02/06 |  | Anh Bình Chị Hoa |\n",
		"\n![Phao](image1.png)\n\n![Gậy](image2.png)\n\nPhao tròn\n\n![Dây](image2.png)\n\nNém phao, **không** nhảy\n", "\n## Ghi nhớ\n\n1. Gọi người lớn\n2. Ném phao\n3. Gọi 115\n", "[111](https://xa.example/111)",
	} {
		if !strings.Contains(entry, lines) {
			t.Errorf("no %q in\n%s", lines, entry)
		}
	}
	told := map[htmlimport.Kind]string{}
	for _, l := range item.Lost {
		told[l.Kind] += l.Text
	}
	if item.Pictures != 2 || told[htmlimport.Comment] != "Chào bà con.Hỏi lại từng việc." || told[htmlimport.Hidden] != "1" {
		t.Errorf("%+v", item)
	}
}
