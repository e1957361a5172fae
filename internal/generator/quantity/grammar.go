package quantity

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

// grammar is how a language writes quantities.
type grammar struct {
	decimal byte // the sign before the decimals
	units   map[string]Unit
	scales  map[string]float64 // words that multiply the number before them
	words   map[string]float64 // numbers as words
	skip    *pattern.Pattern   // what ends in a number that counts nothing, such as “thứ 2”

	months map[string]int  // by name and by the first three letters of it, where a month has no number
	ends   map[string]bool // the last words of words, and months
}

// units of both languages: symbols.
var symbols = map[string]Unit{
	"mm": {"length", 0.001}, "cm": {"length", 0.01}, "dm": {"length", 0.1}, "m": {"length", 1}, "km": {"length", 1000},
	"mg": {"mass", 0.001}, "g": {"mass", 1}, "kg": {"mass", 1000},
	"ml": {"volume", 0.001}, "l": {"volume", 1}, "lít": {"volume", 1},
	"°c": {"temperature", 1}, "%": {"share", 1},
	"km/h": {"speed", 1}, "kph": {"speed", 1}, "m2": {"area", 1}, "m²": {"area", 1}, "ha": {"area", 10000},
	"h": {"time", 3600}, "w": {"power", 1}, "kw": {"power", 1000}, "v": {"voltage", 1}, "kv": {"voltage", 1000},
}

