package spoken

import (
	"embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed words
var words embed.FS

// table are the words of a language.
type table struct {
	forms   map[string]form   // abbreviations and foreign words, as written
	begin   map[string][]int  // first token of a form → lengths in tokens, the longest first
	ruled   map[string]bool   // words that a rule looks at: those of begin, also with a capital
	looks   [256]uint64       // bits of all words of ruled, so that most others need no look at it
	phrases map[string]string // what the rules say: name → words
	units   map[string]string // after numbers: km → ki lô mét
}

// form is how something is said.
type form struct {
	said string
	dot  bool // a full stop behind it belongs to it
	ends bool // the full stop may end the sentence, too
}

// tableOf reads words/LANGUAGE.tsv: written, said, and for some lines a mark: "unit",
// "phrase", "dot" for what means this only with its full stop, "end" where that may end
// the sentence.
func tableOf(language string, own map[string]string) table {
	t := table{forms: map[string]form{}, begin: map[string][]int{}, phrases: map[string]string{}, units: map[string]string{}}
	text, err := words.ReadFile("words/" + language + ".tsv")
	if err != nil {
		panic("spoken: " + err.Error()) // a language that Knows does not know
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		mark := ""
		if len(fields) > 2 {
			mark = fields[2]
		}
		switch mark {
		case "unit":
			t.units[fields[0]] = fields[1]
		case "phrase":
			t.phrases[fields[0]] = fields[1]
		default:
			t.add(fields[0], fields[1], mark)
		}
	}
	for written, said := range own {
		t.add(written, said, "")
	}
	t.ruled = map[string]bool{}
	for first := range t.begin {
		t.ruled[first] = true
		t.ruled[capitalized(first)] = true
	}
	t.ruled["x"] = true // 2 m x 3 m
	for _, scheme := range schemes {
		t.ruled[scheme] = true
		t.ruled[capitalized(scheme)] = true
	}
	for word := range t.ruled {
		at := bitOf(word)
		t.looks[at>>6] |= 1 << (at & 63)
	}
	return t
}

// rules reports whether a rule looks at a word.
func (t *table) rules(word string) bool {
	at := bitOf(word)
	return t.looks[at>>6]&(1<<(at&63)) != 0 && t.ruled[word]
}

// bitOf is the bit of a word, which is not empty: by its length, its ends and its middle.
func bitOf(word string) uint {
	n := uint(len(word))
	return (n*0x9E5 ^ uint(word[0])*0x1F3 ^ uint(word[n-1])*0x2D ^ uint(word[n/2])*0x3A7) & (256*64 - 1)
}

func capitalized(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}

// add takes a form; one that means this only with its full stop keeps it in its key.
func (t *table) add(written, said, mark string) {
	key, dot := strings.CutSuffix(written, ".")
	all := tokens(nil, key)
	if len(all) == 0 {
		return
	}
	if mark == "dot" {
		t.forms[written] = form{said: said, dot: true}
	} else {
		t.forms[key] = form{said: said, dot: dot, ends: mark == "end"}
	}
	lengths := t.begin[all[0].text]
	if i, found := slices.BinarySearchFunc(lengths, len(all), func(have, n int) int { return n - have }); !found {
		t.begin[all[0].text] = slices.Insert(lengths, i, len(all))
	}
}

// find is the longest form that begins at the cursor, and its number of tokens. Space
// may stand within a form where it has space. A word with a capital in front is looked
// up in small letters, too.
func (c *cursor) find() (string, int) {
	first := c.tokens[c.i]
	for _, n := range c.table.begin[first.text] {
		if c.i+n > len(c.tokens) {
			continue
		}
		last := c.tokens[c.i+n-1]
		if said, size := c.formAt(c.text[first.offset:last.offset+len(last.text)], n); size > 0 {
			return said, size
		}
	}
	if lower := strings.ToLower(first.text); lower != first.text && (first.text[1:] == lower[1:] || len(first.text) > 2) {
		return c.formAt(lower, 1) // YouTube, FACEBOOK
	}
	return "", 0
}

// formAt is the form of n tokens at the cursor, with its full stop where that belongs to
// it.
func (c *cursor) formAt(written string, n int) (string, int) {
	if c.joined(n, word) || c.joined(n, digits) {
		return "", 0
	}
	next := c.at(n + 1)
	dotted := c.is(n, ".") && next.kind > none && next.kind != sign
	if dotted {
		if f, ok := c.table.forms[written+"."]; ok {
			return f.said, n + 1
		}
	}
	f, ok := c.table.forms[written]
	switch {
	case !ok:
		return "", 0
	case f.dot && dotted && !(f.ends && upper(next.text)):
		return f.said, n + 1
	}
	return f.said, n
}
