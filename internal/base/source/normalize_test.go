package source

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
)

const cleanText = "+++\ntitle = \"Vùng an toàn quanh ao, hồ\"\n+++\n\nTrẻ em dưới 6 tuổi phải có người lớn trông giữ. “Gọi 111” – miễn phí, 5 × 4 ≥ 20 ₫ ✓ 🏊\n"

func TestNormalize(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		normalized     []string
	}{
		{"empty", "", "", nil},
		{"clean", cleanText, cleanText, nil},
		{"coloured sign", "Gọi ☎️ 111", "Gọi ☎️ 111", nil},
		{"byte order mark", bom + "Hè", "Hè", []string{FixedBOM}},
		{"only a byte order mark", bom, "", []string{FixedBOM}},
		{"Windows lines", "một\r\nhai\r\n", "một\nhai\n", []string{FixedLineEnds}},
		{"old Mac lines", "một\rhai\r\rba", "một\nhai\n\nba", []string{FixedLineEnds}},
		{"decomposed", norm.NFD.String("Đuối nước ở hồ"), "Đuối nước ở hồ", []string{FixedNFC}},
		{"half composed", "nươ\u0301c", "nước", []string{FixedNFC}},
		{"angstrom sign", "5 \u212b", "5 Å", []string{FixedNFC}},
		{"zero width space", "duoi\u200b-nuoc", "duoi-nuoc", []string{FixedZeroWidth}},
		{"between letter and mark", "a\u200b\u0301", "á", []string{FixedZeroWidth, FixedNFC}},
		{"word joiner and inner mark", "a\u2060b\ufeffc", "abc", []string{FixedZeroWidth}},
		{"joiner between Latin letters", "a\u200db\u200cc", "abc", []string{FixedZeroWidth}},
		{"joiners that are read", "क्\u200dष می\u200cخواهم", "क्\u200dष می\u200cخواهم", nil},
		{"doubled joiner", "می\u200c\u200cخ", "می\u200cخ", []string{FixedZeroWidth}},
		{"joiner at the end", "می\u200c ", "می ", []string{FixedZeroWidth}},
		{"family emoji", "👨\u200d👩\u200d👧 và 🏊🏽\u200d♀️", "👨\u200d👩\u200d👧 và 🏊🏽\u200d♀️", nil},
		{"words of Khmer and Thai", "ការ\u200bការពារ\u200bកុមារ។ เด็ก\u200bเล็ก", "ការ\u200bការពារ\u200bកុមារ។ เด็ก\u200bเล็ก", nil},
		{"words of Lao, Burmese and Tai Viet", "ເດັກ\u200bນ້ອຍ ကလေး\u200bငယ် ꪹꪒ\u2060ꪀ", "ເດັກ\u200bນ້ອຍ ကလေး\u200bငယ် ꪹꪒ\u2060ꪀ", nil},
		{"Khmer beside Latin and a number", "ទូរស័ព្ទ\u200b111 SOS\u200bកុមារ", "ទូរស័ព្ទ\u200b111 SOS\u200bកុមារ", nil},
		{"at the edges of Khmer", "\u200bក \u200bក\u200b", "ក ក", []string{FixedZeroWidth}},
		{"doubled in Khmer", "ក\u200b\u200bខ", "ក\u200bខ", []string{FixedZeroWidth}},
		{"between Greek letters", "α\u200bβ", "αβ", []string{FixedZeroWidth}},
		{"Khmer", "ភាសាខ្មែរ", "ភាសាខ្មែរ", nil},
		{"Windows-1258", windows1258Of(t, "Trẻ em dưới 6 tuổi cần người lớn trông giữ"), "Trẻ em dưới 6 tuổi cần người lớn trông giữ", []string{FixedWindows1258}},
		{"its punctuation alone", "the child\x92s \x93safe\x94 zone", "the child’s “safe” zone", []string{FixedWindows1258}},
		{"its signs", "\xa7 5 \xb7 20 \xb0C \xab" + windows1258Of(t, "trẻ em") + "\xbb \xb7 \xa7 6", "§ 5 · 20 °C «trẻ em» · § 6", []string{FixedWindows1258}},
		{"all at once", bom + norm.NFD.String("Hè\r\nvui\u200b"), "Hè\nvui", []string{FixedBOM, FixedLineEnds, FixedZeroWidth, FixedNFC}},
	} {
		got, problems := Normalize("a.md", []byte(c.in))
		if string(got.Bytes) != c.want || !slices.Equal(got.Fixed, c.normalized) || len(problems) > 0 {
			t.Errorf("%s: %q, normalized %v, problems %v; want %q, %v", c.name, got.Bytes, got.Fixed, problems, c.want, c.normalized)
		}
	}
}

