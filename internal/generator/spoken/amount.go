package spoken

import (
	"strconv"
	"strings"
)

// amount is a written number.
type amount struct {
	whole    string // digits of the part before the comma
	fraction string // those behind it
	value    uint64 // of whole, if it fits
	tokens   int
	guessed  bool // the form is not that of the language
	long     bool // whole has more digits than a number has names for
}

// amount reads the number at the cursor plus n tokens: digits, grouped by threes with
// one sign, and a fraction behind the other sign.
func (c *cursor) amount(n int, group, comma string) (amount, bool) {
	first := c.at(n)
	if first.kind != digits {
		return amount{}, false
	}
	a := amount{whole: first.text, tokens: 1}
	step := func(mark string) (string, bool) {
		next := c.at(n + a.tokens + 1)
		return next.text, c.is(n+a.tokens, mark) && next.kind == digits && !next.gap
	}
	for a.tokens < farthest {
		digits, ok := step(group)
		if !ok || len(digits) != 3 || len(first.text) > 3 || first.text[0] == '0' {
			break
		}
		a.whole += digits
		a.tokens += 2
	}
	if digits, ok := step(comma); ok {
		a.fraction = digits
		a.tokens += 2
	} else if digits, ok := step(group); ok && a.tokens == 1 && (len(digits) != 3 || first.text == "0") {
		a.fraction, a.guessed = digits, true // 2.5 where 2,5 is the rule
		a.tokens += 2
	}
	a.long = len(a.whole) > 15
	a.value, _ = strconv.ParseUint(a.whole, 10, 64)
	return a, true
}

// zeros reports whether a number is written with zeros in front of more than two digits,
// as numbers are that name something.
func (a amount) zeros() bool { return len(a.whole) > 2 && strings.HasPrefix(a.whole, "0") }
