package spoken

import "strings"

var enCallers = " call dial phone hotline helpline tel number on ring line fax zalo "

func (c *cursor) enDials() bool {
	previous := c.at(-1)
	if c.style == dialled && (previous.text == "," || previous.text == "or" || previous.text == "and") {
		return true
	}
	if c.after(1) == "does" && c.after(2) == "not" && c.after(3) == "answer" {
		return true
	}
	for n := 1; n <= 6; n++ {
		if w := c.before(n); w != "" && strings.Contains(enCallers, " "+w+" ") {
			return true
		}
	}
	return c.before(1) == "" && c.after(1) == ""
}

// enPhone reads telephone numbers digit by digit, by the rule of the Vietnamese ones:
// they are the same numbers.
func enPhone(c *cursor) bool { return c.dial(enSpelled) }
