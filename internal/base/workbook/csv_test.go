package workbook

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

// Each cell of a spreadsheet, in each form that LibreOffice writes, is the text that LibreOffice's own export as CSV
// shows of it in Vietnamese.
func TestCellsOfLibreOffice(t *testing.T) {
	exported, err := os.ReadFile("testdata/so-lieu.csv")
	if err != nil {
		t.Fatal(err)
	}
	want, err := csv.NewReader(bytes.NewReader(exported)).ReadAll()
	if err != nil || len(want) != 10 {
		t.Fatal(err, len(want))
	}
	for _, ending := range []string{"xlsx", "ods", "xls"} {
		data, err := os.ReadFile("testdata/so-lieu." + ending)
		if err != nil {
			t.Fatal(err)
		}
		book, err := Open(data)
		if err != nil || len(book.Sheets) != 1 {
			t.Fatal(ending, err)
		}
		got := make([][7]string, len(want))
		for _, row := range book.Sheets[0].Rows {
			for i, c := range row.Cells {
				got[row.Number-1][i] = c.Text
			}
		}
		for r := range want {
			for c, text := range want[r] {
				if got[r][c] != strings.TrimSpace(text) {
					t.Errorf("%s, %s: %q, want %q", ending, CellName(r+1, c), got[r][c], text)
				}
			}
		}
	}
}

// A date of an .ods is shown as far as its cell shows it.
func TestPartsOfDates(t *testing.T) {
	for _, c := range []struct{ value, shown, want string }{
		{"2026-06-01", "01/06/2026", "01/06/2026"}, {"2026-06-01", "", "01/06/2026"}, {"2026-06-01", "###", "01/06/2026"},
		{"2026-06-01", "06/2026", "06/2026"}, {"2026-06-01", "6-2026", "06/2026"}, {"2026-06-01", "tháng 6 năm 2026", "06/2026"}, {"2026-06-01", "2026-06", "06/2026"},
		{"2026-06-01", "Tháng Sáu 2026", "06/2026"}, {"2026-06-01", "June 2026", "06/2026"}, {"2026-06-01", "2026", "2026"}, {"2026-06-01", "Năm 2026", "2026"},
		{"2026-06-06", "6 June 2026", "06/06/2026"}, {"2026-06-01", "Thứ Hai, 1 tháng 6, 2026", "01/06/2026"}, {"2026-06-26", "26 Jun", "26/06/2026"}, {"2026-06-01", "01/06/26", "01/06/2026"},
		{"2026-06-03T07:15:00", "03/06/2026", "03/06/2026"}, {"2026-06-03T07:15:00", "03/06/2026 07:15", "03/06/2026 07:15"}, {"2026-06-03T07:15:00", "3.6.2026 7h15", "03/06/2026 07:15"},
		{"2026-06-03T08:00:00", "8h ngày 03/06", "03/06/2026 08:00"}, {"2026-06-03T14:00:00", "14h ngày 3 tháng 6", "03/06/2026 14:00"}, {"2026-06-03T14:00:00", "03/06 14h", "03/06/2026 14:00"},
		{"2026-06-03T14:30:00", "14h30", "03/06/2026 14:30"}, {"2026-06-03T14:30:00", "Thứ Tư 14h30", "03/06/2026 14:30"}, {"2026-06-03T14:30:00", "14 giờ 30", "03/06/2026 14:30"}, {"2026-06-03T08:00:00", "3/6 sáng 8", "03/06/2026 08:00"},
		{"2026-06-03T08:00:00", "Thứ Tư", "03/06/2026 08:00"}, {"2026-06-03T06:00:00", "6 AM 2026", "03/06/2026 06:00"}, {"2026-06-03T06:00:00", "03/06", "03/06/2026"}, {"2026-06-03T06:00:00", "3.6.26", "03/06/2026"},
		{"2026-06-03T06:00:00", "Wednesday, June 3, 2026", "03/06/2026"}, {"2026-06-03T06:00:00", "ngày 3 tháng 6 năm 2026", "03/06/2026"}, {"2026-06-03T06:00:00", "6/2026", "06/2026"}, {"2026-06-03T06:00:00", "3 thg 6", "03/06/2026"},
		{"2026-06-03T06:00:00", "June 2026", "06/2026"}, {"2026-06-03T20:26:00", "20 26", "03/06/2026 20:26"}, {"2026-06-06T06:00:00", "6/6", "06/06/2026"}, {"2026-06-06T06:00:00", "6 6 6", "06/06/2026 06:00"},
		{"2026-06-03T07:15:00", "", "03/06/2026 07:15"}, {"07:15:00", "7:15", "07:15"}, {"x", "y", "x"},
	} {
		if got := isoMoment(c.value, c.shown); got != c.want {
			t.Errorf("%s shown as %q: %q, want %q", c.value, c.shown, got, c.want)
		}
	}
}
