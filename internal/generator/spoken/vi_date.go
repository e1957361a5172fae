package spoken

import (
	"strconv"
	"strings"
)

// numberAt is the plain number n tokens on, of at most a number of digits.
func (c *cursor) numberAt(n, most int) (int, bool) {
	t := c.at(n)
	if t.kind != digits || len(t.text) > most {
		return 0, false
	}
	v, err := strconv.Atoi(t.text)
	return v, err == nil
}

// day is a date as written: parts that are missing are 0.
type day struct{ day, month, year, tokens int }

// dayAt is the date n tokens on: d/m/y, d-m-y, d.m.y, y-m-d, d/m.
func (c *cursor) dayAt(n int) (day, bool) {
	mark := c.at(n + 1).text
	if c.at(n+1).gap || !strings.Contains("/-.–", mark) || c.at(n+2).gap {
		return day{}, false
	}
	if y, ok := c.numberAt(n, 4); ok && len(c.at(n).text) == 4 && y > 1000 && mark != "." && c.is(n+3, mark) && !c.at(n+4).gap {
		m, okM := c.numberAt(n+2, 2)
		d, okD := c.numberAt(n+4, 2)
		return day{d, m, y, 5}, okM && okD && valid(d, m)
	}
	d, okD := c.numberAt(n, 2)
	m, okM := c.numberAt(n+2, 2)
	if !okD || !okM || !valid(d, m) {
		return day{}, false
	}
	if y, ok := c.numberAt(n+4, 4); ok && c.is(n+3, mark) && !c.at(n+4).gap && (len(c.at(n+4).text) == 4 && y > 1000 || len(c.at(n+4).text) == 2 && mark == "/") {
		if y < 100 {
			y += 2000
		}
		return day{d, m, y, 5}, true
	}
	plain := mark == "/" || mark == "-" && c.i > 0 && c.at(n-1).text == "ngày"
	return day{day: d, month: m, tokens: 3}, plain && !c.is(n+3, "/")
}

func valid(d, m int) bool { return 1 <= d && d <= 31 && 1 <= m && m <= 12 }

// viDate reads a date with its year, a month with its year, and days before them:
// 01/6/2024, 6/2024, 01–30/6/2027.
func viDate(c *cursor) bool {
	if d, ok := c.dayAt(0); ok && d.year > 0 {
		c.say(c.viDay(d), d.tokens)
		return true
	}
	if m, ok := c.numberAt(0, 2); ok && 1 <= m && m <= 12 && c.is(1, "/") && len(c.at(2).text) == 4 && !c.at(2).gap {
		if y, ok := c.numberAt(2, 4); ok && 1000 < y && y < 2200 && !c.is(3, "/") {
			c.say(c.viPartOfYear(m)+" năm "+viCardinal(uint64(y)), 3)
			return true
		}
	}
	return c.viDays()
}

// viPartOfYear is the number before a year: a month, unless a word before it names
// something else of the year (quý 2/2024, đợt 1/2024).
func (c *cursor) viPartOfYear(n int) string {
	named := c.at(-1).kind == word
	switch {
	case named && strings.Contains(" đợt kỳ kì tuần số khóa khoá lần vòng phần ", " "+c.before(1)+" "):
		return viCardinal(uint64(n))
	case named && (c.before(1) == "tháng" || c.before(1) == "quý"):
		return viOrdered(uint64(n))
	}
	return "tháng " + viOrdered(uint64(n))
}

// viDays reads the first of two days of one month: 1–30/6/2027. The second follows as a
// date of its own.
func (c *cursor) viDays() bool {
	first, ok := c.numberAt(0, 2)
	if !ok || first < 1 || first > 31 || !isDash(c.at(1).text) || c.at(1).gap != c.at(2).gap {
		return false
	}
	d, ok := c.dayAt(2)
	if !ok || first >= d.day || d.year == 0 && !c.dated() && d.day <= 12 {
		return false
	}
	said := c.viNamed("ngày", viCardinal(uint64(first)))
	if c.at(-1).kind != word || !strings.Contains(" từ trong ngày ", " "+c.before(1)+" ") {
		said = "từ " + said
	}
	c.say(said+" đến ngày "+viMonthOf(d), 2+d.tokens)
	return true
}

// viMonthOf is a date in words, without ngày before it.
func viMonthOf(d day) string {
	said := viCardinal(uint64(d.day)) + " tháng " + viOrdered(uint64(d.month))
	if d.year > 0 {
		said += " năm " + viCardinal(uint64(d.year))
	}
	return said
}

func (c *cursor) viDay(d day) string { return c.viNamed("ngày", viMonthOf(d)) }

// viNamed puts a noun before words, unless it stands there already.
func (c *cursor) viNamed(noun, words string) string {
	if c.at(-1).kind == word && strings.Contains(" ngày mùng mồng rằm ", " "+c.before(1)+" ") {
		return words
	}
	return noun + " " + words
}

