package content

import (
	"encoding/binary"
	"fmt"
	"loa/internal/base/workbook/workbooktest"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// sheetOf reads a section with a spreadsheet of events.
func sheetOf(t testing.TB, table string) (*Sheet, []problem.Problem) {
	t.Helper()
	const path = "content/muc/_index.md"
	files := fstest.MapFS{
		path:                   {Data: []byte("+++\ntitle = \"Lịch\"\nevents_from = \"lich.csv\"\n+++\n")},
		"content/muc/lich.csv": {Data: []byte(table)},
	}
	e, problems, err := NewReader(files, settings(t)).Read(source.File{Path: path, Name: path})
	if err != nil {
		t.Fatal(err)
	}
	return e.Sheet(), problems
}

func TestSheet(t *testing.T) {
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		name, table string
		start, end  string // with a time; "" for none
		allDay      bool
		id          string
	}{
		{"commas", "title,date\nHọp,2026-06-01\n", "2026-06-01 00:00", "", true, "hop-2026-06-01"},
		{"semicolons and a byte order mark", "\ufeffTên;Ngày\r\nHọp;01/6/2026\r\n", "2026-06-01 00:00", "", true, "hop-2026-06-01"},
		{"tabs", "Tên\tNgày\tid\nHọp\t1-6-2026\t7\n", "2026-06-01 00:00", "", true, "7"},
		{"tabs and an empty cell", "Tên\tTừ giờ\tNgày\tid\nHọp\t\t01/6/2026\t7\n", "2026-06-01 00:00", "", true, "7"},
		{"several days with a time", "Tên;Ngày;Đến ngày;Giờ\nTrại;01/6/2026;3/6/2026;8h\n", "2026-06-01 08:00", "2026-06-04 00:00", false, "trai-2026-06-01"},
		{"a midnight behind the day", "Tên;Ngày\nHọp;2026-06-01 00:00:00\n", "2026-06-01 00:00", "", true, "hop-2026-06-01"},
		{"to midnight", "Tên;Ngày;Giờ\nTrăng;01/6/2026;20h - 24h\n", "2026-06-01 20:00", "2026-06-02 00:00", false, "trang-2026-06-01"},
		{"both times in one cell", "Tên;Ngày;Giờ\nHọp;01/6/2026;8h30 – 11h\n", "2026-06-01 08:30", "2026-06-01 11:00", false, "hop-2026-06-01"},
		{"hours as they are spoken", "Tên;Ngày;Giờ\nHọp;1/6/2026;8g30-10g\n", "2026-06-01 08:30", "2026-06-01 10:00", false, "hop-2026-06-01"},
		{"UTF-16, as Excel saves “Unicode text”", utf16le("Tên\tNgày\r\nHọp\t01/6/2026\r\n"), "2026-06-01 00:00", "", true, "hop-2026-06-01"},
		{"a line break in quotes", "Tên;Ngày;Ghi chú\n\"Họp\";01/6/2026;\"một\nhai\"\n", "2026-06-01 00:00", "", true, "hop-2026-06-01"},
		{"times in two cells", "TÊN HOẠT ĐỘNG,ngay,tu gio,den gio\nHọp,01/6/2026,8h,08:45\n", "2026-06-01 08:00", "2026-06-01 08:45", false, "hop-2026-06-01"},
		{"several days", "Tên;Ngày;Đến ngày\nTrại;01/6/2026;3/6/2026\n", "2026-06-01 00:00", "2026-06-03 00:00", true, "trai-2026-06-01"},
		{"over night", "Tên;Ngày;Đến ngày;Từ;Đến\nTrại;01/6/2026;2/6/2026;20h;6h\n", "2026-06-01 20:00", "2026-06-02 06:00", false, "trai-2026-06-01"},
		{"a weekday before the date", "Tên;Ngày\nHọp;Thứ Hai, 8/6/2026\n", "2026-06-08 00:00", "", true, "hop-2026-06-08"},
		{"a short weekday before the date", "Tên;Ngày\nHọp;T2 8/6/2026\n", "2026-06-08 00:00", "", true, "hop-2026-06-08"},
		{"a weekday with its number", "Tên;Ngày\nHọp;Thứ 2 ngày 8/6/2026\n", "2026-06-08 00:00", "", true, "hop-2026-06-08"},
		{"a Sunday", "Tên;Ngày\nHọp;CN 7/6/26\n", "2026-06-07 00:00", "", true, "hop-2026-06-07"},
		{"a year of two digits", "Tên;Ngày\nHọp;8/6/26\n", "2026-06-08 00:00", "", true, "hop-2026-06-08"},
		{"a line that names the separator", "sep=;\nTên;Ngày\nHọp, tập;8/6/2026\n", "2026-06-08 00:00", "", true, "hop-tap-2026-06-08"},
		{"a title above the headings", "LỊCH HÈ, BẢN 2;;\nXã, tháng 6;;\n;;\nTên;Ngày;Giờ\nHọp;8/6/2026;8h\n", "2026-06-08 08:00", "", false, "hop-2026-06-08"},
		{"past midnight", "Tên;Ngày;Giờ\nTrăng;8/6/2026;22h-2h\n", "2026-06-08 22:00", "2026-06-09 02:00", false, "trang-2026-06-08"},
		{"past midnight in two cells", "Tên;Ngày;Từ;Đến\nTrăng;8/6/2026;22h;2h\n", "2026-06-08 22:00", "2026-06-09 02:00", false, "trang-2026-06-08"},
		{"an empty row", "Tên;Ngày\n;\nHọp;01/6/2026\n", "2026-06-01 00:00", "", true, "hop-2026-06-01"},
	} {
		s, problems := sheetOf(t, c.table)
		if len(problems) > 0 || len(s.Rows) != 1 {
			t.Errorf("%s: %d rows, %v", c.name, len(s.Rows), problems)
			continue
		}
		row := s.Rows[0]
		if !row.When.Start.Equal(at(c.start)) || row.When.AllDay != c.allDay || row.ID != c.id {
			t.Errorf("%s: %+v", c.name, row)
		}
		if end := row.When.End; c.end == "" && !end.IsZero() || c.end != "" && !end.Equal(at(c.end)) {
			t.Errorf("%s: end %s", c.name, end)
		}
	}
}

