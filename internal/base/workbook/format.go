package workbook

import (
	"strconv"
	"strings"
)

// format is how a cell shows its number (ECMA-376-1 §18.8.30).
type format struct {
	date, clock      bool // it shows a day, a time of day
	day, month, year bool
	elapsed          bool // hours go on beyond 24
	seconds          bool
	text             string // of one that shows a number; "" is “General”
}

// builtIn are the formats that files name by their number alone (§18.8.30). Those of
// numbers 27 to 36 and 50 to 58 are dates of East Asia.
var builtIn = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
	37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}

// parseFormat understands the code of a format.
func parseFormat(code string) format {
	if strings.EqualFold(strings.TrimSpace(code), "general") || code == "@" {
		return format{}
	}
	f := format{text: code}
	first, _, _ := strings.Cut(code, ";")
	var months, digits bool
	for _, p := range pieces(first) {
		switch {
		case p.literal:
		case p.bracket:
			if inner := strings.ToLower(p.text); inner != "" && strings.Trim(inner, "hms") == "" {
				f.clock, f.elapsed = true, true
			}
		case strings.ContainsAny(p.text, "yY"):
			f.year = true
		case strings.ContainsAny(p.text, "dD"):
			f.day = true
		case strings.ContainsAny(p.text, "hH"):
			f.clock = true
		case strings.ContainsAny(p.text, "sS"):
			f.clock, f.seconds = true, true
		case strings.ContainsAny(p.text, "mM"):
			months = true
		case strings.ContainsAny(p.text, "0#?"):
			digits = true
		}
	}
	if digits && !f.seconds { // “0 "m"” is a number; “ss.0” is none
		return format{text: code}
	}
	f.month = months && (f.day || f.year || !f.clock)
	f.date = f.day || f.year || f.month
	return f
}

// piece is a part of a format's code: a literal text, what stands in brackets, or signs.
type piece struct {
	text             string
	literal, bracket bool
}

// pieces takes a section of a format's code apart. Each sign is a piece of its own.
func pieces(code string) []piece {
	var all []piece
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			all = append(all, piece{text: code[i+1 : i+1+end], literal: true})
			i += end + 1
		case '\\', '_', '*':
			next := []rune(code[i+1:])
			if len(next) == 0 {
				return all
			}
			if sign := string(next[0]); c == '\\' {
				all = append(all, piece{text: sign, literal: true})
			} else if c == '_' {
				all = append(all, piece{text: " ", literal: true})
			}
			i += len(string(next[0]))
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return all
			}
			inner := code[i+1 : i+end]
			if currency, ok := strings.CutPrefix(inner, "$"); ok {
				currency, _, _ = strings.Cut(currency, "-")
				all = append(all, piece{text: currency, literal: true})
			} else {
				all = append(all, piece{text: inner, bracket: true})
			}
			i += end
		default:
			all = append(all, piece{text: code[i : i+1], literal: !strings.ContainsRune("yYmMdDhHsS0#?.,%eE+@/", rune(c))})
		}
	}
	return all
}

// show writes a number as its cell shows it. since1904 says that days count from 1904.
func (f format) show(value float64, since1904 bool) string {
	if f.date || f.clock {
		if text, ok := f.moment(value, since1904); ok {
			return text
		}
	}
	if f.text == "" || f.date || f.clock {
		return general(value)
	}
	return f.number(value)
}

// general writes a number with the fifteen digits that are certain.
func general(value float64) string {
	shortest, _ := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64)
	return strings.Replace(strconv.FormatFloat(shortest, 'f', -1, 64), ".", ",", 1)
}
