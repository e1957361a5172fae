package importing

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var (
	notWords = regexp.MustCompile(`(?s)^\+\+\+.*?\n\+\+\+\n|<!--.*?-->|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\[\^[a-z0-9]+\]:?`)
	noWord   = func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '⁻' && r != '°' }
)

// wordsOf are the words of an entry's body, with the numbers of its lists.
func wordsOf(markdown string) []string {
	return strings.FieldsFunc(notWords.ReplaceAllString(markdown, " "), noWord)
}

// Each form of a document, as LibreOffice writes it, comes in with every word of LibreOffice's own
// text export, in order, and with the numbers of its lists.
func TestDocumentsOfLibreOffice(t *testing.T) {
	exported, err := os.ReadFile("testdata/ke-hoach.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(
		"38oC", "38°C", "CO2", "CO₂", "10-3", "10⁻³", // what stands above and below the line
		" Chữ ẩn.", "", "chữ đã xoá", "", // what is not shown
		"1111.", "111.", "Hết.i", "Hết.", // marks of notes
		"TrÎ em kh«ng ®­îc ®i mét m×nh.", "Trẻ em không được đi một mình.", // a font of TCVN3
		"\n\nHồ", "\nRào\nHồ", // a cell over two rows stands in each
	).Replace(strings.TrimPrefix(string(exported), "\ufeff"))
	want := strings.FieldsFunc(strings.TrimPrefix(text, "Kế hoạch phòng, chống đuối nước")+" Miễn phí, cả ngày và đêm. Nguồn: xã.", noWord)
	for _, ending := range []string{"docx", "odt", "rtf"} {
		data, err := os.ReadFile("testdata/ke-hoach." + ending)
		if err != nil {
			t.Fatal(err)
		}
		report, site := imported(t, map[string]string{"ke-hoach." + ending: string(data)}, Options{})
		item := report.Items[0]
		if item.State != Imported || item.Title != "Kế hoạch phòng, chống đuối nước" || item.Pictures != 1 {
			t.Errorf("%s: %+v", ending, item)
			continue
		}
		entry, err := site.ReadFile(item.Entry)
		if err != nil {
			t.Fatal(err)
		}
		if got := wordsOf(string(entry)); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\n%q\n%q", ending, entry, got, want)
		}
		for _, line := range []string{"**phải**", "*trông*", "~~không~~", "[trang của xã](https://xa.example/kh?a=1&b=2)", "| Việc và nơi |  | Ai |", "| Rào | Hồ | Thôn 2 |", "- phao", "![Hàng rào quanh ao]("} {
			if !strings.Contains(string(entry), line) {
				t.Errorf("%s: no %q in\n%s", ending, line, entry)
			}
		}
		told := map[string]string{}
		for _, l := range item.Lost {
			told[string(l.Kind)] += l.Text
		}
		if told["deleted"] != "chữ đã xoá" || told["comment"] != "xem lại" || told["navigation"] != "Đầu trang riêng" {
			t.Errorf("%s: %v", ending, item.Lost)
		}
	}
}
