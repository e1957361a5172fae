package spoken

import "strings"

// domains are the ends by which an address without a scheme is known.
var domains = map[string]bool{"vn": true, "com": true, "org": true, "net": true, "edu": true, "gov": true, "info": true, "io": true}

// schemes are the words that begin an address.
var schemes = []string{"www", "http", "https"}

// address reads the address of a page or of a mailbox, which nobody can follow by ear:
// what it is is said, and never how it is spelled.
func (c *cursor) address() bool {
	n, mail := c.addressLength()
	if n == 0 {
		return false
	}
	name := "address"
	if mail {
		name = "mail"
	}
	words := c.table.phrases[name]
	if lead := c.table.phrases["lead"]; !mail && !strings.Contains(" "+c.table.phrases["leads"]+" ", " "+c.before(1)+" ") {
		if first, rest, more := strings.Cut(lead, " "); more && c.before(1) == first {
			lead = rest
		}
		words = lead + " " + words
	}
	c.say(words, n)
	return true
}

// addressLength is the number of tokens of an address at the cursor.
func (c *cursor) addressLength() (n int, mail bool) {
	t := c.at(0)
	if t.kind != word || c.joined(-1, sign) && c.i > 0 && c.at(-1).text == "." {
		return 0, false
	}
	if next := c.at(1); next.kind != sign || next.gap || !strings.Contains(".:@-_+", next.text) {
		return 0, false
	}
	known := strings.EqualFold(t.text, "www") && c.is(1, ".") || (strings.EqualFold(t.text, "http") || strings.EqualFold(t.text, "https")) && c.is(1, ":") && c.is(2, "/")
	end := 1
	for ; c.at(end).kind != none && !c.at(end).gap && (known || end < farthest); end++ {
		if strings.ContainsAny(c.at(end).text, "()[]<>\"“”«»,;!") {
			break
		}
		mail = mail || c.at(end).text == "@"
		known = known || c.at(end-1).text == "." && domains[c.at(end).text] && end > 1
	}
	for end > 1 && strings.Contains(".:?", c.at(end-1).text) { // of the sentence
		end--
	}
	if !known {
		return 0, false
	}
	return end, mail
}