// utf16le is a text as Windows programs write it.
func utf16le(text string) string {
	bytes := []byte{0xFF, 0xFE}
	for _, unit := range utf16.Encode([]rune(text)) {
		bytes = binary.LittleEndian.AppendUint16(bytes, unit)
	}
	return string(bytes)
}

func TestSheetWords(t *testing.T) {
	s, problems := sheetOf(t, "Tên;Ngày;Cấp;Chủ đề;Trạng thái\nHọp;01/6/2026;XÃ;nước;đã huỷ\n")
	if len(problems) > 0 || len(s.Rows) != 1 {
		t.Fatal(problems)
	}
	if row := s.Rows[0]; row.Level != "xa" || len(row.Topics) != 1 || row.Topics[0] != "nuoc" || row.State != calendar.Cancelled {
		t.Errorf("%+v", row)
	}
}

// A weekday that is not the date's is told and the row stays; a slip of the hours is still one.
func TestSheetWeekday(t *testing.T) {
	s, problems := sheetOf(t, "Tên;Ngày\nHọp;Thứ Ba, 8/6/2026\n")
	if len(s.Rows) != 1 || len(problems) != 1 || problems[0].Code != problem.SheetWeekday || problems[0].Args["day"] != problem.Term("monday") {
		t.Error(s.Rows, problems)
	}
	for _, cell := range []string{"8h - 7h", "20h - 10h"} {
		if s, problems := sheetOf(t, "Tên;Ngày;Giờ\nHọp;8/6/2026;"+cell+"\n"); len(s.Rows) != 0 || len(problems) != 1 {
			t.Error(cell, s.Rows, problems)
		}
	}
}

