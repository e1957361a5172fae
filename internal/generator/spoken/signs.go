package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// viSign reads what is neither letter nor digit.
func viSign(c *cursor) bool {
	if c.at(0).text == "$" && c.joined(1, digits) {
		a, _ := c.amount(1, ".", ",")
		c.say(viAmount(a, counted)+" đô la", 1+a.tokens)
		return true
	}
	return c.signs("âm", "đến", "cộng", "số", viVulgar)
}

// viVulgar are fractions of one character.
var viVulgar = map[string]string{"½": "một phần hai", "⅓": "một phần ba", "⅔": "hai phần ba", "¼": "một phần tư", "¾": "ba phần tư", "⅕": "một phần năm", "⅛": "một phần tám"}

// signs reads a sign with the words of a language for what depends on the place; the
// others stand in the table.
func (c *cursor) signs(minus, to, plus, number string, vulgar map[string]string) bool {
	t := c.at(0)
	if said := vulgar[t.text]; said != "" {
		c.say(said, 1)
		return true
	}
	switch t.text {
	case "…":
		if c.blank() {
			return true
		}
	case "(", "[", "{":
		c.pause(1)
		return true
	case ")", "]", "}":
		c.closeBracket()
		return true
	case "-", "–", "−", "—":
		c.dash(minus, to)
		return true
	case "+":
		if c.abroad() {
			c.say(plus, 1)
			return true
		}
	case ":":
		if t.gap && c.at(1).gap && c.at(-1).kind == digits && c.at(1).kind == digits { // 10 : 2
			c.say(c.table.phrases["sign ÷"], 1)
			return true
		}
	case "#":
		if c.joined(1, digits) {
			c.say(number, 1)
			return true
		}
	case "/":
		if c.at(-1).kind == none || c.at(1).kind == none {
			c.skip(1)
			return true
		}
		c.say(c.table.phrases["slash"], 1)
		return true
	}
	if said, ok := c.table.phrases["sign "+t.text]; ok {
		c.say(said, 1)
		return true
	}
	if r, _ := utf8.DecodeRuneInString(t.text); unicode.IsPunct(r) {
		return false // of the sentence
	}
	c.skip(1) // it has no sound
	return true
}

// blank reads an ellipsis that stands for a number to be filled in: “trẻ … tuổi”. A space
// or the beginning of a quotation stands before it, and behind it what is counted.
func (c *cursor) blank() bool {
	before, n := c.at(-1), 1
	for n < 4 && c.at(n).kind == sign && strings.Contains("-–—−()[]", c.at(n).text) {
		n++ // nothing of it is said here
	}
	counts := c.at(n)
	open := before.kind == none || strings.Contains("“«‘\"'(", before.text)
	if counts.kind != word || !c.at(1).gap || !open && !c.at(0).gap || !strings.Contains(" "+c.table.phrases["blanks"]+" ", " "+counts.text+" ") {
		return false
	}
	said := c.table.units[counts.text]
	if said == "" {
		said = counts.text
	}
	c.put(c.table.phrases["blank"]+" "+said, !open)
	c.i += n + 1
	return true
}

// closeBracket is a pause where more follows; what follows may bring its own.
func (c *cursor) closeBracket() {
	if next := c.at(1); next.kind == word || next.kind == digits {
		c.pause(1)
	} else {
		c.skip(1)
	}
}

// dash reads a dash: a minus, "to" between days, a space within a word, else a pause.
func (c *cursor) dash(minus, to string) {
	before, t, after := c.at(-1), c.at(0), c.at(1)
	inWord := !t.gap && !after.gap && (before.kind == word || before.kind == digits) && (after.kind == word || after.kind == digits)
	switch {
	case c.joined(1, digits) && (before.kind == none || t.gap || before.text == "("):
		c.say(minus, 1)
	case before.kind == digits && after.kind == digits && c.at(2).text == "=": // 5 - 3 = 2
		c.say(c.table.phrases["less"], 1)
	case before.kind == digits && (after.kind == digits || after.kind == word && strings.Contains(" thứ ngày tháng mùng km ", " "+c.after(1)+" ")):
		c.say(to, 1)
	case inWord: // vắc-xin, COVID-19
		c.skip(1)
		c.tokens[c.i].gap = true
	default:
		c.pause(1)
	}
}

// abroad reports whether a plus begins a telephone number.
func (c *cursor) abroad() bool {
	return strings.HasPrefix(c.at(1).text, "84") && !c.at(1).gap && c.at(-1).kind != digits
}
