package spoken

import "strings"

// enClock reads 14:00, 8:30, 8.30 a.m.
func enClock(c *cursor) bool {
	said, n := c.enTime(0)
	if n == 0 {
		return false
	}
	if to, ok := c.enTo(n); ok {
		if second, m := c.enTime(to); m > 0 {
			said, n = said+" to "+second, to+m
		}
	}
	c.say(said, n)
	return true
}

func (c *cursor) enTime(n int) (string, int) {
	hour, ok := c.numberAt(n, 2)
	if !ok || hour > 24 {
		return "", 0
	}
	minute, isMinute := c.numberAt(n+2, 2)
	size, said := 1, enCardinal(uint64(hour))
	if c.is(n+1, ":") && isMinute && !c.at(n+2).gap && len(c.at(n+2).text) == 2 && minute < 60 {
		size = 3
		switch {
		case minute == 0:
		case minute < 10:
			said += " oh " + enSmall[minute]
		default:
			said += " " + enCardinal(uint64(minute))
		}
	}
	half := strings.ToLower(c.at(n + size).text)
	switch {
	case half == "am" || half == "pm":
		return said + " " + half[:1] + " m", size + 1
	case (half == "a" || half == "p") && c.is(n+size+1, ".") && strings.EqualFold(c.at(n+size+2).text, "m"):
		size += 3
		if c.is(n+size, ".") {
			size++
		}
		return said + " " + half + " m", size
	case size == 1:
		return "", 0
	case minute == 0:
		said += " o'clock"
	}
	return said, size
}
