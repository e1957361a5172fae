package htmlimport

import (
	"strings"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

// markup are signs that a text was written as Markdown.
var markup = pattern.New("(?m)" + strings.Join([]string{
	`^ {0,3}#{2,6} `, `^ {0,3}# .*\n\s*\n`, `\]\(`, `\*\*[^\s*]`, `__[^\s_]`, `^ *\|.*\|`, "^ {0,3}(?:```|~~~|::|> |\\+\\+\\+)", `\A---`, `^\s*\n {0,3}---+[ \t]*\n\s*$`, `\[\^`, `\\$`, ` {2}$`,
	`\*[^\s*][^*\n]*\*`, `</?[a-z][^>\n]*>`, "`[^`\n]+`", `^\[[^\]]+\]:`,
}, "|"))

// begins opens a line that stands apart from the one above in Markdown, too.
var begins = pattern.New(`^\s*(?:[-+*>|:]|\d{1,9}[.)]\s|#|$)`)

// TypedLines reports whether a plain text is lines as people type them, in a chat or a
// form, which Markdown would run together or read as headings, and nothing in it says
// that it is Markdown.
func TypedLines(text string) bool {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if markup.MatchString(text) {
		return false
	}
	lines := strings.Split(text, "\n")
	if miscounted(lines) {
		return true
	}
	for i := 1; i < len(lines); i++ {
		if strings.TrimSpace(lines[i-1]) == "" {
			continue
		}
		if !begins.MatchString(lines[i]) || strings.HasPrefix(lines[i], "# ") {
			return true
		}
	}
	return false
}

var numberedLine = pattern.New(`^\s*(\d{1,9})[.)]\s+\S`)

// miscounted reports whether the numbers of lines that follow each other do not count through: Markdown would
// count them anew. All alike, they are those of somebody who leaves the counting to Markdown.
func miscounted(lines []string) bool {
	before := ""
	for _, line := range lines {
		number := ""
		if m := numberedLine.FindStringSubmatch(line); m != nil {
			number = m[1]
		}
		if before != "" && number != "" && number != before && decimalOf(number) != decimalOf(before)+1 {
			return true
		}
		before = number
	}
	return false
}

// Editors break lines when they are full; people, where a line ends. Most lines that go on
// are full then: they end within so many characters of the longest, which has at most so many.
const (
	fullWithin = 16
	fullMost   = 120
)

// wrapWidth is from how many characters on a line of a text was broken by an editor; a
// very large number if its author broke them all.
func wrapWidth(lines []string) int {
	const never = 1 << 30
	longest, followed, full := 0, 0, 0
	for _, line := range lines {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	if longest < long || longest > fullMost {
		return never
	}
	width := max(long, longest-fullWithin)
	for i, line := range lines[:len(lines)-1] {
		if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > 0 && strings.TrimSpace(lines[i+1]) != "" && !listed.MatchString(lines[i+1]) {
			followed++
			if n >= width {
				full++
			}
		}
	}
	if full*2 <= followed {
		return never
	}
	return width
}
