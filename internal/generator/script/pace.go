package script

import (
	"math"
	"time"
	"unicode"
	"unicode/utf8"
)

// Pace is how fast is read.
type Pace struct {
	Syllables int // a minute, without the pauses
}

// syllables counts the syllables of a text in words. In Vietnamese each word is one.
func (v *Voice) syllables(said string) int { return v.measure(said).syllables }

// measured is what the length of a text depends on.
type measured struct{ syllables, commas, colons, stops int }

// What a byte of a text in words is.
const (
	between = iota // no part of a word
	ofWord         // a letter
	ofLatin        // the first of the two bytes of most letters with marks
	ofRow          // the first of the three of the others
	unlike         // of anything else
	aComma         // a pause from here on
	aColon
	aStop
)

var byteKinds = func() (kinds [256]uint8) {
	for b := range kinds {
		switch {
		case b >= utf8.RuneSelf:
			kinds[b] = unlike
		case !parts(rune(b)):
			kinds[b] = ofWord
		}
	}
	for b := 0xC3; b <= 0xC9; b++ { // U+00C0 to U+027F, letters but for two
		kinds[b] = ofLatin
	}
	kinds[0xE1] = ofRow
	kinds[','] = aComma
	kinds[';'], kinds[':'] = aColon, aColon
	kinds['.'], kinds['!'], kinds['?'] = aStop, aStop, aStop
	return kinds
}()

// wordEnd is where the run of letters ends that begins at a place: there, if none does.
func wordEnd(said string, i int) int {
	for i < len(said) {
		switch byteKinds[said[i]] {
		case ofWord:
			i++
			continue
		case ofLatin:
			if i+1 < len(said) && (said[i] != 0xC3 || said[i+1]|0x20 != 0xB7) { // × and ÷
				i += 2
				continue
			}
		case ofRow:
			if i+2 < len(said) && (said[i+1] == 0xBB || said[i+1] == 0xBA && said[i+2] >= 0xA0) { // as in parts
				i += 3
				continue
			}
		case unlike:
		default:
			return i
		}
		r, size := utf8.DecodeRuneInString(said[i:])
		if parts(r) {
			return i
		}
		i += size
	}
	return i
}

// measure counts the syllables of a text in words and its pauses.
func (v *Voice) measure(said string) measured {
	var m measured
	english := v.Language == "en"
	for i := 0; i < len(said); {
		start := i
		i = wordEnd(said, i)
		switch {
		case i == start:
			i += m.pause(said, i)
		case english:
			m.syllables += ofEnglish(said[start:i])
		default:
			m.syllables++
		}
	}
	return m
}

// pause counts what stands between words, if it is a pause, and is its length in bytes.
func (m *measured) pause(said string, i int) int {
	switch byteKinds[said[i]] {
	case aComma:
		m.commas++
	case aColon:
		m.colons++
	case aStop:
		m.stops++
	case between:
	default:
		r, size := utf8.DecodeRuneInString(said[i:])
		switch r {
		case '–', '—':
			m.commas++
		case '…':
			m.stops++
		}
		return size
	}
	return 1
}

// parts reports whether a character stands between words.
func parts(r rune) bool {
	if r < utf8.RuneSelf {
		return (r|0x20 < 'a' || 'z' < r|0x20) && r != '\''
	}
	if 0x1EA0 <= r && r <= 0x1EF9 { // the letters of Vietnamese, most of what is asked for
		return false
	}
	return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '’'
}

// ofEnglish counts the syllables of a word: its groups of vowels, without an e at the end
// that nobody says (time, but people).
func ofEnglish(word string) int {
	count, before := 0, false
	for i := range len(word) {
		is := vowel(word[i])
		if is && !before {
			count++
		}
		before = is
	}
	if n := len(word); count > 1 && word[n-1]|0x20 == 'e' {
		syllabic := n > 2 && word[n-2]|0x20 == 'l' && !vowel(word[n-3])
		if !syllabic && !vowel(word[n-2]) {
			count--
		}
	}
	return max(count, 1)
}

func vowel(b byte) bool {
	switch b | 0x20 {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// pauses are how long a voice is silent at a sign, in milliseconds at 200 syllables a
// minute: what espeak-ng 1.51 does at that pace, measured over sentences that differ in
// nothing else (see TestLengthOfEspeak).
type pauses struct{ comma, colon, sentence, paragraph float64 }

var silent = map[string]pauses{
	"vi": {comma: 330, colon: 453, sentence: 577, paragraph: 372},
	"en": {comma: 530, colon: 680, sentence: 830, paragraph: 455},
}

// Length is how long reading a paragraph takes.
func (v *Voice) Length(p Paragraph, pace Pace) time.Duration {
	syllables, silence, at := 0, silent[v.Language].paragraph, silent[v.Language]
	for _, s := range p.Sentences {
		m := v.measure(s)
		syllables += m.syllables
		silence += float64(m.commas)*at.comma + float64(m.colons)*at.colon + float64(m.stops)*at.sentence
	}
	per := float64(max(pace.Syllables, 1))
	silence *= math.Pow(200/per, 1.45) // who reads faster pauses for less
	said := float64(syllables) * 60000 / per
	return time.Duration(said+silence) * time.Millisecond
}
