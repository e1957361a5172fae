package wholesite

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/pattern"
)

var (
	sentenceEnd = pattern.New(`[.!?…;:]+(?:\s+|$)|\n`)
	destination = pattern.New(`\]\((?:[^()\\]|\\.|\([^()]*\))*\)(?:\{[^}]*\})?|\]\[[^\]\n]*\]|<(?:https?:|mailto:)[^>\s]*>`)
	given       = pattern.New(`(?m)[ \t]+\{:?[ \t]*(?:(?:[#.][\w:.-]+|data-[\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))[ \t]*)+\}[ \t]*$`) // behind a heading
)

// apart parts what brackets part: the text before has a space where code has a bracket.
var apart = strings.NewReplacer("[", " ", "]", " ")

// missing are the sentences of a page before that are not among the words after, in the
// order of the page. Case, marks and the form of letters do not count. What looks like a
// link may be code, of which everything is text: the words are looked for in both.
func missing(before []string, after ...string) []string {
	text := strings.Join(after, "\n")
	all := " " + wordsIn(html.UnescapeString(destination.ReplaceAllString(text, ""))) + " | " + wordsIn(html.UnescapeString(apart.Replace(text))) + " "
	var lost []string
	for _, block := range before {
		block = given.ReplaceAllString(block, "")
		if strings.Contains(all, " "+wordsIn(block)+" ") {
			continue
		}
		for _, sentence := range sentences(block) {
			if words := wordsIn(sentence); words != "" && !strings.Contains(all, " "+words+" ") && !nearly(all, strings.Fields(words)) {
				lost = append(lost, strings.TrimSpace(sentence))
			}
		}
	}
	return lost
}

func sentences(block string) []string {
	var all []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(block, -1) {
		all = append(all, block[from:at[1]])
		from = at[1]
	}
	return append(all, block[from:])
}

// nearly reports whether nine in ten of the runs of three words of a sentence are there:
// a sign between two of its words became a word, or a mark split one.
func nearly(all string, words []string) bool {
	if len(words) < 4 {
		return false
	}
	there := 0
	for i := range len(words) - 2 {
		if strings.Contains(all, " "+strings.Join(words[i:i+3], " ")+" ") {
			there++
		}
	}
	return there*10 >= (len(words)-2)*9
}

// wordsIn are the words of a text, small, with a space between: letters and digits in
// their plain form. Marks of Markdown within a word do not part it.
func wordsIn(text string) string {
	var out strings.Builder
	space := false
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if space && out.Len() > 0 {
				out.WriteByte(' ')
			}
			space = false
			out.WriteRune(unicode.ToLower(r))
		case strings.ContainsRune("*~\\`_[]\u00ad\u200b", r):
		default:
			space = true
		}
	}
	return out.String()
}
