package workbook

import (
	"math"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
)

var digitsShown = pattern.New(`\d[\d.,  \x{00a0}\x{202f}]*\d|\d`)

// localized gives a number that a program showed in any language the signs of Vietnam: 1,234.50
// becomes 1.234,50. Which sign is the point is known by the number's value; where neither reading
// gives it, the value itself is shown.
func localized(shown string, value float64, percent bool) string {
	at := digitsShown.FindStringIndex(shown)
	if at == nil || len(digitsShown.FindAllString(shown, 2)) != 1 {
		if shown == "" || at != nil {
			return general(value)
		}
		return shown
	}
	if percent {
		value *= 100
	}
	digits := shown[at[0]:at[1]]
	for _, point := range []string{",", "."} {
		if vietnamese, ok := reads(digits, point, math.Abs(value)); ok {
			return shown[:at[0]] + vietnamese + shown[at[1]:]
		}
	}
	if strings.ContainsAny(shown, "eE/") { // 1E+03, 1/2
		return general(value)
	}
	if strings.Trim(digits, "0123456789") == "" { // a phone number with its zero
		return shown
	}
	return general(value)
}

// reads reports whether digits with this sign as their point are the value, rounded to what
// is shown, and writes them with the signs of Vietnam.
func reads(digits, point string, value float64) (string, bool) {
	whole, part, has := digits, "", false
	if i := strings.LastIndex(digits, point); i >= 0 {
		whole, part, has = digits[:i], digits[i+1:], true
	}
	plain := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, whole)
	if strings.Trim(part, "0123456789") != "" || strings.Contains(whole, point) {
		return "", false
	}
	number, err := strconv.ParseFloat(plain+"."+part, 64)
	if err != nil || math.Abs(number-value) > 0.5000001*math.Pow10(-len(part)) {
		return "", false
	}
	out := whole
	if plain != whole {
		out = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return '.'
			}
			return r
		}, whole)
	}
	if has {
		out += "," + part
	}
	return out, true
}
