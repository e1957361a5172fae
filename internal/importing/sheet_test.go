package importing

import (
	"os"
	"path"
	"strings"
	"testing"
)

// A workbook becomes its tables, as a person sees them, and what it hides is told.
func TestWorkbook(t *testing.T) {
	const want = `| Ngày | Giờ | Tên | Nơi tổ chức | Trẻ | Tỉ lệ | Điện thoại |`
	for _, ending := range []string{"xlsx", "ods", "xls"} {
		data, err := os.ReadFile("../base/workbook/testdata/lich." + ending)
		if err != nil {
			t.Fatal(err)
		}
		report, site := imported(t, map[string]string{"lich." + ending: string(data)}, Options{})
		item := report.Items[0]
		if item.State != Imported || item.Title != "LỊCH HÈ 2026" {
			t.Fatalf("%s: %+v", ending, item)
		}
		text, err := site.ReadFile(path.Clean(item.Entry))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{want, "| 01/06/2026 | 08:30 | Bơi an toàn | Ao 100 m² | 1.234,50 | 12,5% | 0912345678 |", "[Nhà văn hoá](https://xa.example/hop)", "-3,25", "H²"} {
			if !strings.Contains(string(text), line) {
				t.Errorf("%s: no %q in\n%s", ending, line, text)
			}
		}
		if strings.Contains(string(text), "bí mật") || strings.Contains(string(text), "Hàng ẩn") || strings.Contains(string(text), "riêng") {
			t.Errorf("%s: hidden text:\n%s", ending, text)
		}
		kinds := map[string]string{}
		for _, l := range item.Lost {
			kinds[string(l.Kind)+" "+l.Text] = ""
		}
		for _, told := range []string{"hidden Ẩn: 1", "hidden Tháng 6: 2", "comment Tháng 6: 1", "fault Tháng 6!F7 #DIV/0!"} {
			if _, there := kinds[told]; !there {
				t.Errorf("%s: %q is not told: %v", ending, told, item.Lost)
			}
		}
	}
}

func TestCSVAsTable(t *testing.T) {
	for text, want := range map[string]string{
		"Tên;Số\nAn;1,5\n":                "| Tên | Số |",
		"sep=;\nTên;Số\nAn, Bình;1\n":     "| An, Bình | 1 |",
		"\ufeffTên\tSố\r\nAn\t|\r\n":      `| An | \| |`,
		"DANH SÁCH;\nTên;Số\nAn;\"1\n2\"": "| An |",
	} {
		report, site := imported(t, map[string]string{"bang.csv": text}, Options{})
		item := report.Items[0]
		if item.State != Imported {
			t.Errorf("%q: %+v", text, item)
			continue
		}
		if got, _ := site.ReadFile(item.Entry); !strings.Contains(string(got), want) {
			t.Errorf("%q: no %q in\n%s", text, want, got)
		}
	}
	for name, text := range map[string]string{"a.csv": strings.Repeat("a,b\n", 10_001), "b.csv": strings.Repeat(",", 60) + "a\n"} {
		if report, _ := imported(t, map[string]string{name: text}, Options{}); report.Items[0].Reason != "import-large-table" {
			t.Errorf("%s: %+v", name, report.Items[0])
		}
	}
	for name, reason := range map[string]string{"a.xlsx": "import-broken", "b.xls": "import-broken"} {
		if report, _ := imported(t, map[string]string{name: "PK\x03\x04"}, Options{}); report.Items[0].Reason != reason {
			t.Errorf("%s: %+v", name, report.Items[0])
		}
	}
}
