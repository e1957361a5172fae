package spoken

import "strings"

// enNumber reads at digits.
func enNumber(c *cursor) bool {
	for _, rule := range []func(*cursor) bool{enPaper, enPhone, enDate, enClock, enFraction, enOrder} {
		if rule(c) {
			return true
		}
	}
	return enQuantity(c)
}

func enAmount(a amount) string {
	if a.long || a.zeros() {
		return enSpelled(a.whole)
	}
	if a.fraction == "" {
		return enCardinal(a.value)
	}
	return enCardinal(a.value) + " point " + enSpelled(a.fraction)
}

// yearly reports whether a number n tokens on is a year: four digits that are neither
// grouped nor followed by what is counted.
func (c *cursor) yearly(n int) bool {
	v, ok := c.numberAt(n, 4)
	if !ok || len(c.at(n).text) != 4 || v < 1500 || v > 2100 || c.is(n+1, ".") && c.joined(n+2, digits) || c.is(n+1, ",") && c.joined(n+2, digits) {
		return false
	}
	previous := c.before(1)
	return strings.Contains(" in of since until year from to by and before after between during school action month plan ", " "+previous+" ") && previous != "" || c.after(n+1) == "" || enMonth(previous) > 0
}

// enQuantity reads a number or two, and the unit behind them.
func enQuantity(c *cursor) bool {
	if c.yearly(0) {
		v, _ := c.numberAt(0, 4)
		said, n := enYear(uint64(v)), 1
		if to, ok := c.enTo(1); ok {
			if w, isNumber := c.numberAt(to, 4); isNumber {
				said, n = said+" to "+enYear(uint64(w)), to+1
			}
		}
		c.say(said, n)
		return true
	}
	a, _ := c.amount(0, ",", ".")
	if short[c.at(0).text] && a.tokens == 1 && c.enDials() {
		c.say(enSpelled(a.whole), 1)
		c.style = dialled
		return true
	}
	c.style = counted
	said, n, one := enAmount(a), a.tokens, a.value == 1 && a.fraction == ""
	if to, ok := c.enTo(n); ok {
		second, _ := c.amount(to, ",", ".")
		said, n, one = said+" to "+enAmount(second), to+second.tokens, false
	}
	if unit, m := c.enUnit(n, one); m > 0 {
		said, n = said+" "+unit, n+m
	}
	if c.at(-1).text == "$" {
		said += " dollars"
	}
	c.say(said, n)
	return true
}

func (c *cursor) enTo(n int) (int, bool) {
	dash, next := c.at(n), c.at(n+1)
	return n + 1, isDash(dash.text) && next.kind == digits && dash.gap == next.gap && c.at(n+2).text != "="
}

// enUnit is the unit n tokens on; of one thing in the singular.
func (c *cursor) enUnit(n int, one bool) (string, int) {
	first := c.at(n)
	if first.kind == none {
		return "", 0
	}
	for k := 3; k > 0; k-- {
		last := c.at(n + k - 1)
		if last.kind == none || k > 1 && !c.tight(n, k) || c.joined(n+k, word) || c.joined(n+k, digits) {
			continue
		}
		said, ok := c.table.units[c.text[first.offset:last.offset+len(last.text)]]
		if !ok {
			continue
		}
		if one {
			said = strings.Replace(strings.TrimSuffix(said, "s"), "s ", " ", 1)
		}
		return said, k
	}
	return "", 0
}

// enFraction reads parts: 1/2, 3/4, 24/7.
func enFraction(c *cursor) bool {
	if !c.is(1, "/") || !c.joined(2, digits) || c.is(3, "/") {
		return false
	}
	a, _ := c.amount(0, "", "")
	b, _ := c.amount(2, "", "")
	said := enAmount(a) + " over " + enAmount(b)
	switch {
	case a.long || b.long:
		return false
	case a.value == 24 && b.value == 7:
		said = "twenty four seven"
	case a.value == 1 && b.value == 2:
		said = "one half"
	case 0 < a.value && a.value < b.value && b.value <= 10:
		part := enOrdinal(b.value)
		if b.value == 4 {
			part = "quarter"
		}
		if a.value > 1 {
			part += "s"
		}
		said = enAmount(a) + " " + part
	}
	c.say(said, 3)
	return true
}
