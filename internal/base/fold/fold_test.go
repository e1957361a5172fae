package fold

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"an toan 111", "an toan 111"},
		{"An Toàn", "an toan"},
		{"ĐUỐI NƯỚC", "duoi nuoc"},
		{"đường Điện Biên", "duong dien bien"},
		{"hoà", "hoa"}, {"hòa", "hoa"}, {"thuý", "thuy"}, {"thúy", "thuy"},
		{"quốc", "quoc"}, {"kỹ năng", "ky nang"}, {"Ỹ", "y"}, {"ĩ Ũ ơ Ư ă Â ê Ô", "i u o u a a e o"},
		{"“Trẻ em” – 2026", "“tre em” – 2026"},
		{"Käse, ça, Łódź, groß", "kase, ca, łodz, groß"},
		{"Ὀδυσσεύς", "οδυσσευς"},
		{"ភាសាខ្មែរ", "ភាសាខ្មែរ"},
		{"Hmoob × Tày", "hmoob × tay"},
		{"İstanbul", "istanbul"},
		{"a\xffb", "a\ufffdb"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
		}
		if got := Text(norm.NFD.String(c.in)); got != c.want {
			t.Errorf("decomposed: Text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// Every Vietnamese letter takes the fast road and comes out as the slow road
// would have it, and no other letter takes it.
func TestFastRoadAgreesWithUnicode(t *testing.T) {
	n := 0
	for r := rune(0x80); r < 0x2000; r++ {
		base, ok := vietnamese(r)
		if !ok {
			continue
		}
		n++
		if want := slow(string(r)); string(base) != want {
			t.Errorf("%c folds to %q, by Unicode to %q", r, base, want)
		}
	}
	if n != 134 {
		t.Errorf("%d letters, the Vietnamese alphabet has 134 with marks", n)
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"!!!", ""}, {"☎️", ""}, {"—", ""},
		{"Đuối nước", "duoi-nuoc"},
		{"  Vùng an toàn quanh ao, hồ  ", "vung-an-toan-quanh-ao-ho"},
		{"1. Gọi 111!", "1-goi-111"},
		{"777/KH-UBND", "777-kh-ubnd"},
		{"report_v2.md", "report-v2-md"},
		{"ភាសាខ្មែរ ២០២៦", "ភាសាខ្មែរ-២០២៦"},
		{"한국어", "한국어"},
		{"1️⃣ Bước một", "1-buoc-mot"},
		{"an\u00adtoàn\u200b!", "antoan"},
		{"\u0323a", "a"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "summary", "date", "updated", "review_by", "topics", "vi", "en"}
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"sumary", keys, "summary"},
		{"Summary", keys, "summary"},
		{"tilte", keys, "title"},
		{"review-by", keys, "review_by"},
		{"dates", keys, "date"},
		{"vn", keys, "vi"},
		{"colour", keys, ""},
		{"x", keys, ""},
		{"", keys, ""},
		{"title", nil, ""},
		{"phu huynh", []string{"giáo viên", "phụ huynh"}, "phụ huynh"},
		{"má", []string{"ma", "má"}, "má"},
		{"mạ", []string{"ma", "má"}, "ma"},
		{"cat", []string{"bat", "hat"}, "bat"},
		{"duoi-nuco", []string{"duoi-nuoc", "giao-thong"}, "duoi-nuoc"},
	} {
		got, ok := Nearest(c.word, c.known)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Nearest(%q) = %q, %v, want %q", c.word, got, ok, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"ab", "ba", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3},
	} {
		if got := new(rows).distance([]rune(c.a), []rune(c.b), 100); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := new(rows).distance([]rune(c.b), []rune(c.a), 100); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Đuối nước", "hoa\u0300", "Käse ǅ", "ភាសា", "\xff", "Σίσυφος", "한", "\u212a\u0130"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Text(s)
		if again := Text(folded); again != folded {
			t.Errorf("%q folds to %q and then to %q", s, folded, again)
		}
		if strings.ContainsFunc(folded, mark) || strings.ContainsRune(folded, 'đ') {
			t.Errorf("%q keeps marks: %q", s, folded)
		}
		if utf8.ValidString(s) && Text(norm.NFD.String(s)) != Text(norm.NFC.String(s)) {
			t.Errorf("%q folds differently composed and decomposed", s)
		}
	})
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Vùng an toàn", "--a--", "ភាសា ខ្មែរ", "1️⃣", "a\u200bb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := Slug(s)
		if again := Slug(slug); again != slug {
			t.Errorf("%q gives %q and then %q", s, slug, again)
		}
		if strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") || strings.Contains(slug, "--") {
			t.Errorf("%q gives %q", s, slug)
		}
		if !norm.NFC.IsNormalString(slug) || strings.ContainsFunc(slug, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`/\?#%&<>"'`, r) }) {
			t.Errorf("%q gives the unfit %q", s, slug)
		}
	})
}

func BenchmarkText(b *testing.B) {
	s := strings.Repeat("Trẻ em dưới 6 tuổi phải có người lớn trông giữ khi ở gần ao, hồ. ", 60)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Text(s)
	}
}
