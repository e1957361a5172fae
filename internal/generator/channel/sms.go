package channel

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// gsm7 are the characters of the default alphabet of GSM (3GPP TS 23.038, 6.2.1) that
// take one septet, and extended those that take two.
const (
	gsm7     = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	extended = "\f^{}\\[~]|€"
)

// Message is a short message as networks count it.
type Message struct {
	Text     string
	Encoding string // GSM-7 or UCS-2
	Units    int    // septets, or UTF-16 code units
	Parts    int    // that are paid for
}

// limits are how much one message holds, and each of several, which carry a header
// (3GPP TS 23.040, 9.2.3.24.1).
func limits(encoding string) (one, each int) {
	if encoding == "GSM-7" {
		return 160, 153
	}
	return 70, 67
}

// Count counts a text.
func Count(text string) Message {
	m := Message{Text: text, Encoding: "GSM-7"}
	for _, r := range text {
		if width(r, "GSM-7") == 0 {
			m.Encoding = "UCS-2"
		}
	}
	one, each := limits(m.Encoding)
	filled := 0 // of the part under way
	for _, r := range text {
		w := width(r, m.Encoding)
		m.Units += w
		if filled+w > each { // a character is in one part
			m.Parts++
			filled = 0
		}
		filled += w
	}
	if m.Parts++; m.Units <= one {
		m.Parts = 1
	}
	if text == "" {
		m.Parts = 0
	}
	return m
}

// width is how many units a character takes; 0 if the alphabet lacks it.
func width(r rune, encoding string) int {
	switch {
	case encoding == "UCS-2":
		return utf16.RuneLen(r)
	case strings.ContainsRune(gsm7, r):
		return 1
	case strings.ContainsRune(extended, r):
		return 2
	}
	return 0
}

// SMS is a short message with title, what fits of the lead, whom to call and the link.
// With marks it takes at most three parts; without, no letter of it takes more than a
// septet, so that about twice as much fits. No number stands in two parts.
func SMS(a Article, marks bool) Message {
	plain := func(s string) string { return s }
	if !marks {
		plain = Unmarked
	}
	end := a.URL
	if len(a.Bare) > 0 {
		end = strings.Join(a.Bare, ", ") + ". " + end
	}
	message := func(body string) Message { return Count(unsplit(plain(strings.TrimSpace(body + " " + end)))) }
	body := strings.TrimRight(a.Title, ".:") + "."
	best := message(body)
	for _, more := range append(append([]string{}, a.Facts...), a.sentences()...) {
		longer := body + " " + finished(more)
		m := message(longer)
		if m.Parts > most {
			break
		}
		body, best = longer, m
	}
	return best
}

// most is how many parts a message may have: more than three are seldom delivered in
// order.
const most = 3

func finished(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// unsplit puts spaces before words with digits that would stand in two parts, so that
// they begin the next one: a number, a day, the address of a page.
func unsplit(text string) string {
	m := Count(text)
	if m.Parts < 2 {
		return text
	}
	_, each := limits(m.Encoding)
	var out strings.Builder
	filled := 0
	write := func(s string) {
		for _, r := range s {
			w := width(r, m.Encoding)
			if filled+w > each {
				filled = 0
			}
			filled += w
			out.WriteRune(r)
		}
	}
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			write(" ")
		}
		size := 0
		for _, r := range word {
			size += width(r, m.Encoding)
		}
		if hasDigit(word) && filled+size > each && size <= each {
			write(strings.Repeat(" ", each-filled))
		}
		write(word)
	}
	return out.String()
}

// others are signs that phones write in another way.
var others = strings.NewReplacer("đ", "d", "Đ", "D", "“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "…", "...", "•", "-", "·", "-", "\u00a0", " ", "°", " do ", "²", "2", "³", "3", "½", "1/2", "≥", ">=", "≤", "<=", "×", "x")

// Unmarked is a text in the alphabet of GSM: Vietnamese letters without their marks. What
// has no like there goes.
func Unmarked(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(others.Replace(norm.NFC.String(text))) {
		if width(r, "GSM-7") > 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
