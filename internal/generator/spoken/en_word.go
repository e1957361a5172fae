package spoken

import (
	"strings"
)

// enWord reads at letters.
func enWord(c *cursor) bool {
	t := c.at(0)
	if c.enRoman(true) {
		return true
	}
	if said, n := c.find(); n > 0 {
		c.say(said, n)
		return true
	}
	if c.enMonthDay() || c.enRoman(false) || c.enCoded() {
		return true
	}
	if c.is(1, "/") && c.joined(2, word) {
		between := "or"
		if next := strings.ToLower(c.at(2).text); next == "or" {
			between = ""
		} else if strings.Contains(" day week month year hour minute second person child ", " "+next+" ") {
			between = "per"
		}
		c.copy()
		c.say(between, 1)
		return true
	}
	if len(t.text) > 1 && t.text == strings.ToUpper(t.text) && t.text != strings.ToLower(t.text) && !strings.ContainsAny(t.text, "AEIOUY") {
		c.unsure(enLetters(t.text), 1)
		return true
	}
	return false
}

// enLetters spells a word: letters of their own are read by name.
func enLetters(s string) string { return strings.Join(strings.Split(strings.ToLower(s), ""), " ") }

// enMonthDay reads June 1, 2024 and June 1.
func (c *cursor) enMonthDay() bool {
	d, ok := c.numberAt(1, 2)
	if !ok {
		return false
	}
	month := enMonth(strings.ToLower(c.at(0).text))
	if month == 0 || d < 1 || d > 31 || !upper(c.at(0).text) || c.is(2, ":") {
		return false
	}
	said, n := enMonths[month-1]+" "+enOrdinal(uint64(d)), 2
	comma := 0
	if c.is(2, ",") {
		comma = 1
	}
	if y, ok := c.numberAt(2+comma, 4); ok && len(c.at(2+comma).text) == 4 {
		said, n = said+" "+enYear(uint64(y)), 3+comma
	}
	c.say(said, n)
	return true
}

// enRoman reads Roman numbers of two letters and more, and one letter behind a word such
// as part.
// With only, it reads none but those behind such a word: chapter IV is no drip.
func (c *cursor) enRoman(only bool) bool {
	t := c.at(0).text
	n := romanValue(t)
	led := strings.Contains(" part chapter section level grade stage phase quarter annex appendix volume ", " "+c.before(1)+" ") && c.before(1) != ""
	if n == 0 || only && !led || t == "I" && !led || len(t) == 1 && !led || strings.Trim(t, "IVX") != "" || c.joined(1, digits) {
		return false
	}
	c.say(enCardinal(uint64(n)), 1)
	return true
}

// enCoded reads letters joined with digits: A4, H5N1, km45.
func (c *cursor) enCoded() bool {
	t := c.at(0)
	if !c.joined(1, digits) || !upper(t.text) {
		return false
	}
	said, n := "", 0
	for n < farthest && c.at(n).kind != none && c.at(n).kind != sign && (n == 0 || !c.at(n).gap) {
		part := c.at(n)
		switch {
		case part.kind == digits:
			a, _ := c.amount(n, "", "")
			said = spaced(said, enAmount(a))
		case c.table.forms[part.text].said != "":
			said = spaced(said, c.table.forms[part.text].said)
		case len(part.text) <= 3 && part.text == strings.ToUpper(part.text):
			said = spaced(said, enLetters(part.text))
		default:
			said = spaced(said, part.text)
		}
		n++
	}
	c.say(said, n)
	return true
}

// enSign reads what is neither letter nor digit.
func enSign(c *cursor) bool { return c.signs("minus", "to", "plus", "number", enVulgar) }

var enVulgar = map[string]string{"½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters", "⅕": "one fifth", "⅛": "one eighth"}
