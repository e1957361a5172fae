package quantity

import (
	"fmt"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"vi", "gần 2.000 trẻ em, 1,5 triệu em, 40% dưới 14 tuổi", "2000 1.5e+06 40share 14months"},
		{"en", "nearly 2,000 children, 1.5 million, 40 % under 14 years", "2000 1.5e+06 40share 14months"},
		{"vi", "ép tim 100–120 lần một phút, sâu 5 cm, 30 lần rồi 2 lần thổi", "100 120 5length 30 2"},
		{"vi", "Gọi 112 hoặc 0206 3852 222, 1800 1567", "112 tel:02063852222 tel:18001567"},
		{"en", "Call +84 206 385 2222", "tel:02063852222"},
		{"vi", "Ngày 5 tháng 9 năm 2026, 8h30, 19 giờ", "5 9 2026 8time 30 19time"},
		{"en", "5 September 2026, 8:30, 7 pm, 7:30 pm", "5 2026 8 30 19 19 30"},
		{"vi", "Thứ 2 và thứ 7 hằng tuần, 3 buổi", "3"},
		{"vi", "ít nhất 6 m, tốt 3 lần, T7 và (T2)", "6length 3"},
		{"vi", "Nghị định 49/2024/NĐ-CP, 777/KH-UBND, H5N1", "49 2024 777"},
		{"vi", "1/2 viên, 10⁵, 38,5 °C, 40 km/h, 300 000 đồng", "1 2 10 38.5temperature 40speed 300000money"},
		{"en", "a 12-year-old, 3-day course, 1.35 m", "12months 3time 1.35length"},
		{"km", "112 និង 2.5 m", "112 2.5length"},
	} {
		var got []string
		for _, q := range Of(c.text, c.language) {
			if q.Phone != "" {
				got = append(got, "tel:"+q.Phone)
			} else {
				got = append(got, fmt.Sprintf("%v%s", q.Value, q.Unit.Dimension))
			}
			if c.text[q.Start:q.Stop] != q.Text {
				t.Errorf("%q: %q stands at %q", c.text, q.Text, c.text[q.Start:q.Stop])
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ vi, en, want string }{
		{"Rào cao 1,2 m, khe 10 cm", "A fence of 1.2 m with gaps of 10 cm", ""},
		{"Rào cao 1,2 m, khe 10 cm", "A fence of 1.2 m with gaps of 9 cm", "10 cm | 9 cm"},
		{"Gọi 114 hoặc 112, và 115", "Call 112 or 114, and 115", ""},
		{"Gọi 114 hoặc 112, và 115", "Call 115 or 112", "114 | "},
		{"2 người lớn, 3 phút", "Two adults, three minutes", ""},
		{"hai người lớn", "2 adults", ""},
		{"60 phút", "for an hour", ""},
		{"hai tuần", "14 days", ""},
		{"hai tuần", "2 days", " | 2 days"},
		{"20 giờ ngày 1 tháng 6", "8 pm on 1 June", ""},
		{"20h30", "8:30 pm", ""},
		{"20h30", "8:30 am", "20h | 8"},
		{"60 phút", "1 hour", ""},
		{"5 m", "5 km", "5 m | 5 km"},
		{"Trẻ 6 tháng", "A child of 6 years", "6 tháng | 6 years"},
		{"một nửa, 50%", "half, 50 %", ""},
		{"½ viên", "½ tablet", ""},
	} {
		var vi, en Block
		vi.Read(c.vi, strings.ToLower(c.vi), "vi", 0)
		en.Read(c.en, strings.ToLower(c.en), "en", 0)
		d := Compare(vi, en)
		list := func(all []Found) string {
			var texts []string
			for _, f := range all {
				texts = append(texts, f.Text)
			}
			return strings.Join(texts, ", ")
		}
		got := list(d.Source) + " | " + list(d.Translation)
		if c.want == "" {
			c.want = " | "
		}
		if got != c.want {
			t.Errorf("%s / %s: got %q, want %q", c.vi, c.en, got, c.want)
		}
	}
}

// FuzzOf fails if a quantity does not stand where it says, or is met twice.
func FuzzOf(f *testing.F) {
	f.Add("8h30, 1.234,5 km/h (+84) 206 385 2222 12-year-old", true)
	f.Fuzz(func(t *testing.T, text string, vi bool) {
		language := "en"
		if vi {
			language = "vi"
		}
		last := 0
		for _, q := range Of(text, language) {
			if q.Start < last || q.Stop <= q.Start || text[q.Start:q.Stop] != q.Text {
				t.Fatalf("%+v after %d", q, last)
			}
			last = q.Stop
		}
	})
}
