package source

import (
	"strings"
	"unicode"
)

// Encoding is one of the ways Vietnamese was written before Unicode, when a
// font drew Latin-1 signs as Vietnamese letters. Pasted into a Unicode file the
// signs stay what they were: “Trẻ em” is “TrÎ em” or “Treû em”.
type Encoding string

const (
	TCVN3 Encoding = "tcvn3" // ABC, the fonts .VnTime and .VnTimeH, usual in the north
	VNI   Encoding = "vni"   // the fonts VNI-Times …, usual in the south
)

func (e Encoding) title() string { return strings.ToUpper(string(e)) }

// modernLetter reports whether r is a Vietnamese letter that no legacy encoding can
// contain.
func modernLetter(r rune) bool {
	return 0x1EA0 <= r && r <= 0x1EF9 || strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư", r)
}

func (e Encoding) decode(s string) string {
	switch e {
	case TCVN3:
		return fromTCVN3(s)
	case VNI:
		return fromVNI(s)
	}
	return s
}

// clue is a word that gives an encoding away.
type clue struct {
	encoding    Encoding
	word, meant string
	offset      int
}

// findLegacy tells whether a text, or a good part of it, is in a legacy
// encoding, and shows its first such word.
func findLegacy(text []byte) (clue, bool) {
	tcvn, vni := evidence{encoding: TCVN3}, evidence{encoding: VNI}
	seen := map[string]bool{}
	for word := range words(text, letterOrSign) {
		if !signed(word.text) || seen[word.text] {
			continue
		}
		seen[word.text] = true
		if syllable(word.text) {
			continue
		}
		tcvn.weigh(word)
		vni.weigh(word)
	}
	best := tcvn
	if vni.agree > tcvn.agree {
		best = vni
	}
	return best.first, best.enough()
}

// signed reports whether a word is made of ASCII letters and the signs of a
// legacy encoding. A sign alone proves nothing: µ is a unit.
func signed(word string) bool {
	letters, signs := 0, 0
	for _, r := range word {
		switch {
		case r > 0xFF:
			return false
		case r >= 0x80:
			signs++
		default:
			letters++
		}
	}
	return signs > 0 && letters > 0
}

// evidence counts the different signed words, no Vietnamese as they stand, that
// would be in an encoding, and those that would not.
type evidence struct {
	encoding       Encoding
	agree, against int
	certain        bool
	first          clue
}

func (e *evidence) weigh(w word) {
	meant := e.encoding.decode(w.text)
	if !syllable(meant) {
		if strings.ContainsFunc(w.text, accented) { // not a unit, as µg, or a word in quotes, as «a»
			e.against++
		}
		return
	}
	if e.agree++; e.agree == 1 {
		e.first = clue{e.encoding, w.text, meant, w.offset}
	}
	e.certain = e.certain || capitalInside(w.text)
}

// enough asks for three words, since other languages have a word or two that
// could be Vietnamese so; one will do if no language writes like that.
func (e *evidence) enough() bool {
	return e.agree >= 3 && e.agree >= 3*e.against || e.certain && e.against == 0
}

// capitalInside reports whether an accented capital follows a small letter, as
// in “TrÎ”.
func capitalInside(word string) bool {
	small := false
	for _, r := range word {
		if small && r >= 0xC0 && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// accented reports whether r is a letter of Latin-1 beyond ASCII.
func accented(r rune) bool { return r >= 0xC0 && unicode.IsLetter(r) }
