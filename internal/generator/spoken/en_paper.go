package spoken

// enPaper reads the number of a Vietnamese paper: 49/2024/NĐ-CP.
func enPaper(c *cursor) bool {
	year, ok := c.numberAt(2, 4)
	a, _ := c.amount(0, "", "")
	switch {
	case c.is(1, "/") && ok && len(c.at(2).text) == 4 && c.is(3, "/") && c.joined(4, word) && upper(c.at(4).text):
		n := 5
		for c.at(n).kind != none && !c.at(n).gap && (c.at(n).kind != sign || isDash(c.at(n).text) && c.joined(n+1, word)) {
			n++
		}
		c.say(enCardinal(a.value)+" of "+enYear(uint64(year)), n)
	case c.is(1, "/") && c.joined(2, word) && upper(c.at(2).text) && isDash(c.at(3).text) && c.joined(4, word):
		c.say(enCardinal(a.value), 5)
	default:
		return false
	}
	return true
}
