package spoken

import "strings"

// viNumber reads at digits: the first form that fits.
func viNumber(c *cursor) bool {
	for _, rule := range []func(*cursor) bool{viPaper, viPhone, viPlate, viHeight, viMinutesSeconds, viDate, viClock, viDayMonth, viFraction} {
		if rule(c) {
			return true
		}
	}
	return viQuantity(c)
}

// viAmount says a number, read like the numbers before it in a list.
func viAmount(a amount, s style) string {
	words := ""
	switch {
	case s == dialled || a.long || a.zeros():
		words = viSpelled(a.whole)
	case s == ordered:
		words = viOrdered(a.value)
	default:
		words = viCardinal(a.value)
	}
	if a.fraction == "" {
		return words
	}
	return words + " phẩy " + viDecimals(a.fraction)
}

// viDecimals are the digits after the comma: two as a number, others one by one.
func viDecimals(s string) string {
	if len(s) == 2 && s[0] != '0' {
		return viCardinal(uint64(s[0]-'0')*10 + uint64(s[1]-'0'))
	}
	return viSpelled(s)
}

// viQuantity reads a number, a range of two, and the unit behind them.
func viQuantity(c *cursor) bool {
	a, _ := c.amount(0, ".", ",")
	if c.viChapters(a) {
		return true
	}
	style := c.viStyle()
	said := viAmount(a, style)
	if style == ordered && a.value == 1 && a.tokens == 1 && c.before(1) == "thứ" {
		said = "nhất"
	}
	if unit, n := c.viUnit(a.tokens); n > 0 { // 1 m–2 m, 10 % - 20 %
		if to, ok := c.viTo(a.tokens + n); ok {
			second, _ := c.amount(to, ".", ",")
			last, m := c.viUnit(to + second.tokens)
			c.style = counted
			c.say(spaced(said, unit, "đến", viAmount(second, style), last), to+second.tokens+m)
			return true
		}
		c.style = counted
		c.say(spaced(said, unit), a.tokens+n)
		return true
	}
	n := a.tokens
	if to, ok := c.viTo(n); ok {
		second, _ := c.amount(to, ".", ",")
		between := "đến"
		if p := c.before(1); p == "số" && (c.before(2) == "tỉ" || c.before(2) == "tỷ") {
			between = ""
		}
		said = spaced(said, between, viAmount(second, style))
		n = to + second.tokens
	}
	unit, m := c.viUnit(n)
	c.style = style
	if a.guessed && m == 0 {
		c.unsure(said, n)
		return true
	}
	c.say(spaced(said, unit), n+m)
	return true
}

// viTo is where the second number of a range stands: behind a dash that n tokens on
// follows the first.
func (c *cursor) viTo(n int) (int, bool) {
	dash, next := c.at(n), c.at(n+1)
	if !isDash(dash.text) || next.kind != digits || dash.gap != next.gap {
		return 0, false
	}
	return n + 1, (!isDash(c.at(n+2).text) || c.at(n+2).gap) && c.at(n+2).text != "="
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "−" }

// viChapters reads numbers of more than one point, and those of parts of a text: 1.2.3,
// mục 2.1.
func (c *cursor) viChapters(a amount) bool {
	part := strings.Contains(" mục điều khoản phần chương bài tiểu bảng hình ", " "+c.before(1)+" ") && c.i > 0 && c.at(-1).kind == word
	n := 1
	if !a.guessed && !(a.tokens == 3 && part) || a.fraction == "" && a.tokens > 1 {
		return false
	}
	first, _ := c.amount(0, "", "")
	said := viAmount(first, counted)
	for n < farthest && c.is(n, ".") && c.joined(n+1, digits) {
		next, _ := c.amount(n+1, "", "")
		said += " chấm " + viAmount(next, counted)
		n += 2
	}
	if n < 5 && !part || n == 1 {
		return false
	}
	c.say(said, n)
	return true
}

// viStyle is how the number at the cursor is read, by the words before it.
func (c *cursor) viStyle() style {
	previous := c.at(-1)
	if previous.kind == word {
		switch strings.ToLower(previous.text) {
		case "thứ", "tháng", "quý":
			return ordered
		}
		if c.viDials() {
			return dialled
		}
		if c.style != counted && (previous.text == "và" || previous.text == "hoặc" || previous.text == "hay" || previous.text == "đến") && c.at(-2).kind == digits && c.listed() {
			return c.style
		}
		return counted
	}
	if (previous.text == "," || previous.text == "/" || isDash(previous.text)) && c.at(-2).kind == digits && c.listed() {
		return c.style
	}
	if c.viDials() {
		return dialled
	}
	return counted
}

// listed reports whether the number can belong to the list before it.
func (c *cursor) listed() bool {
	n := len(c.at(0).text)
	return c.style == ordered && n == 1 || c.style == dialled && n >= 3
}

// spaced joins what is not empty by spaces.
func spaced(parts ...string) string {
	all := parts[:0]
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, " ")
}
