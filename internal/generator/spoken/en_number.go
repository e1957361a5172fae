package spoken

import (
	"strings"
)

var enSmall = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
var enTens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
var enOrdinals = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
var enMonths = strings.Fields("January February March April May June July August September October November December")

// enCardinal is a number in words, with "and" before tens and ones.
func enCardinal(n uint64) string {
	switch {
	case n < 20:
		return enSmall[n]
	case n < 100:
		return spaced(enTens[n/10], unlessZero(n%10, ""))
	case n < 1000:
		return spaced(enSmall[n/100], "hundred", unlessZero(n%100, "and "))
	}
	for _, group := range []struct {
		value uint64
		name  string
	}{{1e18, "quintillion"}, {1e15, "quadrillion"}, {1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}} {
		if n >= group.value {
			and := ""
			if n%group.value < 100 {
				and = "and "
			}
			return spaced(enCardinal(n/group.value), group.name, unlessZero(n%group.value, and))
		}
	}
	return ""
}

func unlessZero(n uint64, before string) string {
	if n == 0 {
		return ""
	}
	return before + enCardinal(n)
}

// enOrdinal is first, second, twenty first.
func enOrdinal(n uint64) string {
	said := enCardinal(n)
	head, last := "", said
	if i := strings.LastIndexByte(said, ' '); i >= 0 {
		head, last = said[:i+1], said[i+1:]
	}
	switch {
	case enOrdinals[last] != "":
		return head + enOrdinals[last]
	case strings.HasSuffix(last, "y"):
		return head + strings.TrimSuffix(last, "y") + "ieth"
	}
	return head + last + "th"
}

// enYear is a year as it is said: nineteen ninety nine, two thousand and five, twenty
// twenty four.
func enYear(n uint64) string {
	high, low := n/100, n%100
	switch {
	case n < 1000 || n > 2999 || high%10 == 0 && low < 10:
		return enCardinal(n)
	case low == 0:
		return enCardinal(high) + " hundred"
	case low < 10:
		return enCardinal(high) + " oh " + enSmall[low]
	}
	return enCardinal(high) + " " + enCardinal(low)
}

func enSpelled(s string) string {
	var all []string
	for i := 0; i < len(s); i++ {
		if '0' <= s[i] && s[i] <= '9' {
			all = append(all, enSmall[s[i]-'0'])
		}
	}
	return strings.Join(all, " ")
}

// enNumber reads at digits.
func enNumber(c *cursor) bool {
	for _, rule := range []func(*cursor) bool{enPaper, enPhone, enDate, enClock, enFraction, enOrder} {
		if rule(c) {
			return true
		}
	}
	return enQuantity(c)
}

func enAmount(a amount) string {
	if a.long || a.zeros() {
		return enSpelled(a.whole)
	}
	if a.fraction == "" {
		return enCardinal(a.value)
	}
	return enCardinal(a.value) + " point " + enSpelled(a.fraction)
}

// yearly reports whether a number n tokens on is a year: four digits that are neither
// grouped nor followed by what is counted.
func (c *cursor) yearly(n int) bool {
	v, ok := c.numberAt(n, 4)
	if !ok || len(c.at(n).text) != 4 || v < 1500 || v > 2100 || c.is(n+1, ".") && c.joined(n+2, digits) || c.is(n+1, ",") && c.joined(n+2, digits) {
		return false
	}
	previous := c.before(1)
	return strings.Contains(" in of since until year from to by and before after between during school action month plan ", " "+previous+" ") && previous != "" || c.after(n+1) == "" || enMonth(previous) > 0
}

// enQuantity reads a number or two, and the unit behind them.
func enQuantity(c *cursor) bool {
	if c.yearly(0) {
		v, _ := c.numberAt(0, 4)
		said, n := enYear(uint64(v)), 1
		if to, ok := c.enTo(1); ok {
			if w, isNumber := c.numberAt(to, 4); isNumber {
				said, n = said+" to "+enYear(uint64(w)), to+1
			}
		}
		c.say(said, n)
		return true
	}
	a, _ := c.amount(0, ",", ".")
	if short[c.at(0).text] && a.tokens == 1 && c.enDials() {
		c.say(enSpelled(a.whole), 1)
		c.style = dialled
		return true
	}
	c.style = counted
	said, n, one := enAmount(a), a.tokens, a.value == 1 && a.fraction == ""
	if to, ok := c.enTo(n); ok {
		second, _ := c.amount(to, ",", ".")
		said, n, one = said+" to "+enAmount(second), to+second.tokens, false
	}
	if unit, m := c.enUnit(n, one); m > 0 {
		said, n = said+" "+unit, n+m
	}
	if c.at(-1).text == "$" {
		said += " dollars"
	}
	c.say(said, n)
	return true
}

func (c *cursor) enTo(n int) (int, bool) {
	dash, next := c.at(n), c.at(n+1)
	return n + 1, isDash(dash.text) && next.kind == digits && dash.gap == next.gap && c.at(n+2).text != "="
}