func TestNormalizeUTF16(t *testing.T) {
	for _, c := range []struct {
		name      string
		mark, big bool
	}{{"little with mark", true, false}, {"big with mark", true, true}, {"little", false, false}, {"big", false, true}} {
		in := cleanText
		if c.mark {
			in = bom + in
		}
		got, problems := Normalize("a.md", utf16Of(in, c.big))
		if string(got.Bytes) != cleanText || !slices.Contains(got.Fixed, FixedUTF16) || len(problems) > 0 {
			t.Errorf("%s: %q, %v, %v", c.name, got.Bytes, got.Fixed, problems)
		}
	}
}

func TestNormalizethyTextIsNotCopied(t *testing.T) {
	raw := []byte(cleanText)
	text, _ := Normalize("a.md", raw)
	if &text.Bytes[0] != &raw[0] {
		t.Error("a clean text was copied")
	}
	if !isClean(raw) {
		t.Error("ordinary text leaves the isClean road")
	}
}

// What the fast road accepts must be what the slow road leaves alone.
func TestFastRoadAcceptsOnlyWhatStays(t *testing.T) {
	for r := rune(1); r < 0x20000; r++ {
		b := utf8.AppendRune(nil, r)
		if r == '\r' || clean(b) < len(b) {
			continue
		}
		mark := utf8.AppendRune(nil, '\u0301')
		if !norm.NFC.IsNormal(b) || zeroWidth(r) || clean(append(b, mark...)) > len(b) || norm.NFC.QuickSpan(b) != len(b) {
			t.Errorf("U+%04X is accepted", r)
		}
		if p := norm.NFC.Properties(b); p.CCC() != 0 {
			t.Errorf("U+%04X is a mark", r)
		}
		for n := 1; n < len(b); n++ {
			if clean(b[:n]) != 0 {
				t.Errorf("the first %d bytes of U+%04X are accepted", n, r)
			}
		}
	}
}

