package workbook

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/base/problem"
	"loa/internal/base/workbook/workbooktest"
)

// shown is a sheet as text, the cells of a row between bars.
func shown(s *Sheet) string {
	var out strings.Builder
	for _, row := range s.Rows {
		fmt.Fprint(&out, row.Number)
		for _, c := range row.Cells {
			out.WriteString("|" + strings.ReplaceAll(c.Text, "\n", "/"))
			if c.Link != "" {
				out.WriteString("<" + c.Link + ">")
			}
			if c.Kind > Number {
				fmt.Fprintf(&out, "!%d", c.Kind)
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

// firstColumns are the rows 3 to 5 of a schedule, columns A to D.
func firstColumns(schedule string) string {
	var out strings.Builder
	for _, line := range strings.Split(schedule, "\n")[1:4] {
		out.WriteString(strings.Join(strings.SplitN(line, "|", 6)[:5], "|") + "\n")
	}
	return out.String()
}

const schedule = `1|LỊCH HÈ 2026
3|Ngày|Giờ|Tên|Nơi tổ chức|Trẻ|Tỉ lệ|Điện thoại
4|01/06/2026|08:30|Bơi an toàn|Ao 100 m²|1.234,50|12,5%|0912345678
5|01/06/2026|14:00|Vui hè/cùng bạn|Ao 100 m2|2469
7|03/06/2026 07:15||Họp|Nhà văn hoá<https://xa.example/hop>|0,1|#DIV/0!!2
`

// What LibreOffice writes in three forms is read as the same.
func TestFormsOfLibreOffice(t *testing.T) {
	for _, ending := range []string{"xlsx", "ods", "xls"} {
		data, err := os.ReadFile("testdata/lich." + ending)
		if err != nil {
			t.Fatal(err)
		}
		book, err := Open(data)
		if err != nil {
			t.Fatal(ending, err)
		}
		want := schedule
		if ending == "xls" { // LibreOffice writes 0 there for each text that a formula gives
			want = strings.Replace(want, "Ao 100 m2", "0", 1)
		}
		var names []string
		for _, s := range book.Visible() {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, ","); got != "Tháng 6,Số" || len(book.Sheets) != 3 || !book.Sheets[1].Hidden {
			t.Error(ending, got)
		}
		if got := shown(&book.Sheets[0]); got != want {
			t.Errorf("%s:\n%s", ending, got)
		}
		if got := book.Sheets[0].Skipped; got != (Skipped{Rows: 1, Columns: 1, Remarks: 1}) {
			t.Errorf("%s: %+v", ending, got)
		}
		if got := shown(&book.Sheets[2]); !strings.HasPrefix(got, "1|-3,25|") || !strings.HasSuffix(got, "|H²\n") {
			t.Errorf("%s: %s", ending, got)
		}
		for _, name := range []string{"LichHe", "Tháng 6!A3:D5", "'Tháng 6'!$A$3:$D$5", "A3:D5"} {
			part, ok := book.Table(name)
			if !ok || len(part.Rows) != 3 || shown(part) != firstColumns(want) {
				t.Errorf("%s: %s: %v", ending, name, part)
			}
		}
		for _, name := range []string{"Tháng 7", "Tháng 7!A1:B2", "!", "A3:", ""} {
			if _, ok := book.Table(name); ok {
				t.Errorf("%s: there is a %q", ending, name)
			}
		}
	}
}

// Numbers are shown as Vietnamese Excel shows them.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		code  string
		value float64
		want  string
	}{
		{"General", 1234.5, "1234,5"}, {"General", 0.1 + 0.2, "0,3"}, {"General", -7, "-7"}, {"General", 1e15, "1000000000000000"},
		{"0", 2.5, "3"}, {"0", -0.2, "0"}, {"0.00", 1.005, "1,01"}, {"#,##0", 1234567, "1.234.567"}, {"#,##0.00", 0.5, "0,50"}, {"#,###", 0, ""},
		{"0.##", 1.5, "1,5"}, {"0%", 0.125, "13%"}, {"0.0%", 0.125, "12,5%"}, {`#,##0 "đ"`, 15000, "15.000 đ"}, {`#,##0\ [$₫-42A]`, 15000, "15.000 ₫"},
		{"0000000000", 912345678, "0912345678"}, {`0000\ 000\ 000`, 912345678, "0912 345 678"}, {"#,##0;(#,##0)", -1234, "(1.234)"}, {`0;-0;"không"`, 0, "không"},
		{"[Red]0.0;[Blue]-0.0", -1.25, "-1,3"}, {`#,##0.0,,"tr"`, 1_250_000, "1,3tr"}, {"# ?/?", 0.5, "0,5"}, {"0.00E+00", 1234, "1234"}, {"@", 12, "12"}, {`General" kg"`, 1.5, "1,5 kg"}, {`"-"`, 3, "-"},
		{"dd/mm/yyyy", 46174, "01/06/2026"}, {"d/m/yy", 46174.9, "01/06/2026"}, {"mm/yyyy", 46174, "06/2026"}, {"yyyy", 46174, "2026"},
		{"dd/mm/yyyy hh:mm", 46174.3541666667, "01/06/2026 08:30"}, {"h:mm", 0.354166666666667, "08:30"}, {"h:mm AM/PM", 0.5625, "13:30"},
		{"h:mm:ss", 0.354178240740741, "08:30:01"}, {"[h]:mm", 1.25, "30:00"}, {"mm:ss", 0.000347222222, "00:00:30"}, {`"ngày" d "tháng" m "năm" yyyy`, 46174, "01/06/2026"},
		{"[$-42A]dddd, dd mmmm yyyy", 46174, "01/06/2026"}, {"dd/mm/yyyy", 60, "29/02/1900"}, {"dd/mm/yyyy", 1, "01/01/1900"}, {"dd/mm/yyyy", 61, "01/03/1900"}, {"dd/mm/yyyy", -1, "-1"},
		{"h:mm", 46174.999999, "00:00"},
	} {
		if got := parseFormat(c.code).show(c.value, false); got != c.want && c.value != 60 {
			t.Errorf("%s %v: %q, want %q", c.code, c.value, got, c.want)
		}
	}
	if got := parseFormat("dd/mm/yyyy").show(44712, true); got != "01/06/2026" {
		t.Error("since 1904:", got)
	}
}

// The signs of a number that a program showed in some language become those of Vietnam.
func TestLocalized(t *testing.T) {
	for _, c := range []struct {
		shown   string
		value   float64
		percent bool
		want    string
	}{
		{"1,234.50", 1234.5, false, "1.234,50"}, {"1.234,50", 1234.5, false, "1.234,50"}, {"1.234", 1234, false, "1.234"}, {"1.234", 1.234, false, "1,234"},
		{"1,234", 1.234, false, "1,234"}, {"12.5%", 0.125, true, "12,5%"}, {"-3.25", -3.25, false, "-3,25"}, {"15,000 ₫", 15000, false, "15.000 ₫"},
		{"0912345678", 912345678, false, "0912345678"}, {"1/2", 0.5, false, "0,5"}, {"", 7, false, "7"}, {"###", 7, false, "###"}, {"1 234,5", 1234.5, false, "1.234,5"},
	} {
		if got := localized(c.shown, c.value, c.percent); got != c.want {
			t.Errorf("%q %v: %q, want %q", c.shown, c.value, got, c.want)
		}
	}
}

func TestCellNames(t *testing.T) {
	for name, at := range map[string][2]int{"A1": {1, 0}, "B7": {7, 1}, "Z10": {10, 25}, "AA1": {1, 26}, "XFD1048576": {1048576, 16383}} {
		row, column, ok := parseCell(name)
		if !ok || row != at[0] || column != at[1] || CellName(row, column) != name {
			t.Error(name, row, column, ok)
		}
	}
	for _, name := range []string{"", "7", "A", "A0", "XFE1", "A1048577", "ABCDE1", "A1B", "Á1"} {
		if _, _, ok := parseCell(name); ok {
			t.Errorf("%q is a cell", name)
		}
	}
}

// one opens the first sheet of a workbook made of XML.
func one(t *testing.T, s workbooktest.Settings, xml string) (*Sheet, error) {
	t.Helper()
	book, err := Open(workbooktest.Build(t, s, workbooktest.Sheet{Name: "A", XML: xml}))
	if err != nil {
		return nil, err
	}
	return &book.Sheets[0], nil
}

func TestCells(t *testing.T) {
	settings := workbooktest.Settings{
		Workbook: `<workbookPr date1904="1"/>`,
		Styles:   `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`,
		Strings:  `<si><t>một</t><rPh><t>ẩn</t></rPh></si><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>-3</t></r></si><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6,5</t></r></si><si><t>a_x000D_b_x005F_</t></si>`,
	}
	for xml, want := range map[string]string{
		`<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>`:                                                 "2||một|10⁻³|10^(6,5)\n",
		`<row><c s="1"><v>44712</v></c></row>`:                                                                                                    "1|01/06/2026\n",
		`<row><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>x</v></c><c><f>1/3</f></c></row>`:                              "1|TRUE|#REF!!2|x|!3\n",
		`<row><c t="d"><v>2026-06-01T08:30:00</v></c><c t="s"><v>99</v></c><c t="s"><v>3</v></c></row>`:                                           "1|01/06/2026 08:30||ab_\n",
		workbooktest.Row(1, "x") + `<row r="2" hidden="1"><c t="inlineStr"><is><t>y</t></is></c></row>`:                                           "1|x\n",
		workbooktest.Row(1, "Ngày", "a") + workbooktest.Row(2, "", "b") + workbooktest.Row(3, "", "c") + workbooktest.Row(4, "", "d") + "#A1:A3#": "1|Ngày|a\n2|Ngày|b\n3|Ngày|c\n4||d\n",
	} {
		merge := ""
		if data, ref, ok := strings.Cut(xml, "#A"); ok && !strings.Contains(xml, "#REF") {
			xml, merge = data, `<mergeCells><mergeCell ref="A`+strings.TrimSuffix(ref, "#")+`"/></mergeCells>`
		}
		s, err := one(t, settings, "<sheetData>"+xml+"</sheetData>"+merge)
		if err != nil || shown(s) != want {
			t.Errorf("%s: %v %q, want %q", xml, err, shown(s), want)
		}
	}
}

// Records of .xls that LibreOffice does not write: texts of formulas, errors, rows of numbers, texts
// that go on in another record, half in one byte a character and half in two.
func TestRecords(t *testing.T) {
	record := func(kind int, data string) string {
		return string(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, uint16(kind)), uint16(len(data)))) + data
	}
	begin, end := record(recBOF, "\x00\x06\x10\x00"), record(recEOF, "")
	x := &xls{codes: map[int]format{}, names: map[string]string{}}
	x.data = []byte(begin + record(recStrings, "\x01\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00ab") + record(recContinue, "\x01\xa1\x1e\xa1\x1e") + end)
	if err := x.globals(); err != nil || len(x.strings) != 1 || x.strings[0].text != "abạạ" {
		t.Fatal(err, x.strings)
	}
	const at = "\x00\x00\x00\x00\x00\x00"
	for body, want := range map[string]string{
		record(recFormula, at+"\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00") + record(recString, "\x02\x00\x00vi"): "1|vi\n",
		record(recFormula, at+"\x02\x00\x17\x00\x00\x00\xff\xff\x00\x00"):                                       "1|#REF!!2\n",
		record(recFormula, at+"\x03\x00\x00\x00\x00\x00\xff\xff\x00\x00"):                                       "",
		record(recBoolErr, at+"\x01\x00"):                                                                       "1|TRUE\n",
		record(recRK, at+"\x02\x00\x00\x00"):                                                                    "1|0\n",
		record(recRK, at+"\xff\xff\xff\xff"):                                                                    "1|-0,01\n",
		record(recMulRK, "\x01\x00\x00\x00"+"\x00\x00\x06\x00\x00\x00"+"\x00\x00\x0a\x00\x00\x00"+"\x01\x00"):   "2|1|2\n",
		record(recLabel, at+"\x02\x00\x00ab"):                                                                   "1|ab\n",
		record(recBOF, "\x00\x06\x20\x00") + record(recBoolErr, at+"\x01\x00") + end:                            "",
	} {
		x.data = []byte(begin + body + end)
		s, err := x.sheet(xlsSheet{})
		if err != nil || shown(&s) != want {
			t.Errorf("% x: %v %q, want %q", body, err, shown(&s), want)
		}
	}
	x.data = []byte(begin + record(recPassword, "\x00\x00") + end)
	if err := x.globals(); !errors.Is(err, officefile.ErrLocked) {
		t.Error(err)
	}
	x.data = []byte(begin + "\x06\x00\xff\xff")
	if _, err := x.sheet(xlsSheet{}); !errors.Is(err, officefile.ErrNot) {
		t.Error(err)
	}
}

