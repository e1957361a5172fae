package pptx

import (
	"strconv"
	"strings"
)

// mark is the number of an item by the scheme of its list (§20.1.10.61).
func mark(scheme string, n int) string {
	number := strconv.Itoa(n)
	if n >= 1 && n <= 26 && strings.HasPrefix(scheme, "alphaLc") {
		number = string(rune('a' + n - 1))
	} else if n >= 1 && n <= 26 && strings.HasPrefix(scheme, "alphaUc") {
		number = string(rune('A' + n - 1))
	} else if romans := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}; n < len(romans) && n > 0 && strings.HasPrefix(scheme, "roman") {
		if number = romans[n]; strings.HasPrefix(scheme, "romanLc") {
			number = strings.ToLower(number)
		}
	}
	switch {
	case strings.HasSuffix(scheme, "ParenBoth"):
		return "(" + number + ")"
	case strings.HasSuffix(scheme, "ParenR"):
		return number + ")"
	case strings.HasSuffix(scheme, "Plain"):
		return number
	}
	return number + "."
}
