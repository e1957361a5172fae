package spoken

import (
	"strings"
	"unicode"

	"loa/internal/base/source"
)

// viWord reads at letters.
func viWord(c *cursor) bool {
	t := c.at(0)
	if said, n := c.find(); n > 0 {
		c.say(said, n)
		c.style = counted
		return true
	}
	if t.text == "x" && c.at(1).kind == digits {
		c.say("nhân", 1)
		return true
	}
	if t.text == strings.ToLower(t.text) {
		return c.viAlternative(1)
	}
	if name := viNames[unicode.ToLower(rune(t.text[0]))]; len(t.text) == 1 && name != "" && c.joined(-1, digits) && !t.gap { // 4G, 5B
		c.say(name, 1)
		return true
	}
	if c.viRoman() || c.viWeekday() || c.viCoded() || c.viAlternative(1) {
		return true
	}
	if abbreviation(t.text) {
		c.unsure(viLetters(t.text), 1)
		return true
	}
	return false
}

// abbreviation reports whether capitals are read letter by letter: those that are no
// syllable.
func abbreviation(s string) bool {
	if len(s) < 2 || s != strings.ToUpper(s) || s == strings.ToLower(s) {
		return false
	}
	return !source.Syllable(s)
}

// viNames are the letters as they are called.
var viNames = map[rune]string{
	'a': "a", 'ă': "á", 'â': "ớ", 'b': "bê", 'c': "xê", 'd': "dê", 'đ': "đê", 'e': "e", 'ê': "ê", 'f': "ép", 'g': "giê", 'h': "hát", 'i': "i",
	'j': "gi", 'k': "ca", 'l': "lờ", 'm': "mờ", 'n': "nờ", 'o': "o", 'ô': "ô", 'ơ': "ơ", 'p': "pê", 'q': "quy", 'r': "rờ", 's': "ét", 't': "tê",
	'u': "u", 'ư': "ư", 'v': "vê", 'w': "vê kép", 'x': "ích", 'y': "i dài", 'z': "dét",
}

// viLetters spells a word.
func viLetters(s string) string {
	var all []string
	for _, r := range strings.ToLower(s) {
		if name := viNames[r]; name != "" {
			all = append(all, name)
		}
	}
	return strings.Join(all, " ")
}

// viCoded reads letters that are joined with digits: A4, QL3, H5N1.
func (c *cursor) viCoded() bool {
	t := c.at(0)
	if !c.joined(1, digits) || !upper(t.text) {
		return false
	}
	said, n := "", 0
	for n < farthest && c.at(n).kind != none && c.at(n).kind != sign && (n == 0 || !c.at(n).gap) {
		part := c.at(n)
		if part.kind == digits {
			a, _ := c.amount(n, "", "")
			said = spaced(said, viAmount(a, counted))
		} else if f, ok := c.table.forms[part.text]; ok {
			said = spaced(said, f.said)
		} else if abbreviation(part.text) || len(part.text) == 1 {
			said = spaced(said, viLetters(part.text))
		} else {
			said = spaced(said, part.text)
		}
		n++
	}
	c.say(said, n)
	return true
}

// viWeekday reads T2 to T7 as days of the week, unless a month is meant.
func (c *cursor) viWeekday() bool {
	day, ok := c.numberAt(1, 1)
	if c.at(0).text != "T" || !ok || c.at(1).gap || day < 2 || day > 7 || c.is(2, "/") {
		return false
	}
	said := "thứ " + viOrdered(uint64(day))
	if last, ok := c.numberAt(4, 1); ok && isDash(c.at(2).text) && c.at(3).text == "T" && !c.at(4).gap && 2 <= last && last <= 7 {
		c.unsure(said+" đến thứ "+viOrdered(uint64(last)), 5)
		return true
	}
	c.unsure(said, 2)
	return true
}

// per are words of which there is one: lần/ngày, đồng/người.
const per = " ngày tuần tháng năm giờ phút giây buổi quý lần lượt người nhóm lớp trường xã hộ em trẻ học suất vé bộ chiếc cái đôi khóa khoá đợt ca chuyến lít mét "

// viAlternative reads a slash between words: cha/mẹ; lần/ngày; và/hoặc.
func (c *cursor) viAlternative(n int) bool {
	if !c.is(n, "/") || !c.joined(n+1, word) {
		return false
	}
	between, took := "hoặc", 1
	switch next := strings.ToLower(c.at(n + 1).text); {
	case strings.Contains(per, " "+next+" ") && c.at(0).text == strings.ToLower(c.at(0).text) && (c.at(-1).kind == digits || c.at(-1).kind == word && c.at(-2).kind == digits):
		between = "một"
	case next == "hoặc" || next == "hay", c.joined(n+2, digits) && upper(c.at(n+1).text): // A/H5N1
		between = ""
	default:
		if unit, k := c.viOneUnit(n + 1); k > 0 && len(c.at(n+1).text) > 1 {
			between, took = "trên "+unit, 1+k
		}
	}
	c.put(c.at(0).text, c.at(0).gap)
	c.i++
	c.say(between, took)
	return true
}

// romanBefore are words behind which one letter can be a Roman number.
const romanBefore = " quý kỷ kỉ khóa khoá thứ chương phần mục tập cấp hạng loại kỳ kì hội độ bậc vùng khu nhóm đoạn quyển lục vòng đợt khối bảng đội lần "

// viRoman reads Roman numbers: quý III, thế kỷ XXI, cấp I, II.
func (c *cursor) viRoman() bool {
	t := c.at(0).text
	n := romanValue(t)
	if n == 0 || c.joined(1, digits) || c.joined(-1, digits) && !c.at(0).gap {
		return false
	}
	led := strings.Contains(romanBefore, " "+c.before(1)+" ") && c.at(-1).kind == word
	again := c.at(-2).kind == word && romanValue(c.at(-2).text) > 0 && (c.at(-1).text == "," || c.at(-1).text == "và" || isDash(c.at(-1).text) || c.at(-1).text == "/")
	plain := len(t) > 1 && strings.Trim(t, "IVX") == ""
	heading := c.i == 0 && c.is(1, ".") && c.at(2).gap // I. MỤC ĐÍCH
	if !led && !again && !plain && !heading {
		return false
	}
	said := viCardinal(uint64(n))
	if c.before(1) == "thứ" {
		said = viOrdered(uint64(n))
		if n == 1 {
			said = "nhất"
		}
	} else if c.before(1) == "quý" {
		said = viOrdered(uint64(n))
	}
	if y, ok := c.numberAt(2, 4); ok && c.is(1, "/") && len(c.at(2).text) == 4 && !c.at(2).gap {
		c.say(said+" năm "+viCardinal(uint64(y)), 3)
		return true
	}
	if isDash(c.at(1).text) && c.at(2).kind == word && romanValue(c.at(2).text) > 0 {
		c.say(said+" đến "+viCardinal(uint64(romanValue(c.at(2).text))), 3)
		return true
	}
	c.say(said, 1)
	return true
}

// romanValue is the value of a Roman number in capitals up to 89, 0 for anything else.
func romanValue(s string) int {
	if s == "" || len(s) > 8 || strings.Trim(s, "IVXL") != "" {
		return 0
	}
	values := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50}
	sum, before := 0, 0
	for _, r := range s {
		v := values[r]
		if v > before && before > 0 {
			sum -= 2 * before
		}
		sum += v
		before = v
	}
	if sum <= 0 || roman(sum) != s {
		return 0
	}
	return sum
}

// roman writes a number from 1 to 89.
func roman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= step.value {
			b.WriteString(step.text)
			n -= step.value
		}
	}
	return b.String()
}