func TestNormalizeProblems(t *testing.T) {
	latin1 := func(s string) string { // as an old editor saved it
		var b []byte
		for _, r := range s {
			b = append(b, byte(r))
		}
		return string(b)
	}
	for _, c := range []struct {
		name, in     string
		want         string // the text, "*" for any
		code         problem.Code
		line, column int
		width        int
	}{
		{"a stray byte", "một\nhai \xff ba", "một\nhai \ufffd ba", problem.SourceNotUTF8, 2, 5, 1},
		{"a cut letter", "nước\nngườ\xe1\xbb", "nước\nngườ\ufffd", problem.SourceNotUTF8, 2, 5, 1},
		{"Latin-1 French", latin1("L'été à l'école, même la nuit où le garçon naît"), "*", problem.SourceNotUTF8, 1, 3, 1},
		{"a zero byte in a text", "an\x00 toàn", "an toàn", problem.SourceBinary, 1, 3, 1},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "", problem.SourceBinary, 3, 1, 1},
		{"pasted TCVN3", "# Bài\n\nTrÎ em d\u00adíi 6 tuæi ph¶i cã ng\u00adêi lín tr«ng gi÷", "*", problem.SourceLegacy, 3, 1, 3},
		{"one word of TCVN3", "Trang TrÎ em", "*", problem.SourceLegacy, 1, 7, 3},
		{"saved TCVN3", latin1("§uèi n\u00adíc lµ nguyªn nh©n hµng ®Çu. TrÎ em"), "*", problem.SourceLegacy, 1, 1, 4},
		{"pasted VNI", "Treû em döôùi 6 tuoåi phaûi coù ngöôøi lôùn troâng giöõ", "*", problem.SourceLegacy, 1, 1, 4},
		{"saved VNI", latin1("Ñuoái nöôùc laø nguyeân nhaân haøng ñaàu"), "*", problem.SourceLegacy, 1, 1, 5},
	} {
		got, problems := Normalize("a.md", []byte(c.in))
		if c.want != "*" && string(got.Bytes) != c.want {
			t.Errorf("%s: text %q, want %q", c.name, got.Bytes, c.want)
		}
		if len(problems) != 1 || problems[0].Code != c.code {
			t.Errorf("%s: problems %v, want %s", c.name, problems, c.code)
			continue
		}
		if p := problems[0].Place; p.Line != c.line || p.Column != c.column || p.Width != c.width || p.File != "a.md" {
			t.Errorf("%s: at %d:%d, %d wide; want %d:%d, %d wide", c.name, p.Line, p.Column, p.Width, c.line, c.column, c.width)
		}
	}
}

