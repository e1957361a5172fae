package script

import (
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Pace is how fast is read.
type Pace struct {
	Syllables int // a minute, without the pauses
}

// syllables counts the syllables of a text in words. In Vietnamese each word is one.
func (v *Voice) syllables(said string) int {
	count := 0
	for word := range strings.FieldsFuncSeq(said, parts) {
		if v.Language == "en" {
			count += ofEnglish(strings.ToLower(word))
		} else {
			count++
		}
	}
	return count
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
	count, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			count++
		}
		vowel = is
	}
	if stem, mute := strings.CutSuffix(word, "e"); mute && count > 1 && stem != "" {
		before := stem[len(stem)-1]
		syllabic := before == 'l' && len(stem) > 1 && !strings.ContainsRune("aeiouy", rune(stem[len(stem)-2]))
		if !syllabic && !strings.ContainsRune("aeiouy", rune(before)) {
			count--
		}
	}
	return max(count, 1)
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
		syllables += v.syllables(s)
		for _, r := range s {
			switch r {
			case ',', '–', '—':
				silence += at.comma
			case ';', ':':
				silence += at.colon
			case '.', '!', '?', '…':
				silence += at.sentence
			}
		}
	}
	per := float64(max(pace.Syllables, 1))
	silence *= math.Pow(200/per, 1.45) // who reads faster pauses for less
	said := float64(syllables) * 60000 / per
	return time.Duration(said+silence) * time.Millisecond
}
