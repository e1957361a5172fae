package spoken

import "strings"

// viClock reads times: 8h30, 14h, 19:45, 08:00, 7-9h.
func viClock(c *cursor) bool {
	said, n := c.clockAt(0)
	if n == 0 {
		return c.viHours()
	}
	if to, ok := c.viTo(n); ok {
		if second, m := c.clockAt(to); m > 0 {
			c.say(said+" đến "+second, to+m)
			return true
		}
	}
	c.say(said, n)
	return true
}

// viHours reads hours of which only the last has its letter: 7-9h.
func (c *cursor) viHours() bool {
	first, ok := c.numberAt(0, 2)
	to, range_ := c.viTo(1)
	if !ok || !range_ || first > 24 {
		return false
	}
	second, n := c.clockAt(to)
	if n == 0 || c.at(to+1).text == ":" {
		return false
	}
	c.say(viCardinal(uint64(first))+" đến "+second, to+n)
	return true
}

// clockAt is a time n tokens on, in words, and its number of tokens.
func (c *cursor) clockAt(n int) (string, int) {
	hour, ok := c.numberAt(n, 2)
	if !ok || hour > 24 {
		return "", 0
	}
	said := viCardinal(uint64(hour)) + " giờ"
	mark := c.at(n + 1)
	if mark.gap {
		return "", 0
	}
	minute, ok := c.numberAt(n+2, 2)
	ok = ok && !c.at(n+2).gap && minute < 60
	switch {
	case mark.text == ":":
		if c.before(1) == "lệ" { // tỷ lệ 1:10
			return "", 0
		}
		if !ok || len(c.at(n+2).text) != 2 {
			return "", 0
		}
		if second, more := c.numberAt(n+4, 2); more && c.is(n+3, ":") && !c.at(n+4).gap && second < 60 {
			return said + viMinutes(minute) + " " + viCardinal(uint64(second)) + " giây", 5
		}
	case mark.text == "h" || mark.text == "H" || mark.text == "g":
		if !ok {
			if mark.text == "g" || c.joined(n+2, digits) || c.is(n+2, "/") {
				return "", 0
			}
			return said, 2
		}
	default:
		return "", 0
	}
	size := 3
	for _, end := range []string{"'", "’", "′", "p", "ph"} {
		if c.is(n+3, end) && mark.text != ":" {
			size = 4
		}
	}
	if size == 3 && (c.after(3) == "phút" || strings.EqualFold(c.at(n+3).text, "phút")) {
		size = 4 // it is said anyway
		if minute == 0 {
			return said + " không phút", size
		}
	}
	if n == 0 && mark.text == ":" && (c.joined(3, word)) {
		return "", 0
	}
	return said + viMinutes(minute), size
}

func viMinutes(n int) string {
	if n == 0 {
		return ""
	}
	return " " + viCardinal(uint64(n)) + " phút"
}

// viMinutesSeconds reads 10'30” and 5”.
func viMinutesSeconds(c *cursor) bool {
	a, ok := c.numberAt(0, 3)
	n := 1
	said := ""
	if ok && (c.is(1, "'") || c.is(1, "’") || c.is(1, "′")) && c.joined(2, digits) {
		said = viCardinal(uint64(a)) + " phút"
		n = 3
		a, ok = c.numberAt(2, 2)
	}
	mark := c.at(n).text
	double := (mark == "'" || mark == "’") && c.is(n+1, mark)
	if !ok || c.at(n).gap || !double && mark != "″" && !(n == 3 && mark == "\"") {
		return false
	}
	if double {
		n++
	}
	c.say(spaced(said, viCardinal(uint64(a))+" giây"), n+1)
	return true
}
