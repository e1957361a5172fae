package importing

import (
	"bytes"
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
		"TrÎ em kh«ng ®\u00adîc ®i mét m×nh.", "Trẻ em không được đi một mình.", // a font of TCVN3
		"\n\nHồ", "\nRào\nHồ", // a cell over two rows stands in each
	).Replace(strings.TrimPrefix(string(exported), "\ufeff"))
	want := strings.FieldsFunc(strings.TrimPrefix(text, "Kế hoạch phòng, chống đuối nước")+" Miễn phí, cả ngày và đêm. Nguồn: xã.", noWord)
	for _, ending := range []string{"docx", "odt", "fodt", "rtf", "doc"} {
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
			if ending == "doc" && strings.HasPrefix(line, "![") {
				line = "![](" // the form has no words for a picture, as LibreOffice writes it
			}
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

// A .doc is read by what is in it. What is no document of Word 97 to 2003 is told where there is no LibreOffice.
func TestOlder(t *testing.T) {
	data, err := os.ReadFile("testdata/ke-hoach.doc")
	if err != nil {
		t.Fatal(err)
	}
	older := bytes.Clone(data)
	copy(older[bytes.Index(older, []byte("\xec\xa5"))+2:], "\x68\x00") // the version of Word 95
	for text, want := range map[string]string{
		"{\\rtf1 ch\\u7919?}": "", "<html><p>chữ</p></html>": "", string(older): "import-old-format", "chữ": "import-broken", "PK\x03\x04": "import-broken",
	} {
		report, site := imported(t, map[string]string{"a.doc": text}, Options{})
		item := report.Items[0]
		if item.Reason != want {
			t.Errorf("%.20q: %+v", text, item)
		}
		if want == "" {
			if got, err := site.ReadFile(item.Entry); err != nil || item.Title != "chữ" {
				t.Errorf("%s %v", got, err)
			}
		}
	}
}