// enUnit is the unit n tokens on; of one thing in the singular.
func (c *cursor) enUnit(n int, one bool) (string, int) {
	first := c.at(n)
	if first.kind == none {
		return "", 0
	}
	for k := 3; k > 0; k-- {
		last := c.at(n + k - 1)
		if last.kind == none || k > 1 && !c.tight(n, k) || c.joined(n+k, word) || c.joined(n+k, digits) {
			continue
		}
		said, ok := c.table.units[c.text[first.offset:last.offset+len(last.text)]]
		if !ok {
			continue
		}
		if one {
			said = strings.Replace(strings.TrimSuffix(said, "s"), "s ", " ", 1)
		}
		return said, k
	}
	return "", 0
}

var enCallers = " call dial phone hotline helpline tel number on ring line fax zalo "

func (c *cursor) enDials() bool {
	previous := c.at(-1)
	if c.style == dialled && (previous.text == "," || previous.text == "or" || previous.text == "and") {
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
func enPhone(c *cursor) bool {
	n := c.phone()
	if n == 0 {
		return false
	}
	last := c.at(n - 1)
	c.say(enSpelled(c.text[c.at(0).offset:last.offset+len(last.text)]), n)
	c.style = dialled
	return true
}

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

// enDate reads dates in both orders of words and in figures, the day before the month:
// 1 June 2024, 02/4/2024, 30/6, 2024-06-01.
func enDate(c *cursor) bool {
	if d, ok := c.dayAt(0); ok && (d.year > 0 || c.at(1).text == "/" && c.enDated(d)) {
		c.say(enDay(d, c.at(-1).text == "the"), d.tokens)
		return true
	}
	d, ok := c.numberAt(0, 2)
	month := enMonth(c.after(1))
	if !ok || month == 0 || d < 1 || d > 31 {
		return false
	}
	date, n := day{day: d, month: month}, 2
	if y, ok := c.numberAt(2, 4); ok && len(c.at(2).text) == 4 {
		date.year, n = y, 3
	}
	c.say(enDay(date, c.at(-1).text == "the"), n)
	return true
}

func (c *cursor) enDated(d day) bool {
	previous := c.before(1)
	return d.day > 12 && !(d.day == 24 && d.month == 7) || previous != "" && strings.Contains(" on from to until by day since before after and ", " "+previous+" ")
}

func enDay(d day, the bool) string {
	said := enOrdinal(uint64(d.day)) + " of " + enMonths[d.month-1]
	if !the {
		said = "the " + said
	}
	if d.year > 0 {
		said += " " + enYear(uint64(d.year))
	}
	return said
}

func enMonth(word string) int {
	for i, name := range enMonths {
		if name = strings.ToLower(name); word == name || len(word) >= 3 && len(word) <= 4 && strings.HasPrefix(name, word) && word != "may" && word != "mar" {
			return i + 1
		}
	}
	return 0
}

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

// enFraction reads parts: 1/2, 3/4, 24/7.
func enFraction(c *cursor) bool {
	if !c.is(1, "/") || !c.joined(2, digits) || c.is(3, "/") {
		return false
	}
	a, _ := c.amount(0, "", "")
	b, _ := c.amount(2, "", "")
	said := enAmount(a) + " over " + enAmount(b)
	switch {
	case a.long || b.long:
		return false
	case a.value == 24 && b.value == 7:
		said = "twenty four seven"
	case a.value == 1 && b.value == 2:
		said = "one half"
	case 0 < a.value && a.value < b.value && b.value <= 10:
		part := enOrdinal(b.value)
		if b.value == 4 {
			part = "quarter"
		}
		if a.value > 1 {
			part += "s"
		}
		said = enAmount(a) + " " + part
	}
	c.say(said, 3)
	return true
}

// enOrder reads 1st, 22nd, 1990s.
func enOrder(c *cursor) bool {
	end := c.at(1)
	a, _ := c.amount(0, "", "")
	if end.gap || a.long {
		return false
	}
	switch end.text {
	case "st", "nd", "rd", "th":
		if month := enMonth(c.after(2)); month > 0 && a.value <= 31 && a.value > 0 {
			date, n := day{day: int(a.value), month: month}, 3
			if y, ok := c.numberAt(3, 4); ok && len(c.at(3).text) == 4 {
				date.year, n = y, 4
			}
			c.say(enDay(date, c.at(-1).text == "the"), n)
			return true
		}
		c.say(enOrdinal(a.value), 2)
		return true
	case "s":
		if len(a.whole) == 4 && strings.HasSuffix(a.whole, "0") {
			said := strings.TrimSuffix(enYear(a.value), "y")
			if said != enYear(a.value) {
				said += "ies"
			} else {
				said += "s"
			}
			c.say(said, 2)
			return true
		}
	}
	return false
}
