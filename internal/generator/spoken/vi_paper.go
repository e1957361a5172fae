package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// viPaper reads numbers and symbols of official papers (Decree 30/2020/NĐ-CP, appendix
// I): 777/KH-UBND, 49/2024/NĐ-CP, 102/2016/QH13, 12-KH/TU.
func viPaper(c *cursor) bool {
	number, _ := c.amount(0, "", "")
	n := 1
	year, hasYear := 0, false
	if c.is(1, "/") {
		if y, ok := c.numberAt(2, 4); ok && len(c.at(2).text) == 4 && y > 1900 && c.is(3, "/") {
			year, hasYear, n = y, true, 3
		}
	}
	mark := c.at(n).text
	if c.at(n).gap || mark != "/" && mark != "-" || !c.joined(n+1, word) || !upper(c.at(n+1).text) || mark == "-" && !c.is(n+2, "/") {
		return false
	}
	kind, issuer, m := c.symbol(n + 1)
	if m == 0 || !hasYear && kind == "" && c.issuing(n+1) == "" {
		return false
	}
	said := viAmount(number, counted)
	if number.value > 0 && !number.long {
		said = viCardinal(number.value)
	}
	if kind != "" && !c.standsBefore(kind) {
		said = kind + " số " + said
	}
	if hasYear {
		said += " năm " + viCardinal(uint64(year))
	}
	if issuer != "" {
		said += " của " + issuer
	}
	c.say(said, n+1+m)
	return true
}

// symbol reads the kind and the issuer of a paper n tokens on: NĐ-CP, KH-UBND, QH13.
// The number of tokens is 0 when neither is known.
func (c *cursor) symbol(n int) (kind, issuer string, size int) {
	first := c.at(n).text
	if kind = c.table.phrases["paper "+first]; kind != "" && (isDash(c.at(n+1).text) || c.is(n+1, "/")) && c.joined(n+2, word) {
		issuer, size = c.issuer(n + 2)
		return kind, issuer, 2 + size
	}
	issuer, size = c.issuer(n)
	return "", issuer, size
}

// issuer reads who issued a paper; what is not in the table is spelled.
func (c *cursor) issuer(n int) (string, int) {
	size := 1
	for c.is(n+size, "&") && c.joined(n+size+1, word) || isDash(c.at(n+size).text) && !c.at(n+size).gap && c.joined(n+size+1, word) {
		size += 2
	}
	from, to := c.at(n), c.at(n+size-1)
	written := c.text[from.offset : to.offset+len(to.text)]
	said := c.table.phrases["issuer "+written]
	if said == "" {
		said = c.table.forms[written].said
	}
	if said == "" && size > 1 {
		said, size = c.issuers(n, size)
	}
	if said == "" {
		said = viLetters(from.text)
	}
	if c.joined(n+size, digits) { // QH13: of the 13th term
		term, _ := c.amount(n+size, "", "")
		return said + " khóa " + viCardinal(term.value), size + 1
	}
	return said, size
}

// issuers joins those of several issuers that are known, BYT-BGDĐT. Behind the first
// stands also the unit that wrote the paper, which nobody reads: BGDĐT-GDTrH.
func (c *cursor) issuers(n, size int) (string, int) {
	var all []string
	for k := 0; k < size; k += 2 {
		known := c.issuing(n + k)
		if known == "" && k == 0 {
			return "", 1
		}
		if known != "" {
			all = append(all, known)
		}
	}
	return strings.Join(all, " và "), size
}

// issuing is the issuer whose symbol stands n tokens on; "" if nobody knows it.
func (c *cursor) issuing(n int) string {
	symbol := c.at(n).text
	if known := c.table.phrases["issuer "+symbol]; known != "" || len(symbol) < 3 {
		return known
	}
	return c.table.forms[symbol].said
}

// standsBefore reports whether the kind of the paper was said just now: "Nghị định số".
func (c *cursor) standsBefore(kind string) bool {
	last := strings.Fields(kind)
	word := last[len(last)-1]
	return c.before(1) == word || c.before(1) == "số"
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
