package spoken

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestRowsOfLetters fails if a short cut for Latin letters says another thing than the
// tables of Unicode.
func TestRowsOfLetters(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		if latin(r) && !unicode.IsLetter(r) {
			t.Errorf("%U is no letter", r)
		}
		if want := strings.ToLower(string(r)) == string(r); isSmall(r) != want {
			t.Errorf("%U small: %v", r, !want)
		}
	}
}

// TestDecode fails if a character is put together otherwise than by the library.
func TestDecode(t *testing.T) {
	for r := rune(0); r < 0x11000; r++ {
		text := string(r)
		if got, size := decode(text, 0); got != r && utf8.ValidRune(r) || size != len(text) {
			t.Errorf("%U is %U in %d bytes", r, got, size)
		}
	}
	for _, text := range []string{"\xC3", "\xC3a", "\xE1", "\xE1\xBA", "\xE1\xBAa", "\x80", "\xC0\x80"} {
		if got, size := decode(text, 0); got != utf8.RuneError || size != 1 {
			t.Errorf("%q is %U in %d bytes", text, got, size)
		}
	}
}

// byRules says a text without the short cut for plain words.
func byRules(s *Speaker, text string) string {
	c := &cursor{table: &s.table, rules: s.rules}
	c.begin(text)
	for !c.ended() {
		c.rule()
	}
	return strings.TrimSpace(c.said())
}

// plainTexts are words that look plain and are not, among those that are.
var plainTexts = []string{"pđ em", "Pđ em", "đi bơi cùng cha/mẹ", "a", "A", "km một", "Video mới", "video mới", "xem www.a.vn ngay", "Www. ngay", "gọi abc.vn nhé", "Abc.vn",
	"tháng ba quý III", "covid mới", "Tr. 5", "June 5", "May 5, 2024", "Một: hai; ba, bốn!", "(Em)", "“Em”", "Em/anh", "em…", "Em @ a", "http: không", "v.v. Em", "v.v.", "Ti vi", "Ông A. Bà B.", "x .", " . x", "Xã: 5",
	"St. Paul", "Dr. A", "I am", "Part II"}

// TestPlainWordsAreCopied fails if a word that is taken as it stands is read by a rule.
func TestPlainWordsAreCopied(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, language := range []string{"vi", "en"} {
		s := New(language, map[string]string{"pđ": "phụ đạo"})
		check := func(text string) {
			if got, _ := s.Say(text); got != byRules(s, text) {
				t.Errorf("%s: %q is said %q, by rules %q", language, text, got, byRules(s, text))
			}
		}
		for _, text := range plainTexts {
			check(text)
		}
		for range 5000 {
			check(plainTexts[random.IntN(len(plainTexts))] + " " + pieces[random.IntN(len(pieces))] + plainTexts[random.IntN(len(plainTexts))])
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, text := range plainTexts {
		f.Add(text)
	}
	vi, en := New("vi", nil), New("en", nil)
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range []*Speaker{vi, en} {
			if got, _ := s.Say(text); got != byRules(s, text) {
				t.Errorf("%q is said %q, by rules %q", text, got, byRules(s, text))
			}
		}
	})
}