// A row may say when it changed, to the minute.
func TestSheetUpdated(t *testing.T) {
	s, problems := sheetOf(t, "Tên;Ngày;Cập nhật\nHọp;01/6/2026;2026-05-20 08:30\nBơi;02/6/2026;20/5/2026\nHội;03/6/2026;\n")
	if len(problems) > 0 || len(s.Rows) != 3 {
		t.Fatal(problems)
	}
	for i, want := range []string{"2026-05-20T08:30:00+07:00", "2026-05-20T00:00:00+07:00", "0001-01-01T00:00:00Z"} {
		if got := s.Rows[i].Updated.Format(time.RFC3339); got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
	if _, problems := sheetOf(t, "Tên;Ngày;Cập nhật\nHọp;2026-06-01 08:00;hôm qua\n"); len(problems) != 1 {
		t.Error(problems)
	}
}

// A day and its time may stand in one cell. Where another cell has the time, too, both must
// be the same.
func TestSheetDayWithTime(t *testing.T) {
	for _, c := range []struct{ cells, start, end string }{ // end "" for none
		{"06/6/2026 7h30;;;", "06 07:30", ""},
		{"06/6/2026 07:30:00;;;", "06 07:30", ""},
		{"2026-06-06 07:30;;;", "06 07:30", ""},
		{"7h30 ngày 06/6/2026;;;", "06 07:30", ""},
		{"7:30 06/6/2026;;;", "06 07:30", ""},
		{"Thứ Bảy, 06/6/2026 7h30;;;", "06 07:30", ""},
		{"06/6/2026 00:00:00;;;", "06 00:00", ""},
		{"06/6/2026 7h30;;;9h", "06 07:30", "06 09:00"},
		{"06/6/2026 7h30;;7h30;9h", "06 07:30", "06 09:00"},
		{"06/6/2026 7h30;07/6/2026 11h;;", "06 07:30", "07 11:00"},
		{"06/6/2026;07/6/2026;7h;11h", "06 07:00", "07 11:00"},
	} {
		s, problems := sheetOf(t, "Tên;Ngày;Đến ngày;Từ giờ;Đến giờ\nHọp;"+c.cells+"\n")
		if len(problems) > 0 || len(s.Rows) != 1 {
			t.Error(c.cells, problems)
			continue
		}
		const form = "02 15:04"
		end := ""
		if e := s.Rows[0].When.End; !e.IsZero() {
			end = e.Format(form)
		}
		if start := s.Rows[0].When.Start.Format(form); start != c.start || end != c.end {
			t.Errorf("%s: %s to %s, want %s to %s", c.cells, start, end, c.start, c.end)
		}
	}
	for cells, want := range map[string]problem.Code{
		"06/6/2026 7h30;;8h;":         problem.SheetCell,
		"06/6/2026;;9h;8h":            problem.SheetEndsBefore,
		"06/6/2026 9h;;;8h":           problem.SheetEndsBefore,
		"06/6/2026;05/6/2026;;":       problem.SheetEndsBefore,
		"06/6/2026 9h;06/6/2026 8h;;": problem.SheetEndsBefore,
		"06/6/2026;;9h - 8h;":         problem.SheetEndsBefore,
		"06/6/2026;;;9h":              problem.SheetNoStart,
		"06/6/2026 lúc nào;;;":        problem.SheetCell,
	} {
		if s, problems := sheetOf(t, "Tên;Ngày;Đến ngày;Từ giờ;Đến giờ\nHọp;"+cells+"\n"); len(problems) != 1 || problems[0].Code != want || len(s.Rows) != 0 {
			t.Error(cells, problems)
		}
	}
}

// A workbook is told as such, under any name.
func TestSheetWorkbook(t *testing.T) {
	for _, table := range []string{"PK\x03\x04\x14\x00\x06\x00xl/", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"} {
		s, problems := sheetOf(t, table)
		if len(problems) != 1 || problems[0].Code != problem.SheetWorkbook || len(s.Rows) != 0 {
			t.Error(problems)
		}
	}
}

// Whatever the table, reading ends, and every problem is somewhere in it.
func FuzzSheet(f *testing.F) {
	f.Add("title,date\nHọp,2026-06-01\n")
	f.Add("Tên;Ngày;Giờ\n\"a\nb\";1/1/2026;8h-\n;;\n")
	f.Add("Tên\tNgày\n\"")
	f.Fuzz(func(t *testing.T, table string) {
		s, problems := sheetOf(t, table)
		for _, p := range problems {
			if p.Place.File == "" || p.Place.Line < 0 {
				t.Errorf("%s at %+v", p.Code, p.Place)
			}
		}
		for _, row := range s.Rows {
			if row.Title == "" || row.ID == "" || row.When.Start.IsZero() {
				t.Errorf("%+v", row)
			}
		}
	})
}

func TestCites(t *testing.T) {
	for body, want := range map[string]string{
		"::document{number=\"7/KH\"}\n":                      "7/KH",
		"Chữ.\n\n:: van-ban[Kế hoạch]{number=\"7/KH\"}\n":    "7/KH",
		"```\n::document{number=\"7/KH\"}\n```\n":            "",
		"Trong dòng ::document{number=\"7/KH\"}\n":           "",
		"::hotline{number=\"111\"}\n":                        "",
		"~~~~\n```\n~~~~\n\n::document{ number=\"8/KH\" }\n": "8/KH",
	} {
		got := ""
		if found := cites([]byte(body)); len(found) > 0 {
			got = found[0]
		}
		if got != want {
			t.Errorf("%q cites %q, want %q", body, got, want)
		}
	}
}

// A workbook gives the same events as the table that it would be saved as.
func TestSheetOfWorkbook(t *testing.T) {
	const table = "Tên;Ngày;Giờ;Đến giờ;Liên kết\nBơi;01/6/2026;8h30;;https://xa.example/boi\nHọp;03/06/2026 07:15;;9h;\n"
	want, problems := sheetOf(t, table)
	if len(problems) > 0 || len(want.Rows) != 2 {
		t.Fatal(problems)
	}
	xml := "<sheetData>" + workbooktest.Row(1, "LỊCH HÈ") + workbooktest.Row(2, "Tên", "Ngày", "Thời gian", "", "Liên kết") +
		workbooktest.Row(3, "Tên", "Ngày", "Giờ", "Đến giờ", "Liên kết") +
		`<row r="4"><c t="inlineStr"><is><t>Bơi</t></is></c><c s="1"><v>46174</v></c><c s="2"><v>0.354166666666667</v></c><c/><c t="inlineStr"><is><t>https://xa.example/boi</t></is></c></row>` +
		`<row r="5"><c t="inlineStr"><is><t>Họp</t></is></c><c s="3"><v>46176.3020833333</v></c><c/><c s="2"><v>0.375</v></c></row></sheetData>`
	data := workbooktest.Build(t, workbooktest.Settings{Styles: `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs>`},
		workbooktest.Sheet{Name: "Bìa", XML: "<sheetData>" + workbooktest.Row(1, "x") + "</sheetData>"}, workbooktest.Sheet{Name: "Lịch", XML: xml})
	got, problems := sheetOf(t, string(data)) // its ending says nothing
	if len(problems) > 0 || len(got.Rows) != 2 {
		t.Fatal(problems)
	}
	for i, row := range got.Rows {
		if at := row.At("f"); at.Cell != fmt.Sprintf("Lịch!A%d", 4+i) || at.Line != 4+i {
			t.Errorf("%+v", at)
		}
		row.Line, row.Cell = want.Rows[i].Line, ""
		if !reflect.DeepEqual(row, want.Rows[i]) {
			t.Errorf("%+v, want %+v", row, want.Rows[i])
		}
	}
}

// A sheet is named behind the sign #; a file whose name has that sign is found all the same.
func TestSheetNamed(t *testing.T) {
	row := func(name string) string {
		return "<sheetData>" + workbooktest.Row(1, "Tên", "Ngày") + workbooktest.Row(2, name, "01/6/2026") + "</sheetData>"
	}
	data := workbooktest.Build(t, workbooktest.Settings{Workbook: `<definedNames><definedName name="He">'Tháng 7'!$A$1:$B$2</definedName></definedNames>`},
		workbooktest.Sheet{Name: "Tháng 6", XML: row("Sáu")}, workbooktest.Sheet{Name: "Tháng 7", XML: row("Bảy")})
	for named, want := range map[string]string{"lich.xlsx#Tháng 7": "Bảy", "lich.xlsx#tháng 6": "Sáu", "lich.xlsx#He": "Bảy", "lich.xlsx#Tháng 7!A1:B9": "Bảy", "so#1.csv": "CSV"} {
		const path = "content/muc/_index.md"
		files := fstest.MapFS{
			path:                    {Data: []byte("+++\ntitle = \"Lịch\"\nevents_from = \"" + named + "\"\n+++\n")},
			"content/muc/lich.xlsx": {Data: data},
			"content/muc/so#1.csv":  {Data: []byte("Tên,Ngày\nCSV,2026-06-01\n")},
		}
		e, problems, err := NewReader(files, settings(t)).Read(source.File{Path: path, Name: path})
		if err != nil || len(problems) > 0 || len(e.Sheet().Rows) != 1 || e.Sheet().Rows[0].Title != want {
			t.Error(named, problems, err)
		}
	}
}

// A spreadsheet in one piece of XML gives rows, whatever stands before its root.
func TestSheetFlat(t *testing.T) {
	row := func(cells ...string) string {
		return "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>" + strings.Join(cells, "</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>") + "</text:p></table:table-cell></table:table-row>"
	}
	s, problems := sheetOf(t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- "+strings.Repeat("lịch của xã ", 12)+"-->\n<office:document xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"Hè\">"+
		row("Tên", "Ngày")+row("Bơi", "01/6/2026")+"</table:table></office:spreadsheet></office:body></office:document>")
	if len(problems) > 0 || len(s.Rows) != 1 || s.Rows[0].Title != "Bơi" {
		t.Errorf("%+v %v", s, problems)
	}
}

// A calendar of another program gives rows as a table does, known by its text and not by its name.
func TestSheetOfCalendar(t *testing.T) {
	s, problems := sheetOf(t, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:Bơi\r\nDTSTART:20260601T013000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	if len(problems) > 0 || len(s.Rows) != 1 {
		t.Fatal(problems)
	}
	if row := s.Rows[0]; row.ID != "1@x" || row.Title != "Bơi" || row.Line != 2 || row.When.Start.Format("2006-01-02 15:04") != "2026-06-01 08:30" || row.When.Repeat.Count != 3 {
		t.Errorf("%+v", row)
	}
}