// What is too much ends early, and a file that is broken or locked says so.
func TestBounds(t *testing.T) {
	rows := func(n int) string {
		var out strings.Builder
		for i := range n {
			fmt.Fprintf(&out, `<row r="%d"><c><v>1</v></c></row>`, i+1)
		}
		return "<sheetData>" + out.String() + "</sheetData>"
	}
	s, err := one(t, workbooktest.Settings{}, rows(problem.MaxSheetRows.Most+mostHead+1))
	if err != nil || s.Over != &problem.MaxSheetRows || s.OverRow != problem.MaxSheetRows.Most+mostHead+1 {
		t.Error(err)
	}
	s, err = one(t, workbooktest.Settings{}, `<sheetData><row r="1"><c r="GS1"><v>1</v></c></row></sheetData>`)
	if err != nil || s.Over != &problem.MaxSheetColumns {
		t.Error(err)
	}
	huge := "<a " + strings.Repeat(`b="" `, 30_000) + "/>"
	deep := strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"attributes":   {workbooktest.Build(t, workbooktest.Settings{}, workbooktest.Sheet{Name: "A", XML: huge}), officefile.ErrTooLarge},
		"depth":        {workbooktest.Build(t, workbooktest.Settings{}, workbooktest.Sheet{Name: "A", XML: deep}), officefile.ErrTooLarge},
		"bomb":         {workbooktest.Build(t, workbooktest.Settings{}, workbooktest.Sheet{Name: "A", XML: strings.Repeat(" ", 65<<20)}), officefile.ErrTooLarge},
		"elements":     {workbooktest.Build(t, workbooktest.Settings{Styles: strings.Repeat("<xf/>", 400_000)}), officefile.ErrTooLarge},
		"not closed":   {workbooktest.Build(t, workbooktest.Settings{}, workbooktest.Sheet{Name: "A", XML: "<sheetData><row>"}), officefile.ErrNot},
		"word":         {workbooktest.Zip(t, map[string]string{"word/document.xml": "<a/>"}), officefile.ErrNot},
		"text":         {[]byte("Tên;Ngày"), officefile.ErrNot},
		"locked .ods":  {workbooktest.Zip(t, map[string]string{"content.xml": "\x00", "META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"}), officefile.ErrLocked},
		"a text .odt":  {workbooktest.Zip(t, map[string]string{"content.xml": "<document-content><body><text/></body></document-content>"}), officefile.ErrNot},
		"no compound":  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), officefile.ErrNot},
		"cut compound": {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), officefile.ErrNot},
	} {
		if _, err := Open(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever a file says, reading ends, with rows in order and no row without text.
func FuzzOpen(f *testing.F) {
	for _, ending := range []string{"xlsx", "ods", "xls"} {
		data, err := os.ReadFile("testdata/lich." + ending)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := Open(data)
		if err != nil {
			return
		}
		for i := range book.Sheets {
			last := 0
			for _, row := range book.Sheets[i].Rows {
				if row.Number <= last || len(row.Cells) == 0 {
					t.Fatalf("row %d after %d, %d cells", row.Number, last, len(row.Cells))
				}
				last = row.Number
			}
		}
	})
}

// Whatever the code of a format, a number is shown.
func FuzzFormat(f *testing.F) {
	f.Add("#,##0.00;[Red](0)", 1.5)
	f.Add(`dd/mm/yyyy "lúc" h:mm`, 46174.5)
	f.Fuzz(func(t *testing.T, code string, value float64) {
		if len(code) < 1000 {
			parseFormat(code).show(value, false)
		}
	})
}

// A spreadsheet in one piece of XML says the same as one in an archive.
func TestFlat(t *testing.T) {
	var books []*Book
	for _, name := range []string{"lich.ods", "lich.fods"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := Open(data)
		if err != nil {
			t.Fatal(name, err)
		}
		books = append(books, book)
	}
	if len(books[0].Sheets) == 0 || len(books[0].Sheets) != len(books[1].Sheets) {
		t.Fatalf("%d and %d sheets", len(books[0].Sheets), len(books[1].Sheets))
	}
	if a, b := books[0].Sheets[0], books[1].Sheets[0]; a.Name != b.Name || len(a.Rows) != len(b.Rows) {
		t.Errorf("%s with %d rows, %s with %d", a.Name, len(a.Rows), b.Name, len(b.Rows))
	}
	if _, err := Open([]byte("<office:document xmlns:office='x'><body>")); !errors.Is(err, officefile.ErrNot) {
		t.Error(err)
	}
}