func TestLegacySaysWhatIsMeant(t *testing.T) {
	_, problems := Normalize("tin/a.md", []byte("Treû em döôùi nöôùc"))
	if len(problems) != 1 {
		t.Fatal(problems)
	}
	const want = `tin/a.md:1:1: lỗi: văn bản dùng bảng mã cũ VNI: “Treû” đúng ra là “Trẻ” [source.legacy]
  1 │ Treû em döôùi nöôùc
    │ ^^^^
  Chạy: loa fmt --from vni "tin/a.md"
`
	if got := problem.Text(problems[0], problem.WordsFor("vi")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Texts of other languages and signs must not be taken for Vietnamese.
func TestOtherLanguagesAreNoLegacy(t *testing.T) {
	files, err := filepath.Glob("testdata/other/*.txt")
	if err != nil || len(files) < 8 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(raw) {
			if text, problems := Normalize(file, line); len(problems) > 0 || !bytes.Equal(text.Bytes, line) {
				t.Errorf("%s: %q: %v", file, line, problems)
			}
		}
		if _, problems := Normalize(file, raw); len(problems) > 0 {
			t.Errorf("%s: %v", file, problems)
		}
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		from     Encoding
		in, want string
	}{
		{TCVN3, "TrÎ em d\u00adíi 6 tuæi ph¶i cã ng\u00adêi lín tr«ng gi÷.\nNước đã là Unicode, cã\n", "Trẻ em dưới 6 tuổi phải có người lớn trông giữ.\nNước đã là Unicode, cã\n"},
		{TCVN3, "¡n uèng, ¢m nh¹c, £ ®ª, ¤ t«, ¥ ¬i, ¦ \u00ad, §iÖn", "Ăn uống, Âm nhạc, Ê đê, Ô tô, Ơ ơi, Ư ư, Điện"},
		{VNI, "Treû em döôùi 6 tuoåi phaûi coù ngöôøi lôùn troâng giöõ", "Trẻ em dưới 6 tuổi phải có người lớn trông giữ"},
		{VNI, "ÑUOÁI NÖÔÙC, kyõ naêng bôi loäi, caëp, khaúng, chaùy, quyù, tình, ñòa, Myõ, kî, æa, ñóa", "ĐUỐI NƯỚC, kỹ năng bơi lội, cặp, khẳng, cháy, quý, tình, địa, Mỹ, kỵ, ỉa, đĩa"},
		{"tcvn9", "TrÎ", "TrÎ"},
	} {
		if got := string(Convert(c.from, []byte(c.in))); got != c.want {
			t.Errorf("%s: %q gives\n%q, want\n%q", c.from, c.in, got, c.want)
		}
	}
}

// Sentences written in the old encodings are recognised one by one, whether
// they were pasted or saved so, and come back whole.
func TestLegacyThereAndBack(t *testing.T) {
	raw, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(norm.NFC.String(string(raw))) {
		for from, encode := range map[Encoding]func(string) string{TCVN3: toTCVN3, VNI: toVNI} {
			pasted := encode(line)
			var saved []byte
			for _, r := range pasted {
				saved = append(saved, byte(r))
			}
			for _, in := range []string{pasted, string(saved)} {
				text, problems := Normalize("a.md", []byte(in))
				if len(problems) != 1 || problems[0].Args["from"] != string(from) {
					t.Errorf("%s: %q: %v", from, in, problems)
				}
				if got := string(Convert(from, text.Bytes)); got != line {
					t.Errorf("%s: %q gives %q", from, in, got)
				}
			}
		}
	}
}

func toTCVN3(s string) string {
	table := []rune(tcvn3)
	return strings.Map(func(r rune) rune {
		if i := slices.Index(table, r); i >= 0 && r != ' ' {
			return rune(0xA1 + i)
		}
		return r
	}, s)
}

func toVNI(s string) string {
	letters := []rune(vniLetters)
	var b strings.Builder
	for _, r := range s {
		if i := slices.Index(letters, r); i%2 == 1 {
			b.WriteRune(letters[i-1])
			continue
		}
		if strings.ContainsRune("íì", r) { // the same in both
			b.WriteRune(r)
			continue
		}
		base := []rune(norm.NFD.String(string(r)))
		if len(base) > 1 && base[1] == '\u031b' || len(base) > 2 && base[2] == '\u031b' { // the horn is a letter of VNI
			bare, tone, _ := splitTone(string(r))
			b.WriteRune(letters[slices.Index(letters, []rune(bare)[0])-1])
			base = []rune{0, tone}
		} else {
			b.WriteRune(base[0])
		}
		want := norm.NFC.String("a" + string(base[1:]))
		for sign := rune(0xDF); len(base) > 1 && sign <= 0xFF; sign++ {
			if mark := vniMark(sign); mark != "" && norm.NFC.String("a"+mark) == want {
				b.WriteRune(sign)
			}
		}
	}
	return b.String()
}

func TestSyllable(t *testing.T) {
	for _, s := range strings.Fields("trẻ em dưới tuổi phải có người lớn trông giữ Đuối NƯỚC nguyên nghiêng quốc quyết quỳnh giếng giặt gì hòa hoà thuý thúy khuỷu ngoằn ý yến ở Ê boong xoong huơ") {
		if !syllable(s) {
			t.Errorf("%q is a syllable", s)
		}
	}
	for _, s := range strings.Fields("été naïve treû trÎ caùc cac fà wà strà càt ằá zử über") {
		if syllable(s) {
			t.Errorf("%q is no syllable", s)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{cleanText, bom + "a\r\nb", "a\x00b\x00", "\xff\xfea\x00", "TrÎ em d\u00adíi", "Tr\xce em d\xad\xedi", "a\u200b\u0301", "می\u200c\u200cخ", "\u2329\u1100\u1161\u11a8", "Tr\xe2\xcc em"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		text, problems := Normalize("a.md", raw)
		if !bytes.Equal(raw, before) {
			t.Error("the input was changed")
		}
		if b := text.Bytes; !utf8.Valid(b) || !norm.NFC.IsNormal(b) || bytes.ContainsAny(b, "\r\x00") {
			t.Errorf("%q becomes %q", raw, b)
		}
		if again, _ := Normalize("a.md", text.Bytes); !bytes.Equal(again.Bytes, text.Bytes) {
			t.Errorf("%q becomes %q and then %q", raw, text.Bytes, again.Bytes)
		}
		for _, p := range problems {
			if p.Place.Line < 1 || p.Place.Column < 1 || !utf8.ValidString(p.Place.Text) {
				t.Errorf("%q: %+v", raw, p)
			}
		}
	})
}

func BenchmarkNormalizeVietnamese(b *testing.B) {
	raw := bytes.Repeat([]byte(cleanText), 5000/len(cleanText)+1)[:5000]
	for !utf8.Valid(raw) {
		raw = raw[:len(raw)-1]
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Normalize("a.md", raw)
	}
}

func BenchmarkNormalizeWindowsLines(b *testing.B) {
	raw := bytes.ReplaceAll(bytes.Repeat([]byte(cleanText), 25), []byte("\n"), []byte("\r\n"))
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Normalize("a.md", raw)
	}
}

func BenchmarkNormalizeFrench(b *testing.B) {
	raw := []byte(strings.Repeat("Noël, l'été à l'école, même la nuit où le garçon naît. ", 90))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		Normalize("a.md", raw)
	}
}

