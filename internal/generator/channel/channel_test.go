package channel

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"loa/internal/generator/spoken"
)

func sentences(text string) []string {
	all, _ := spoken.New("vi", nil).Sentences(text)
	var written []string
	for _, s := range all {
		written = append(written, strings.TrimSpace(text[s.Start:s.Stop]))
	}
	return written
}

var article = Article{
	Title:    "Mưa lũ: việc cần làm ngay",
	Lead:     "Lũ về trước 17h30 ngày 15/6/2027. UBND xã và TP. Cao Bằng đã mở 3 điểm tránh lũ. Giữ trẻ nhỏ ở trong nhà, xa mép nước. Không vớt củi trên sông, suối khi nước còn chảy xiết.",
	Points:   []string{"Lên chỗ cao.", "Gọi 114.", strings.Repeat("dài ", 200)},
	Numbers:  []string{"114 (cứu nạn)", "115 (cấp cứu)"},
	Bare:     []string{"114", "115"},
	URL:      "https://xa.example/tin/mua-lu-2027/",
	Sentence: sentences,
}

func TestPost(t *testing.T) {
	for _, n := range []Network{Zalo, Facebook} {
		got := Post(article, n)
		if utf8.RuneCountInString(got) > int(n) || !strings.HasPrefix(got, article.Title+"\n\nLũ về trước 17h30 ngày 15/6/2027.") || !strings.HasSuffix(got, "☎ 114 (cứu nạn) · 115 (cấp cứu)\n"+article.URL) {
			t.Errorf("%d of %d characters:\n%s", utf8.RuneCountInString(got), n, got)
		}
		t.Log(got)
	}
	bare := Post(Article{Title: "T", URL: "u"}, Zalo)
	if bare != "T\n\nu" {
		t.Errorf("%q", bare)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"một hai ba", 20, "một hai ba"},
		{"một hai ba bốn", 9, "một hai…"},
		{"nước cao 2 m rồi", 11, "nước…"}, // neither before nor behind the number
		{"gọi 115 ngay đi", 9, ""},
	} {
		if got := cut(c.text, c.most); got != c.want {
			t.Errorf("%q in %d is %q, not %q", c.text, c.most, got, c.want)
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		text     string
		encoding string
		units    int
		parts    int
	}{
		{"", "GSM-7", 0, 0},
		{strings.Repeat("a", 160), "GSM-7", 160, 1},
		{strings.Repeat("a", 161), "GSM-7", 161, 2},
		{strings.Repeat("a", 306), "GSM-7", 306, 2},
		{strings.Repeat("a", 307), "GSM-7", 307, 3},
		{strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152), "GSM-7", 306, 3}, // the sign is not cut in two
		{strings.Repeat("ă", 70), "UCS-2", 70, 1},
		{strings.Repeat("ă", 71), "UCS-2", 71, 2},
		{strings.Repeat("ă", 134), "UCS-2", 134, 2},
		{strings.Repeat("ă", 66) + "😀" + strings.Repeat("ă", 66), "UCS-2", 134, 3},
	} {
		if got := Count(c.text); got.Encoding != c.encoding || got.Units != c.units || got.Parts != c.parts {
			t.Errorf("%d characters: %+v, not %+v", utf8.RuneCountInString(c.text), Message{Encoding: got.Encoding, Units: got.Units, Parts: got.Parts}, c)
		}
	}
}

func TestSMS(t *testing.T) {
	with, without := SMS(article, true), SMS(article, false)
	if with.Encoding != "UCS-2" || with.Parts > 3 || without.Encoding != "GSM-7" || without.Parts > 3 || len(without.Text) <= len(with.Text)/2 {
		t.Errorf("%+v\n%+v", with, without)
	}
	for _, m := range []Message{with, without} {
		if !strings.HasSuffix(m.Text, " "+article.URL) || !strings.Contains(m.Text, "114, 115.") || m.Text == "" {
			t.Errorf("%q", m.Text)
		}
	}
	if got := Unmarked("Đuối nước: “ở ao” – 3 m²… ₫"); got != `Duoi nuoc: "o ao" - 3 m2... ` {
		t.Errorf("%q", got)
	}
}

// partsOf cuts a text as a network does.
func partsOf(text string) []string {
	m := Count(text)
	if m.Parts < 2 {
		return []string{text}
	}
	_, each := limits(m.Encoding)
	var all []string
	part, filled := "", 0
	for _, r := range text {
		if w := width(r, m.Encoding); filled+w > each {
			all, part, filled = append(all, part), "", 0
		}
		part, filled = part+string(r), filled+width(r, m.Encoding)
	}
	return append(all, part)
}

// FuzzUnsplit makes sure that no word with a digit stands in two parts unless it is longer
// than one, and that nothing but spaces is added.
func FuzzUnsplit(f *testing.F) {
	f.Add(strings.Repeat("nước ", 13)+"114115 và 0206385212 "+strings.Repeat("lũ ", 30)+"https://xa.example/2027/", true)
	f.Add(strings.Repeat("a", 150)+" 12345 "+strings.Repeat("b", 148)+" 9876543210", false)
	f.Fuzz(func(t *testing.T, text string, marks bool) {
		text = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(text, ""))
		if !marks {
			text = Unmarked(text)
		}
		got := unsplit(text)
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q became %q", text, got)
		}
		parts := partsOf(got)
		if len(parts) != Count(got).Parts {
			t.Fatalf("%d parts, %d counted", len(parts), Count(got).Parts)
		}
		for i := 1; i < len(parts); i++ {
			before, after := parts[i-1], parts[i]
			if strings.HasSuffix(before, " ") || strings.HasPrefix(after, " ") {
				continue
			}
			head := before[strings.LastIndexByte(before, ' ')+1:]
			tail, _, _ := strings.Cut(after, " ")
			_, each := limits(Count(got).Encoding)
			size := 0
			for _, r := range head + tail {
				size += width(r, Count(got).Encoding)
			}
			if hasDigit(head+tail) && size <= each {
				t.Fatalf("%q | %q: a number in two parts", before, after)
			}
		}
	})
}
