package spoken

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"vi", "Gọi 115. Đặt trẻ nằm ngửa!", "Gọi một một năm.|Đặt trẻ nằm ngửa!"},
		{"vi", "Lớp ở TP. Cao Bằng. ThS. Lan dạy.", "Lớp ở thành phố Cao Bằng.|thạc sĩ Lan dạy."},
		{"vi", "Có 1.248 trẻ. 12 em biết bơi.", "Có một nghìn hai trăm bốn mươi tám trẻ.|mười hai em biết bơi."},
		{"vi", "“Gọi ai?” Em hỏi.", "“Gọi ai?”|Em hỏi."},
		{"vi", "Chờ… rồi gọi.", "Chờ… rồi gọi."},
		{"vi", "Chúng tôi ở… (thôn, xã). Nhanh lên!", "Chúng tôi ở… thôn, xã.|Nhanh lên!"},
		{"vi", "Nghỉ. (xem Hình 2)", "Nghỉ.|xem Hình hai"},
		{"en", "Call 112. Stay calm.", "Call one one two.|Stay calm."},
		{"en", "At 8 a.m. the class begins.", "At eight a m the class begins."},
		{"vi", "", ""},
	} {
		var got []string
		all, _ := New(c.language, nil).Sentences(c.text)
		for i, s := range all {
			got = append(got, s.Said)
			if i > 0 && s.Start != all[i-1].Stop || s.Stop <= s.Start || s.Stop > len(c.text) {
				t.Errorf("%q: sentence %d is at %d to %d", c.text, i, s.Start, s.Stop)
			}
		}
		if !slices.Equal(got, strings.FieldsFunc(c.want, func(r rune) bool { return r == '|' })) {
			t.Errorf("%q is %q, not %q", c.text, strings.Join(got, "|"), c.want)
		}
	}
}

// Sentences together say what Say says, whatever the text.
func FuzzSentences(f *testing.F) {
	f.Add("Gọi 115. “Ai?” TP. Cao Bằng (8h30). …")
	f.Fuzz(func(t *testing.T, text string) {
		s := New("vi", nil)
		var said []string
		all, _ := s.Sentences(text)
		for _, one := range all {
			said = append(said, one.Said)
		}
		whole, _ := s.Say(text)
		if got := strings.Join(said, " "); strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(whole), "") {
			t.Errorf("%q is said %q in sentences and %q at once", text, got, whole)
		}
	})
}
