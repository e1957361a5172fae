package trees

import (
	"html"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/foreign"
)

// Text is the body of a page, and the words of it that its readers saw.
func (t *tree) Text(p *foreign.Page) (foreign.Text, error) {
	text, _, err := t.text(p.File, mostText)
	if err != nil {
		return foreign.Text{}, err
	}
	_, body, _ := split(text)
	return foreign.Text{Markdown: body, Remarks: t.remarks, Before: shownLines(body)}, nil
}

// noWords is what readers of a page do not see of its text: marks, and calls whose words
// are told of by themselves.
var noWords = []*pattern.Pattern{
	pattern.New(`(?s)<!--.*?-->`),
	pattern.New(`(?s)\{/\*.*?\*/\}`),
	pattern.New(`(?s)\{\{.*?\}\}`),
	pattern.New(`(?s)\{%.*?%\}`),
	pattern.New(`(?is)<(?:script|style|svg|iframe)\b.*?</(?:script|style|svg|iframe)\s*>`),
	pattern.New(`(?s)</?[A-Za-z][\w.:-]*(?:\s(?:"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^'"<>{}])*)?\s*/?>`),
	pattern.New("(?m)^[ \t>]*(?:[-*+][ \t]+|\\d+[.)][ \t]+)?(?:`{3,}|~{3,}).*$"),
	pattern.New(`(?m)^(?:import\s.*|export\s.*)$`),
	pattern.New(`(?m)^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+(?:[ \t]+["'(].*)?$`),
	pattern.New(`(?m)\{:?[.#:][^}\n]*\}|^[ \t]*\{:[^}]*\}`),
	pattern.New(`(?m)^[ \t]*(?::{3,}|!!!|\?\?\?\+?|===[+!]?)[ \t]*[A-Za-z-]*`),
	pattern.New(`(?mi)^[ \t]*(?:[-*1.]+[ \t]+TOC|\[\[?_?TOC_?\]\]?)[ \t]*$`),
	pattern.New(`<(?:https?:|mailto:)[^>\s]*>`),
	pattern.New(`(?m)^\s*\d+[.)]\s`),
	pattern.New(`\[![A-Za-z]+\]|\[\^[^\]]+\]:?`),
}

var (
	destination = pattern.New(`\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)(?:\{[^}\n]*\})?|\]\[[^\]\n]*\]`)
	verbatim    = pattern.New(`\{%-?[ \t]*(?:end)?(?:raw|verbatim)[ \t]*-?%\}`)
	codeSpan    = pattern.New("``[^\n]+?``|`[^`\n]+`")
	inlineTag   = pattern.New(`(?i)</?(?:sup|sub|b|i|em|strong|code|kbd|mark|small|u|s|abbr)>`)
	codeFence   = pattern.New("^[ \t>]*(?:(?:[-*+]|\\d+[.)])[ \t]+)*(`{3,}|~{3,})")
)

// bare takes out of code what would be taken for marks.
var bare = strings.NewReplacer("<", " ", ">", " ", "{", " ", "}", " ", "[", " ", "]", " ", "(", " ", ")", " ", ":::", " ", "!!!", " ", "import ", "import\u00a0", "export ", "export\u00a0")

// shownLines are the lines of a body without marks.
func shownLines(body string) []string {
	body = codeSpan.ReplaceAllStringFunc(withoutMarksInCode(verbatim.ReplaceAllString(body, "")), bare.Replace)
	body = destination.ReplaceAllString(inlineTag.ReplaceAllString(body, ""), "")
	for _, form := range noWords {
		body = form.ReplaceAllStringFunc(body, func(found string) string {
			return strings.Repeat("\n", strings.Count(found, "\n")) + " "
		})
	}
	var lines []string
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(html.UnescapeString(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// withoutMarksInCode takes the marks out of code between fences, and the fences.
func withoutMarksInCode(body string) string {
	lines, open := strings.Split(body, "\n"), ""
	for i, line := range lines {
		m := codeFence.FindStringSubmatch(line)
		switch {
		case open == "" && m != nil:
			open, lines[i] = m[1], ""
		case open != "" && m != nil && strings.HasPrefix(m[1], open) && strings.Trim(line, "`~> \t") == "":
			open, lines[i] = "", ""
		case open != "":
			lines[i] = bare.Replace(line)
		}
	}
	return strings.Join(lines, "\n")
}
