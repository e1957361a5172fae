package spoken

import "strings"

// viUnit is the unit n tokens on, in words, and its number of tokens; 0 for none.
func (c *cursor) viUnit(n int) (string, int) {
	said, m := c.viOneUnit(n)
	if m == 0 || !c.is(n+m, "/") {
		return said, m
	}
	per, k := c.viOneUnit(n + m + 1)
	switch next := c.at(n + m + 1); {
	case next.gap:
	case k > 0:
		return said + " trên " + per, m + 1 + k
	case next.kind == word && next.text == strings.ToLower(next.text):
		return said + " một " + next.text, m + 2
	}
	return said, m
}

func (c *cursor) viOneUnit(n int) (string, int) {
	first := c.at(n)
	if first.kind == none || first.text == "K" && len(c.at(n-1).text) == 1 { // the rule of 5K
		return "", 0
	}
	// The longest first: °C before °, m2 before m, km.
	for k := 3; k > 0; k-- {
		last := c.at(n + k - 1)
		if last.kind == none || k > 1 && !c.tight(n, k) {
			continue
		}
		said, ok := c.table.units[c.text[first.offset:last.offset+len(last.text)]]
		if ok && !c.joined(n+k, word) && !c.joined(n+k, digits) && !(first.kind == word && first.gap && k == 1 && c.viNoUnit(n)) {
			return said, k
		}
	}
	return "", 0
}

// tight reports whether k tokens from n on stand without space.
func (c *cursor) tight(n, k int) bool {
	for i := 1; i < k; i++ {
		if c.at(n + i).gap {
			return false
		}
	}
	return true
}

// viNoUnit reports whether a letter behind a space means something else: a capital that
// is a name, a letter of a list.
func (c *cursor) viNoUnit(n int) bool {
	t := c.at(n).text
	return len(t) == 1 && (c.is(n+1, ")") || t == "s" || t == "p" || t == "V" && c.at(n+1).kind == word)
}
