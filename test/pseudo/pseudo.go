// Package pseudo makes a language for tests out of English: every letter has an
// accent and every text is about 40% longer, so that what is not translated,
// what is cut off and what cannot show accents is seen at once. Its tag is
// en-XA, as in other programs that do so.
package pseudo

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Tag is the language's tag as a site writes it.
const Tag = "en-xa"

var accents = strings.NewReplacer(
	"a", "á", "b", "ƀ", "c", "ç", "d", "ð", "e", "é", "f", "ƒ", "g", "ĝ", "h", "ĥ", "i", "î", "j", "ĵ", "k", "ķ", "l", "ļ", "m", "ɱ",
	"n", "ñ", "o", "ö", "p", "þ", "q", "ɋ", "r", "ŕ", "s", "š", "t", "ţ", "u", "û", "v", "ṽ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž",
	"A", "Å", "B", "Ɓ", "C", "Ç", "D", "Ð", "E", "É", "F", "Ƒ", "G", "Ĝ", "H", "Ĥ", "I", "Î", "J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ṁ",
	"N", "Ñ", "O", "Ö", "P", "Þ", "Q", "Ɋ", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Û", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž",
)

// kept is what is not for readers: placeholders, addresses of links, marks of
// headings, tags, boxes of lists, footnotes.
var kept = regexp.MustCompile("\\{[^}]*\\}|^\\[[ xX]\\]|\\[\\^[^\\]]*\\]|\\]\\([^)]*\\)|<[^>]*>|`[^`]*`")

// headingMark gives a heading its id.
var headingMark = regexp.MustCompile(` \{#[^}]*\}$`)

// Text is a line of English in the pseudo-language.
func Text(english string) string {
	if strings.TrimSpace(english) == "" {
		return english
	}
	mark := headingMark.FindString(english) // stays at the end, or it is no mark
	english = strings.TrimSuffix(english, mark)
	var b strings.Builder
	at := 0
	for _, m := range kept.FindAllStringIndex(english, -1) {
		b.WriteString(accents.Replace(english[at:m[0]]) + english[m[0]:m[1]])
		at = m[1]
	}
	b.WriteString(accents.Replace(english[at:]))
	return b.String() + padding(utf8.RuneCountInString(english)*2/5) + mark
}

var numbers = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// padding is at least so many letters, in words that a line may be broken at.
func padding(letters int) string {
	var b strings.Builder
	for i := 0; utf8.RuneCountInString(b.String()) < letters; i++ {
		b.WriteString(" " + accents.Replace(numbers[i%len(numbers)]))
	}
	return b.String()
}

var value = regexp.MustCompile(`(?m)^((?:text|zero|one|two|few|many|other)\s*=\s*")([^"]*)"`)

// Strings is strings/en.toml of a theme in the pseudo-language.
func Strings(english string) string {
	return value.ReplaceAllStringFunc(english, func(line string) string {
		m := value.FindStringSubmatch(line)
		return m[1] + Text(m[2]) + `"`
	})
}

var front = regexp.MustCompile(`(?m)^((?:title|summary)\s*=\s*")([^"]*)"`)

// Entry is a Markdown file in the pseudo-language.
func Entry(english string) string {
	parts := strings.SplitN(english, "+++", 3)
	parts[1] = front.ReplaceAllStringFunc(parts[1], func(line string) string {
		m := front.FindStringSubmatch(line)
		return m[1] + Text(m[2]) + `"`
	})
	lines := strings.Split(parts[2], "\n")
	for i, line := range lines {
		mark := len(line) - len(strings.TrimLeft(line, "#>-*0123456789. "))
		if text := line[mark:]; text != "" && !strings.HasPrefix(text, "::") && !strings.HasPrefix(text, "|") {
			lines[i] = line[:mark] + Text(text)
		}
	}
	parts[2] = strings.Join(lines, "\n")
	return strings.Join(parts, "+++")
}
