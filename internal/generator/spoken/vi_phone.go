package spoken

import "strings"

// callers are words behind which a short number is called and not counted.
const callers = " gọi tổng dây nóng hotline điện sđt đt đtdđ tel fax máy nhánh zalo liên hệ báo cứu cấp bấm quay alo "

// short are numbers that are called without a code of a place (emergency 112 to 115,
// the line of children 111, information).
var short = map[string]bool{"111": true, "112": true, "113": true, "114": true, "115": true, "116": true, "117": true, "119": true, "1022": true, "1080": true}

// viDials reports whether the digits at the cursor are called: a known short number
// behind a word of calling, or at the end of what is said.
func (c *cursor) viDials() bool {
	t := c.at(0)
	if !short[t.text] || c.is(1, ".") && c.joined(2, digits) || c.is(1, ",") && c.joined(2, digits) {
		return false
	}
	if c.before(1) == "số" || c.before(1) == "sát" && c.before(2) == "cảnh" || c.after(1) == "không" && c.after(2) == "nghe" { // 115 không nghe thì gọi 114
		return true
	}
	for n := 1; n <= 8; n++ {
		if w := c.before(n); w == "" {
			break
		} else if strings.Contains(callers, " "+w+" ") {
			return true
		}
	}
	_, unit := c.viUnit(1)
	next := c.at(1)
	return unit == 0 && next.kind != word && next.kind != digits && next.text != "/" && !isDash(next.text) && c.before(1) == ""
}

// viPhone reads telephone numbers digit by digit.
func viPhone(c *cursor) bool { return c.dial(viSpelled) }

// dial reads a telephone number at the cursor with the digits of a language.
func (c *cursor) dial(spelled func(digits string) string) bool {
	n := c.phone()
	if n == 0 {
		return false
	}
	last := c.at(n - 1)
	c.say(spelled(c.text[c.at(0).offset:last.offset+len(last.text)]), n)
	c.style = dialled
	return true
}

// phone is the number of tokens of a Vietnamese telephone number at the cursor, 0 for
// none: 0203.3825.115, 0912 345 678, 18001567, 1900 1234, (0203) 3825115, +84 …
func (c *cursor) phone() int {
	first := c.at(0).text
	n, count := 1, len(first)
	free := strings.HasPrefix(first, "1800") || strings.HasPrefix(first, "1900")
	abroad := c.at(-1).text == "+" && c.i > 0 && !c.at(0).gap && first != "0"
	switch {
	case abroad && (len(first) <= 3 || len(first) >= 9 && len(first) <= 13):
	case first[0] == '0' && len(first) >= 2:
	case free && (len(first) == 4 || len(first) >= 6 && len(first) <= 8):
	default:
		return 0
	}
	for {
		next, after := c.at(n), c.at(n+1)
		switch {
		case next.kind == digits && next.gap && len(next.text) >= 2 && count+len(next.text) <= 13 && (count < 8 || abroad || first[0] == '0' && count < 10):
			count += len(next.text)
			n++
			continue
		case (next.text == "." || isDash(next.text)) && !next.gap && after.kind == digits && !after.gap && len(after.text) >= 2 && count+len(after.text) <= 13:
			count += len(after.text)
			n += 2
			continue
		case next.text == ")" && n == 1 && (c.at(-1).text == "(" || abroad && c.at(-2).text == "(") && after.kind == digits && (abroad && len(after.text) == 2 || len(after.text) >= 3):
			count += len(after.text)
			n += 2
			continue
		}
		break
	}
	if count < 8 || count > 13 || first[0] == '0' && count < 9 && len(first) < 3 {
		return 0
	}
	return n
}