var vietnamese = (&grammar{
	decimal: ',',
	units: with(symbols, map[string]Unit{
		"giây": {"time", 1}, "phút": {"time", 60}, "giờ": {"time", 3600}, "tiếng": {"time", 3600}, "ngày": {"time", 86400}, "tuần": {"time", 604800},
		"tháng": {"months", 1}, "năm": {"months", 12}, "tuổi": {"months", 12}, "tháng tuổi": {"months", 1},
		"mét": {"length", 1}, "mét vuông": {"area", 1}, "xăng-ti-mét": {"length", 0.01}, "ki-lô-mét": {"length", 1000},
		"gam": {"mass", 1}, "gram": {"mass", 1}, "ki-lô-gam": {"mass", 1000}, "cân": {"mass", 1000},
		"độ c": {"temperature", 1}, "độ": {"temperature", 1}, "phần trăm": {"share", 1}, "đồng": {"money", 1}, "vôn": {"voltage", 1},
	}),
	scales: map[string]float64{"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9},
	words: map[string]float64{
		"không": 0, "một": 1, "mỗi": 1, "hai": 2, "đôi": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
		"mười hai": 12, "giêng": 1, "chạp": 12, "rằm": 15, "nửa": 0.5, "rưỡi": 0.5, "đầu tiên": 1, "nhất": 1,
	},
	skip: pattern.New(`(?:^|[\s(,;])(?:[Tt]hứ\s|T)$`),
}).prepare()

var english = (&grammar{
	decimal: '.',
	units: with(symbols, map[string]Unit{
		"second": {"time", 1}, "sec": {"time", 1}, "minute": {"time", 60}, "min": {"time", 60}, "hour": {"time", 3600}, "day": {"time", 86400}, "week": {"time", 604800},
		"month": {"months", 1}, "year": {"months", 12}, "years old": {"months", 12}, "year old": {"months", 12}, "years of age": {"months", 12},
		"metre": {"length", 1}, "meter": {"length", 1}, "centimetre": {"length", 0.01}, "centimeter": {"length", 0.01}, "kilometre": {"length", 1000}, "kilometer": {"length", 1000},
		"square metre": {"area", 1}, "square meter": {"area", 1},
		"gram": {"mass", 1}, "kilogram": {"mass", 1000}, "kilo": {"mass", 1000}, "litre": {"volume", 1}, "liter": {"volume", 1}, "millilitre": {"volume", 0.001},
		"degree": {"temperature", 1}, "percent": {"share", 1}, "per cent": {"share", 1}, "dong": {"money", 1}, "vnd": {"money", 1}, "volt": {"voltage", 1},
	}),
	scales: map[string]float64{"thousand": 1e3, "million": 1e6, "billion": 1e9},
	words: map[string]float64{
		"no": 0, "zero": 0, "a": 1, "an": 1, "one": 1, "once": 1, "first": 1, "each": 1, "every": 1, "two": 2, "twice": 2, "second": 2, "both": 2, "three": 3, "third": 3,
		"four": 4, "fourth": 4, "quarter": 0.25, "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9, "ninth": 9,
		"ten": 10, "tenth": 10, "eleven": 11, "twelve": 12, "half": 0.5,
		"monday": 2, "tuesday": 3, "wednesday": 4, "thursday": 5, "friday": 6, "saturday": 7,
	},
}).prepare("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")

// digits is the grammar of a language that the program does not know: its numbers may be
// written in either way.
var digits = &grammar{decimal: '.', units: symbols}

func with(a, b map[string]Unit) map[string]Unit {
	all := map[string]Unit{}
	for _, m := range []map[string]Unit{a, b} {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

func grammarOf(language string) *grammar {
	base, _, _ := strings.Cut(language, "-")
	switch base {
	case "vi":
		return vietnamese
	case "en":
		return english
	}
	return digits
}

// read reads the number between two offsets with what stands behind it.
func (g *grammar) read(text string, start, stop int) Quantity {
	q := Quantity{Start: start, Stop: stop}
	raw := text[start:stop]
	if i := strings.IndexAny(raw, " \u00a0\u202f"); i >= 0 && !groups(raw) { // two numbers beside each other
		raw = raw[:i]
		q.Stop = start + i
	}
	raw = strings.TrimRight(raw, ".,")
	q.Value, _ = parse(raw, g.decimal)
	q.Stop = start + len(raw)
	g.clock(text, &q)
	for {
		word := g.behind(text, q.Stop, func(w string) bool { _, ok := g.scales[w]; return ok })
		if word == "" {
			break
		}
		q.Value *= g.scales[plain(word)]
		q.Stop += len(word)
	}
	if word := g.behind(text, q.Stop, func(w string) bool { _, ok := g.unit(w); return ok }); word != "" {
		if unit, _ := g.unit(plain(word)); !g.dated(unit, text[q.Stop+len(word):]) {
			q.Unit = unit
			q.Stop += len(word)
		}
	}
	q.Text = text[q.Start:q.Stop]
	return q
}

// plain is a word as the tables have it.
func plain(word string) string {
	return strings.ToLower(strings.Trim(word, " \u00a0\u202f-"))
}

// dated reports whether “tháng” or “năm” begins the next part of a date: “5 tháng 9 năm
// 2026” counts no months.
func (g *grammar) dated(unit Unit, rest string) bool {
	rest = strings.TrimLeft(rest, " \u00a0")
	return g == vietnamese && unit.Dimension == "months" && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// groups reports whether a number with spaces is one: groups of three behind the first.
func groups(raw string) bool {
	parts := strings.FieldsFunc(raw, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' })
	return len(parts[0]) <= 3 && !slices.ContainsFunc(parts[1:], func(p string) bool { return len(strings.TrimRight(p, ".,")) < 3 })
}

// half is the English half of the day behind a time: “8 pm”, “8:30 p.m.”.
var half = pattern.New(`^(?::\d\d)?\s?(?i:p\.?m\b)`)

// clock turns a time of the afternoon into the hour of the day, in which Vietnamese
// counts.
func (g *grammar) clock(text string, q *Quantity) {
	if q.Value < 12 && half.MatchString(text[q.Stop:]) {
		q.Value += 12
	}
}

// unit looks a word up, also in the singular and without hyphens.
func (g *grammar) unit(word string) (Unit, bool) {
	for _, form := range []string{word, strings.TrimSuffix(word, "s"), strings.ReplaceAll(word, "-", " ")} {
		if u, ok := g.units[form]; ok {
			return u, true
		}
	}
	return Unit{}, false
}

// behind returns the longest run of at most three words at an offset that is known,
// with the space or hyphen before it; "" for none.
func (g *grammar) behind(text string, at int, known func(string) bool) string {
	rest := text[at:]
	lead := len(rest) - len(strings.TrimLeft(rest, " \u00a0\u202f-"))
	if lead > 2 {
		return ""
	}
	longest := ""
	end := lead
	for range 3 {
		end += wordLength(rest[end:])
		if end > lead && known(strings.ToLower(rest[lead:end])) {
			longest = rest[:end]
		}
		if end >= len(rest) || rest[end] != ' ' && rest[end] != '-' {
			break
		}
		end++
	}
	return longest
}

func wordLength(text string) int {
	if strings.HasPrefix(text, "%") || len(text) > 1 && text[0] == 'h' && text[1] >= '0' && text[1] <= '9' { // 8h30
		return 1
	}
	i := strings.IndexAny(text, " \u00a0\u202f.,;:!?()[]“”\"–-…\n")
	if i < 0 {
		return len(text)
	}
	return i
}

// weekday is how many bytes before a number may name it: no more are looked through.
const weekday = 64

// skipped reports whether a number counts nothing: the name of a weekday.
func (g *grammar) skipped(text string, q Quantity) bool {
	if g.skip == nil || q.Value < 2 || q.Value > 7 {
		return false
	}
	return g.skip.MatchString(text[max(q.Start-weekday, 0):q.Start])
}

// Words returns the numbers that a text in small letters writes as words, with what they
// count, and those of the months that it names.
func Words(text, language string) []Quantity {
	g := grammarOf(language)
	if len(g.words) == 0 {
		return nil
	}
	var all []Quantity
	before := -1 // where the word before begins
	for start, stop := range words(text) {
		if word := text[start:stop]; g.ends[word] {
			if v, ok := g.words[word]; ok {
				all = append(all, g.counted(text, v, start, stop))
			}
			if before >= 0 {
				if v, ok := g.words[text[before:stop]]; ok {
					all = append(all, g.counted(text, v, before, stop))
				}
			}
			if n := g.months[word]; n > 0 {
				all = append(all, Quantity{Value: float64(n), Text: word, Start: start, Stop: stop})
			}
		}
		before = start
	}
	return all
}

// words gives the offsets of each run of letters and their marks.
func words(text string) iter.Seq2[int, int] {
	return func(yield func(start, stop int) bool) {
		start := -1
		for i, r := range text {
			letter := r|0x20 >= 'a' && r|0x20 <= 'z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r))
			switch {
			case letter && start < 0:
				start = i
			case !letter && start >= 0:
				if !yield(start, i) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(start, len(text))
		}
	}
}

// counted is a number written as a word, with the unit behind it.
func (g *grammar) counted(text string, value float64, start, stop int) Quantity {
	q := Quantity{Value: value, Start: start, Stop: stop}
	if unit := g.behind(text, stop, func(w string) bool { _, ok := g.unit(w); return ok }); unit != "" {
		q.Unit, _ = g.unit(plain(unit))
		q.Stop += len(unit)
	}
	q.Text = text[q.Start:q.Stop]
	return q
}

// prepare finds out which words may end what the grammar knows: most end nothing.
func (g *grammar) prepare(months ...string) *grammar {
	g.ends, g.months = map[string]bool{}, map[string]int{}
	for i, name := range months {
		for _, form := range []string{name, name[:3]} {
			g.months[form] = i + 1
			g.ends[form] = true
		}
	}
	for known := range g.words {
		g.ends[known[strings.LastIndexByte(known, ' ')+1:]] = true
	}
	return g
}
