package spoken

import "strings"

var enMonths = strings.Fields("January February March April May June July August September October November December")

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

// smallMonths are the names of months in small letters.
var smallMonths = strings.Fields(strings.ToLower(strings.Join(enMonths, " ")))

// enMonth is the month of a word in small letters; 0 for none.
func enMonth(word string) int {
	if word == "" || strings.IndexByte("jfmasond", word[0]) < 0 {
		return 0 // nearly all words
	}
	for i, name := range smallMonths {
		if word == name || len(word) >= 3 && len(word) <= 4 && strings.HasPrefix(name, word) && word != "may" && word != "mar" {
			return i + 1
		}
	}
	return 0
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