// dated reports whether what stands before the cursor leads to a date.
func (c *cursor) dated() bool {
	previous := c.at(-1)
	switch {
	case previous.kind == word:
		return strings.Contains(" ngày từ đến tới sáng chiều tối trưa đêm hôm mùng mồng vào trước sau hết hạn dịp lễ nay cn nhật thi nhi phụ nữ ", " "+c.before(1)+" ")
	case isDash(previous.text):
		return c.at(-2).kind == digits || c.dayBehind()
	case previous.text == "(" || previous.text == ",":
		return previous.text == "(" && c.closes() || c.dayBehind()
	}
	return false
}

// closes reports whether the date at the cursor stands alone in brackets.
func (c *cursor) closes() bool { return c.at(3).text == ")" }

// dayBehind reports whether another day and month stands right before: 20/7, 21/7.
func (c *cursor) dayBehind() bool {
	return c.at(-2).kind == digits && c.at(-3).text == "/" && c.at(-4).kind == digits
}

// viDayMonth reads a day and its month: 30/6. 3/4 may be a part of something instead.
func viDayMonth(c *cursor) bool {
	d, ok := c.dayAt(0)
	if !ok {
		return false
	}
	if d.day == 24 && d.month == 7 && !c.dated() { // all day, every day of the week
		return false
	}
	next := c.after(3)
	lunar := next == "âm" || next == "al" || next == "dương" || next == "hằng" || next == "hàng"
	switch {
	case lunar || c.dated():
		c.say(c.viDay(d), 3)
	case c.viParted(d):
		return false
	case d.day > d.month && d.day > 12, strings.HasPrefix(c.at(0).text, "0"): // no part is written 01/6
		c.say(c.viDay(d), 3)
	default:
		c.unsure(c.viDay(d), 3)
	}
	return true
}

// viParted reports whether what looks like a day is a part: 3/4 số trẻ, 1/2 viên.
func (c *cursor) viParted(d day) bool {
	if d.day > 31 || strings.HasPrefix(c.at(0).text, "0") || strings.HasPrefix(c.at(2).text, "0") {
		return false
	}
	next := " " + c.after(3) + " "
	if c.after(3) != "" && strings.Contains(" số tổng trẻ các học dân diện quãng thời chiều chặng lượng bình cốc thìa viên ống gói chai lít km trường xã người em ca vụ của thế mặt cơ muỗng bát phần hộ ngày giờ tháng năm buổi đường tấn tạ ly điểm ", next) {
		return true
	}
	if c.at(-1).kind == word && strings.Contains(" chiếm khoảng hơn gần được còn bằng giảm tăng dưới mất uống dùng chừng quá cho đạt chỉ pha lệ vòng độ ", " "+c.before(1)+" ") || c.behindDoor() {
		return true
	}
	if c.i == 0 && c.at(3).kind == none { // alone
		return d.day < d.month && d.month <= 4
	}
	return d.day < d.month && (d.month <= 4 || d.day == 1 && (d.month == 10 || d.month == 8)) && c.at(-1).kind == word && c.after(3) != ""
}

// doors are words behind which numbers with a slash are those of a house.
const doors = " ngõ hẻm ngách kiệt "

// behindDoor reports whether the number at the cursor is that of a house: ngõ 12/5,
// nhà số 5/7, số nhà 5/7, căn hộ 5/7.
func (c *cursor) behindDoor() bool {
	if c.at(-1).kind != word {
		return false
	}
	one, two := c.before(1), c.before(2)
	return strings.Contains(doors, " "+one+" ") || two == "nhà" && one == "số" || two == "số" && one == "nhà" || two == "căn" && one == "hộ"
}

// viHouse reads the number of a house, however many alleys it has: hẻm 12/5/7.
func viHouse(c *cursor) bool {
	if !c.behindDoor() || !c.is(1, "/") || !c.joined(2, digits) {
		return false
	}
	n, said := 0, ""
	for {
		a, _ := c.amount(n, "", "")
		if a.long {
			return false
		}
		said, n = said+viAmount(a, counted), n+1
		if !c.is(n, "/") || !c.joined(n+1, digits) {
			break
		}
		said, n = said+" trên ", n+1
	}
	c.say(said, n)
	return true
}

// viFraction reads what is left with a slash: a part of a whole, two numbers, 24/7.
func viFraction(c *cursor) bool {
	if viHouse(c) {
		return true
	}
	if !c.is(1, "/") || !c.joined(2, digits) || c.is(3, "/") && c.joined(4, digits) {
		return false
	}
	a, _ := c.amount(0, "", "")
	b, _ := c.amount(2, "", "")
	switch {
	case a.long || b.long:
		return false
	case 0 < a.value && a.value < b.value && b.value <= 10:
		said := viAmount(a, counted) + " phần " + viOrdered(b.value)
		if c.i == 0 && c.at(3).kind == none { // alone: it may be a day
			c.unsure(said, 3)
			break
		}
		c.say(said, 3)
	default:
		unit, n := c.viUnit(3)
		c.say(spaced(viAmount(a, counted)+" trên "+viAmount(b, counted), unit), 3+n)
	}
	return true
}
