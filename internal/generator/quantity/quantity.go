// Package quantity finds the numbers of a text with what they count, and compares those
// of a translation with those of its source.
//
//	for _, d := range quantity.Compare(source, translation) { … }
//
// It knows how numbers, units, dates, times and telephone numbers are written in
// Vietnamese and English; a text in any other language is read with the digits alone.
// Numbers that are written as words count only as an answer: “two adults” in one language
// answers “2 người lớn” in the other, and is never required by itself.
package quantity

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

// Quantity is a number of a text.
type Quantity struct {
	Value       float64 // in the unit as written
	Unit        Unit    // the zero Unit if none stands behind
	Phone       string  // the digits of a telephone number, as dialled within the country; else ""
	Text        string  // as written, with its unit
	Start, Stop int     // in bytes
}

// Unit is what a number counts.
type Unit struct {
	Dimension string  // "length", "time", …; "" if nobody knows
	Factor    float64 // how many of the dimension's base unit: metres, seconds, grams, litres
}

// number is what begins with a run of digits, with the separators of thousands and decimals.
var number = pattern.New(`^\d+(?:[.,\x{00a0}\x{202f} ]\d{3})*(?:[.,]\d+)?`)

// phone is what begins with a telephone number of the national plan: eight digits or more in groups.
var phone = pattern.New(`^\(?\+?\d{2,5}\)?(?:[ .\-]?\d{2,4}){2,4}`)

// Of returns the quantities of a text in the order in which they stand. The language is
// a tag of BCP 47.
func Of(text, language string) []Quantity {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	g := grammarOf(language)
	var all []Quantity
	for at := 0; at < len(text); {
		next := strings.IndexAny(text[at:], "0123456789+(")
		if next < 0 {
			break
		}
		at += next
		if q, ok := phoneAt(text, at); ok {
			all = append(all, q)
			at = q.Stop
			continue
		}
		m := number.FindStringIndex(text[at:])
		if m == nil {
			at++
			continue
		}
		if within(text, at) { // of a word such as H5N1
			at += m[1]
			continue
		}
		q := g.read(text, at, at+m[1])
		if !g.skipped(text, q) {
			all = append(all, q)
		}
		at = q.Stop
	}
	return all
}

// within reports whether a digit at an offset belongs to a word.
func within(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return at > 0 && unicode.IsLetter(r) && r != 'h' // 8h30
}

func phoneAt(text string, at int) (Quantity, bool) {
	m := phone.FindStringIndex(text[at:])
	if m == nil {
		return Quantity{}, false
	}
	stop := at + m[1]
	digits := dialled(text[at:stop])
	if len(digits) < 8 || len(digits) > 12 || digits[0] != '0' && !strings.HasPrefix(digits, "1800") && !strings.HasPrefix(digits, "1900") {
		return Quantity{}, false
	}
	if r, _ := utf8.DecodeRuneInString(text[stop:]); unicode.IsDigit(r) || at > 0 && text[at-1] == '/' {
		return Quantity{}, false
	}
	return Quantity{Phone: digits, Text: text[at:stop], Start: at, Stop: stop}, true
}

// dialled are the digits of a telephone number as it is dialled within the country.
func dialled(text string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	if rest, ok := strings.CutPrefix(digits, "84"); ok && strings.Contains(text, "+") {
		return "0" + rest
	}
	return digits
}

// parse reads a number in which decimal is the sign before the decimals.
func parse(text string, decimal byte) (float64, bool) {
	group := byte('.')
	if decimal == '.' {
		group = ','
	}
	text = strings.NewReplacer("\u00a0", "", "\u202f", "", " ", "").Replace(text)
	if i := strings.LastIndexByte(text, decimal); i >= 0 {
		text = strings.ReplaceAll(text[:i], string(group), "") + "." + text[i+1:]
	} else if i := strings.LastIndexByte(text, group); i >= 0 && len(text)-i-1 != 3 {
		text = text[:i] + "." + text[i+1:] // the other language's sign, by mistake or habit
	} else {
		text = strings.ReplaceAll(text, string(group), "")
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil
}

// same reports whether two numbers are equal but for the last bits of a conversion.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) }
