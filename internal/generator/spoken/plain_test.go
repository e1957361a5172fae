package spoken

import (
	"strings"
	"testing"
	"unicode"
)

// TestRowsOfLetters fails if a short cut for Latin letters says another thing than the
// tables of Unicode.
func TestRowsOfLetters(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		if latin(r) && !unicode.IsLetter(r) {
			t.Errorf("%U is no letter", r)
		}
		if want := strings.ToLower(string(r)) == string(r); small(r) != want {
			t.Errorf("%U small: %v", r, !want)
		}
	}
}

// TestPlainWordsAreCopied fails if a word that is taken as it stands would have been read by
// a rule.
func TestPlainWordsAreCopied(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		s := New(language, map[string]string{"pđ": "phụ đạo"})
		for _, text := range []string{"pđ em", "đi bơi cùng cha/mẹ", "a", "km một", "video mới", "xem www.a.vn ngay", "gọi abc.vn nhé", "tháng ba quý III", "covid mới"} {
			c := &cursor{table: s.table, rules: s.rules, text: text, tokens: tokens(text)}
			for !c.ended() {
				if at := c.i; c.plain() && (c.address() || c.rules.word(c)) {
					t.Errorf("%s: %q: a rule reads %q", language, text, c.tokens[at].text)
				} else if c.i == at {
					c.step()
				}
			}
		}
	}
}
