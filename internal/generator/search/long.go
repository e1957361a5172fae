package search

import (
	"unicode"
	"unicode/utf8"
)

// A word of which one letter may be wrong has as many letters as slip. The list of
// those that a question may have meant has at most longLimit bytes before compression:
// more than the words of five thousand Vietnamese pages, and what a slow line can bear.
const (
	slip      = 5
	longLimit = 24 << 10
)

// longWords lists the words of titles, and of what pages are about, in which a script
// looks for the one that was meant: the folded form alone, in the form of the lines of
// words. If they are too many, those of few pages are left out.
func (s *survey) longWords(d *dictionary, a alphabet) string {
	named := make([]bool, len(a.folded))
	for _, n := range a.spelled {
		if s.found[n][inTitle].count+s.found[n][inAbout].count > 0 {
			named[a.of[n]] = true
		}
	}
	for least := 1; ; least *= 2 {
		var lines []byte
		before := ""
		for i, word := range a.folded {
			if first, _ := utf8.DecodeRuneInString(word); named[i] && s.spread[i] >= least && unicode.IsLetter(first) && utf8.RuneCountInString(word) >= slip-1 {
				lines = append(appendKey(lines, before, word), lineEnd)
				before = word
			}
		}
		if len(lines) <= longLimit {
			return string(lines)
		}
	}
}
