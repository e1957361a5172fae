package search

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/fold"
)

// longest is how many characters of a word count: nobody types more.
const longest = 40

// count counts the words of a text.
func count(text string) (n int) {
	for w, rest := cutWord(text); w.word != ""; w, rest = cutWord(rest) {
		n++
	}
	return n
}

func inWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	case 0x1E00 <= r && r <= 0x1EFF, 0x00F8 <= r && r <= 0x024F: // most of Vietnamese
		return true
	}
	return r <= 0xFFFF && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

// unspaced are the scripts that set no spaces between words: Thai and Lao,
// Burmese, Khmer, kana, Han. There every two neighbouring characters count as a
// word.
func unspaced(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r <= 0x0EFF, 0x1000 <= r && r <= 0x109F, 0x1780 <= r && r <= 0x17FF, 0x3040 <= r && r <= 0x30FF, 0x3400 <= r && r <= 0x9FFF, 0xF900 <= r && r <= 0xFAFF:
		return true
	}
	return false
}

// spelling is a word under its folded form. Marks is how it is written: its
// letters without the tone, then the tone as a digit, so that hoà and hòa are
// one; "" if it is written as it folds.
type spelling struct{ folded, marks string }

// spell finds a word's spelling.
func spell(word string) spelling {
	folded := fold.Text(word)
	letters, tones := make([]rune, 0, len(word)), make([]byte, 0, 2)
	for _, r := range strings.ToLower(norm.NFD.String(word)) {
		if t := tone(r); t != 0 {
			tones = append(tones, t)
			continue
		}
		letters = append(letters, r)
	}
	marks := norm.NFC.String(string(letters)) + string(tones)
	if marks == folded {
		marks = ""
	}
	return spelling{clip(folded), clip(marks)}
}

// The marks for line ends in scripts without spaces, and those that part or join letters within a word.
const (
	zeroWidthSpace = "\u200b"
	wordJoiner     = "\u2060"
	joiners        = "\u200c\u200d"
)

// unwritten reports whether a character stands in words and has no width.
func unwritten(one string) bool {
	return one == zeroWidthSpace || one == wordJoiner || strings.Contains(joiners, one)
}

func clip(s string) string {
	n := 0
	for i := range s {
		if n == longest {
			return s[:i]
		}
		n++
	}
	return s
}

// tone is the digit of a combining mark that is a Vietnamese tone, else 0.
func tone(r rune) byte {
	switch r {
	case 0x0300: // huyền
		return '1'
	case 0x0301: // sắc
		return '2'
	case 0x0303: // ngã
		return '3'
	case 0x0309: // hỏi
		return '4'
	case 0x0323: // nặng
		return '5'
	}
	return 0
}

// spellings are the words that a run of letters stands for: itself, or each two
// neighbouring characters of a script without spaces. Compatibility characters count as
// what they stand for (NFKC, Unicode Standard Annex 15): m² as m2, ﬁ as fi. A word with
// joiners (می‌خواهم) stands for its parts, by which it is found where readers type a joiner
// or a space. Joined are what it stands for without them, besides.
func spellings(word string) (all, joined []spelling) {
	word = strings.ReplaceAll(strings.ReplaceAll(word, zeroWidthSpace, ""), wordJoiner, "")
	if strings.ContainsAny(word, joiners) {
		parts := strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(joiners, r) })
		for _, p := range parts {
			all = append(all, plainSpellings(p)...)
		}
		if len(parts) < 2 || strings.IndexFunc(word, unspaced) >= 0 {
			return all, nil
		}
		return all, plainSpellings(strings.Join(parts, ""))
	}
	return plainSpellings(word), nil
}

// plainSpellings are those of a word without joiners.
func plainSpellings(word string) (all []spelling) {
	for w, rest := cutWord(norm.NFKC.String(word)); w.word != ""; w, rest = cutWord(rest) {
		if strings.IndexFunc(w.word, unspaced) < 0 {
			all = append(all, spell(withoutZeros(w.word)))
		} else {
			all = append(all, everyTwo(w.word)...)
		}
	}
	return all
}

// withoutZeros takes leading zeros from a number: 01/6 and 1/6 are the same day.
func withoutZeros(word string) string {
	if word[0] != '0' || strings.Trim(word, "0123456789") != "" {
		return word
	}
	return cmp.Or(strings.TrimLeft(word, "0"), "0")
}

// everyTwo are each two neighbouring characters of a word that has a script without
// spaces.
func everyTwo(word string) (all []spelling) {
	letters := []rune(fold.Text(word))
	for i := 0; i < len(letters); {
		end := i
		for end < len(letters) && unspaced(letters[end]) == unspaced(letters[i]) {
			end++
		}
		if run := letters[i:end]; !unspaced(run[0]) || len(run) == 1 {
			all = append(all, spelling{folded: clip(string(run))})
		} else {
			for k := range len(run) - 1 {
				all = append(all, spelling{folded: string(run[k : k+2])})
			}
		}
		i = end
	}
	return all
}
