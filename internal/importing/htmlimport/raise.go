package htmlimport

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signs that stand above or below the line in Unicode.
var (
	above = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
		"+", "⁺", "-", "⁻", "−", "⁻", "–", "⁻", "=", "⁼", "(", "⁽", ")", "⁾", "n", "ⁿ")
	below = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉",
		"+", "₊", "-", "₋", "−", "₋", "–", "₋", "=", "₌", "(", "₍", ")", "₎")
)

const canRise, canSink = "0123456789+-−–=()n", "0123456789+-−–=()"

// abbreviations end words above the line and read right on it.
var abbreviations = []string{"st", "nd", "rd", "th", "er", "re", "ère", "ème", "eme", "me", "lle", "le"}

// leveled writes what stands above or below the line so that it cannot be taken for a part of
// the number or the word before it: 10⁻³, CO₂, 38°C, and 10^6,5 where Unicode has no signs.
func leveled(runs []run) []run {
	var out []run
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		if r.raised == 0 {
			out = append(out, apartFrom(out, r))
			continue
		}
		var text strings.Builder
		text.WriteString(r.text)
		for i+1 < len(runs) && runs[i+1].raised == r.raised && r.same(runs[i+1]) {
			i++
			text.WriteString(runs[i].text)
		}
		r.text = raise(lastOf(out), text.String(), textAfter(runs[i+1:]), r.raised)
		out = append(out, r)
	}
	return out
}

// apartFrom puts a space before a run that would change a number to its left:
// between 1 and 1/2, or behind 10^6,5.
func apartFrom(before []run, r run) run {
	if len(before) == 0 || !r.words() || r.text == "" {
		return r
	}
	left, last, first := before[len(before)-1], lastOf(before), firstRune(r.text)
	inNumber := unicode.IsDigit(last) && unicode.IsDigit(first)
	if (left.formula || r.formula || left.raised != 0) && inNumber || left.raised != 0 && written(left.text) && (unicode.IsLetter(first) || unicode.IsDigit(first)) {
		r.text = " " + r.text
	}
	return r
}

// written reports whether a raised text is written with ^ or _ on the line.
func written(text string) bool { return strings.HasPrefix(text, "^") || strings.HasPrefix(text, "_") }

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// lastOf is the last character of a text; 0 if something else ends it.
func lastOf(runs []run) rune {
	for _, r := range slices.Backward(runs) {
		if !r.words() {
			return 0
		}
		if r.text != "" {
			return lastRune(r.text)
		}
	}
	return 0
}

// textAfter is the beginning of the text of runs.
func textAfter(runs []run) string {
	text := ""
	for _, r := range runs {
		if !r.words() || len(text) > 8 {
			break
		}
		text += r.text[:min(len(r.text), 16)]
	}
	return text
}

// raise writes text above the line ('u') or below it ('d') between two others.
func raise(before rune, text, after string, to rune) string {
	inner := strings.TrimSpace(text)
	start := strings.Index(text, inner)
	return text[:start] + raiseWord(before, inner, after, to) + text[start+len(inner):]
}

func raiseWord(before rune, text, after string, to rune) string {
	only := func(signs string) bool {
		return !strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(signs, r) })
	}
	base := unicode.IsLetter(before) || unicode.IsDigit(before) || before == ')' || before == ']'
	switch {
	case text == "":
		return text
	case to == 'u' && degrees(before, text, after) != "":
		return degrees(before, text, after)
	case to == 'u' && only(canRise):
		return above.Replace(text)
	case to == 'd' && only(canSink):
		return below.Replace(text)
	case !base, !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }),
		strings.HasPrefix(text, "["):
		return text // a mark of a note, or a text of its own
	case to == 'd' && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }):
		return text
	case slices.Contains(abbreviations, strings.ToLower(text)):
		return text
	}
	sign := "^"
	if to == 'd' {
		sign = "_"
	}
	if atom(text) {
		return sign + text
	}
	return sign + "(" + text + ")"
}

// degrees is the sign for a raised o or 0 that means degrees, "" if it does not.
func degrees(before rune, text, after string) string {
	unit := func(text string) bool {
		text = strings.TrimLeft(text, " \u00a0")
		scale := firstRune(text)
		if scale != 'C' && scale != 'F' {
			return false
		}
		next := firstRune(text[1:])
		return !unicode.IsLetter(next) && !unicode.IsDigit(next)
	}
	small := strings.ToLower(text)
	switch {
	case text == "°", (text == "º" || text == "˚") && (unit(after) || unicode.IsDigit(before)): // typed in place of an o
		return "°"
	case (small == "o" || small == "0") && unit(after):
		return "°"
	case (strings.HasPrefix(small, "o") || strings.HasPrefix(small, "0")) && unit(text[1:]) && after == strings.TrimLeft(after, "0123456789"):
		return "°" + text[1:]
	case small == "o" && unicode.IsDigit(before):
		return "°"
	case small == "o" && unicode.IsLetter(before) && !unicode.IsLetter(firstRune(after)):
		return "º" // numero
	}
	return ""
}

// atom reports whether a text needs no brackets to be read as one: a number, a
// name, or what has brackets already.
func atom(text string) bool {
	if text == "" || bracketed(text) {
		return true
	}
	digits, letters := 0, 0
	for i, r := range text {
		switch {
		case unicode.IsDigit(r), (r == ',' || r == '.') && i > 0 && i < len(text)-1:
			digits++
		case (r == '-' || r == '−' || r == '+') && i == 0:
		case unicode.IsLetter(r):
			letters++
		default:
			return false
		}
	}
	return digits == 0 || letters == 0
}

// bracketed reports whether one pair of brackets holds a whole text.
func bracketed(text string) bool {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i > 0 && i == len(text)-1 && r == ')'
		}
	}
	return false
}