func utf16Of(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// windows1258Of encodes as Windows does: the letter with its own mark, then the
// tone behind it.
func windows1258Of(t *testing.T, s string) string {
	var b strings.Builder
	for _, r := range s {
		for _, piece := range pieces(r) {
			c, ok := charmap.Windows1258.EncodeRune(piece)
			if !ok {
				t.Fatalf("%c is not in Windows-1258", piece)
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

func pieces(r rune) []rune {
	if _, ok := charmap.Windows1258.EncodeRune(r); ok {
		return []rune{r}
	}
	bare, tone, _ := splitTone(string(r))
	return append([]rune(bare), tone)
}

// The isClean loop and the plain one must agree, but for the cases that the isClean
// one leaves out: what it accepts is clean, and it accepts ordinary text.
func FuzzClean(f *testing.F) {
	f.Add([]byte(cleanText))
	f.Add([]byte("\xe1\xba"))
	f.Add([]byte("₫ “ ” – … → ≥ é è"))
	f.Fuzz(func(t *testing.T, b []byte) {
		plain := 0
		for plain < len(b) && (b[plain] < 0x80 && b[plain] != 0 && b[plain] != '\r' || known(b[plain:]) > 0) {
			plain += max(known(b[plain:]), 1)
		}
		coloured := bytes.Contains(b, []byte("\ufe0f"))
		if isClean(b) != (plain == len(b)) && !(coloured && plain == len(b)) {
			t.Errorf("%q: isClean %v, plain to %d of %d", b, isClean(b), plain, len(b))
		}
	})
}

// BenchmarkPlain is the plain loop on the same text as HealVietnamese.
func BenchmarkPlain(b *testing.B) {
	raw := bytes.Repeat([]byte(cleanText), 25)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		for i := 0; i < len(raw); {
			if raw[i] < 0x80 {
				i++
			} else {
				i += known(raw[i:])
			}
		}
	}
}

// An encoding belongs to a word. Words of Unicode beside those of an old encoding stay,
// and of two readings that are both possible the line decides.
func TestConvertMixed(t *testing.T) {
	for _, c := range []struct {
		from     Encoding
		in, want string
	}{
		{TCVN3, "TrÎ em ®\u00adîc b¶o vÖ.\n\nKhông cho bé ra ao.\n", "Trẻ em được bảo vệ.\n\nKhông cho bé ra ao.\n"},
		{TCVN3, "TrÎ em ®\u00adîc b¶o vÖ. Không cho bé ra ao.", "Trẻ em được bảo vệ. Không cho bé ra ao."},
		{TCVN3, "Không cho bé ra ao. TrÎ em ®\u00adîc b¶o vÖ. Bé có mẹ.", "Không cho bé ra ao. Trẻ em được bảo vệ. Bé có mẹ."},
		{TCVN3, "C¸n bé x· vµ H§ND", "Cán bộ xã và HĐND"},
		{TCVN3, "Đường phố: c¸n bé x·", "Đường phố: cán bộ xã"},
		{TCVN3, "bé\ncô\n", "bé\ncô\n"},
		{TCVN3, "TrÎ\nToàn dân. Tên tôi là Vân, 2 viên.", "Trẻ\nToàn dân. Tên tôi là Vân, 2 viên."},
		{TCVN3, "§iÒu 1\n§iÒu 2\n§iÒu 3\nbé\n", "Điều 1\nĐiều 2\nĐiều 3\nbộ\n"},
		{VNI, "Treû em ñöôïc baûo veä. Không cho bé ra ao.\nCô tên là Vân.", "Trẻ em được bảo vệ. Không cho bé ra ao.\nCô tên là Vân."},
		{VNI, "Treû em ñöôïc baûo veä\nchôi côø", "Trẻ em được bảo vệ\nchơi cờ"},
	} {
		if got := string(Convert(c.from, []byte(c.in))); got != c.want {
			t.Errorf("%s: %q gives\n%q, want\n%q", c.from, c.in, got, c.want)
		}
	}
}

// Lines of Unicode and lines of an old encoding in any order: each comes out as it
// was meant.
func TestConvertLinesOfBoth(t *testing.T) {
	raw, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := norm.NFC.String(string(raw))
	lines := strings.SplitAfter(text, "\n")
	for from, encode := range map[Encoding]func(string) string{TCVN3: toTCVN3, VNI: toVNI} {
		for seed := range uint64(200) {
			r := rand.New(rand.NewPCG(seed, 1))
			var in strings.Builder
			for _, line := range lines {
				if r.IntN(2) == 0 {
					line = encode(line)
				}
				in.WriteString(line)
			}
			if got := string(Convert(from, []byte(in.String()))); got != text {
				t.Fatalf("%s, seed %d: %q gives %q", from, seed, in.String(), got)
			}
		}
	}
}

// A line comes back in as many pieces as it had, and as it would in one.
func TestConvertPieces(t *testing.T) {
	for from, line := range map[Encoding]string{TCVN3: "TrÎ em ®\u00adîc b¶o vÖ, c¸n bé ch¨m sãc.", VNI: "Treû em ñöôïc baûo veä, caùn boä chaêm soùc."} {
		c := NewFontConverter(from, line)
		want := c.Line(line)[0]
		if strings.ContainsFunc(want, func(r rune) bool { return strings.ContainsRune("®¨©¸ñöø", r) }) {
			t.Fatal(want)
		}
		for i := range line {
			for j := range line[i:] {
				got := c.Line(line[:i], line[i:i+j], line[i+j:])
				if len(got) != 3 || strings.Join(got, "") != want {
					t.Errorf("%s: cut at %d and %d: %q", from, i, i+j, got)
				}
			}
		}
	}
}

// A font that a template left does not make wrong words of Unicode.
func TestConvertFontThatLies(t *testing.T) {
	text := "Không cho bé ra ao. Người lớn trông giữ trẻ."
	if got := NewFontConverter(TCVN3, text).Line("Không cho bé ra ao.")[0]; got != "Không cho bé ra ao." {
		t.Error(got)
	}
	if got := NewFontConverter(TCVN3, "C¸n bé y tÕ\nbé").Line("bé")[0]; got != "bộ" {
		t.Error(got)
	}
}

func FuzzConvert(f *testing.F) {
	f.Add("TrÎ em ®\u00adîc\nKhông cho bé", "ñöôïc")
	f.Add("\u00ad\u0301é", "a\u0300")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, from := range []Encoding{TCVN3, VNI} {
			for _, c := range []Converter{NewConverter(from, a+b), NewFontConverter(from, a+b)} {
				if got, want := strings.Join(c.Line(a, b), ""), c.Line(a + b)[0]; got != want {
					t.Errorf("%s: %q, %q: %q in pieces, %q in one", from, a, b, got, want)
				}
			}
		}
	})
}
