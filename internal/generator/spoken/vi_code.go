package spoken

import "strings"

// viHeight reads metres and what is over: 1m50, 1m6. 1m2 is an area.
func viHeight(c *cursor) bool {
	whole, _ := c.amount(0, ".", ",")
	over := c.at(2)
	if whole.tokens != 1 || !c.is(1, "m") || !c.joined(2, digits) || len(over.text) > 2 || over.text == "2" || over.text == "3" {
		return false
	}
	said := viSpelled(over.text)
	if over.text[0] != '0' {
		rest, _ := c.amount(2, "", "")
		said = viCardinal(rest.value)
	}
	c.say(viAmount(whole, counted)+" mét "+said, 3)
	return true
}

// viPlate reads the number of a vehicle, 11A-123.45: two digits of the province, a
// series, four or five digits.
func viPlate(c *cursor) bool {
	series := c.at(1)
	if len(c.at(0).text) != 2 || !c.joined(1, word) || len(series.text) > 2 || strings.ToUpper(series.text) != series.text {
		return false
	}
	n, said := 2, viSpelled(c.at(0).text)+" "+viLetters(series.text)
	if c.joined(2, digits) && len(c.at(2).text) == 1 {
		n, said = 3, said+" "+viSpelled(c.at(2).text)
	}
	if !isDash(c.at(n).text) || c.at(n).gap || !c.joined(n+1, digits) {
		return false
	}
	number, size := c.at(n+1).text, n+2
	if c.is(size, ".") && c.joined(size+1, digits) {
		number, size = number+c.at(size+1).text, size+2
	}
	if len(number) < 4 || len(number) > 5 {
		return false
	}
	c.say(said+" "+viSpelled(number), size)
	return true
}
