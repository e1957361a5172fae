package importing

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing/htmlimport"
)

// entry is a text with its front matter.
type entry struct {
	title, date, number string
	authors             []string
	unsure              []string
	text                string
	apart               []string // words of a letter's head and end that are in no field
}

// compose writes an entry of a text. What could not go into the body stands in a
// comment at its end, so that nothing is dropped without a person's eye.
func compose(found facts, from content, file, hash string, say func(string, problem.Args) string) entry {
	var asLetter letter
	isLetter := false
	title, body := from.title, from.Markdown
	if title == "" {
		asLetter, isLetter = readLetter(from.Markdown)
		if title, body = asLetter.title, asLetter.body; !isLetter {
			title, body = titleOf(from.Result, file)
		}
		body = typed(body, isLetter)
	}
	if title = shown(title); !strings.ContainsFunc(title, seen) {
		title = sourceedit.Name(path.Base(file), "bai")
	}
	e := entry{title: title, apart: asLetter.apart}
	if len(found.numbers) != 1 { // then there is no [document]
		for _, name := range []string{asLetter.issuer, asLetter.signer} {
			if name != "" {
				e.apart = append(e.apart, name)
			}
		}
	}
	var out strings.Builder
	out.WriteString("+++\ntitle = " + tomlfile.Quote(title) + "\n")
	if len(found.dates) == 1 {
		e.date = found.dates[0]
		out.WriteString("date = " + e.date + "\n")
	}
	if from.summary != "" {
		out.WriteString("summary = " + tomlfile.Quote(from.summary) + "\n")
	}
	out.WriteString("draft = true\n")
	if len(found.authors) > 0 {
		e.authors = found.authors
		out.WriteString("authors = " + tomlfile.QuoteAll(found.authors) + "\n")
	}
	choose := func(key string, choices []string) {
		if len(choices) > 1 {
			e.unsure = append(e.unsure, key)
			out.WriteString("# " + say("import-choose", problem.Args{"key": key, "choices": strings.Join(choices, "; ")}) + "\n")
		}
	}
	choose("date", found.dates)
	choose("number", found.numbers)
	if len(found.numbers) == 1 {
		e.number = found.numbers[0]
		out.WriteString("[document]\nnumber = " + tomlfile.Quote(e.number) + "\n")
		kind := typeOf(e.number)
		if isLetter {
			kind = asLetter.kind
		}
		for _, field := range []struct{ key, value string }{{"type", kind}, {"issuer", asLetter.issuer}, {"signer", asLetter.signer}} {
			if field.value != "" {
				out.WriteString(field.key + " = " + tomlfile.Quote(field.value) + "\n")
			}
		}
		if e.date != "" {
			out.WriteString("issued = " + e.date + "\n")
		}
	}
	out.WriteString("[extra]\n" + mark + hash + "\"\n+++\n")
	if body != "" {
		out.WriteString("\n" + body)
	}
	out.WriteString(leftOver(from.Lost, say))
	e.text = out.String()
	return e
}

// shown is a text without what nobody sees: control characters, and bytes of a
// file's name that are no character.
func shown(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text))
}

// seen reports whether a character leaves something on the page.
func seen(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) }

// kept are the losses whose words are in the body all the same.
var kept = []htmlimport.Kind{htmlimport.Merged, htmlimport.Lines, htmlimport.Layout, htmlimport.Tracking}

// leftOver is a comment with the words that are not in the body. What stands
// around the text of a page belongs to that page; the report has it.
func leftOver(lost []htmlimport.Loss, say func(string, problem.Args) string) string {
	var out strings.Builder
	for _, one := range lost {
		if slices.Contains(kept, one.Kind) || one.Kind == htmlimport.Navigation || one.Kind == htmlimport.Letterhead {
			continue
		}
		line := say("lost."+string(one.Kind), nil) + ": " + strings.TrimSpace(one.Text+" "+one.URL)
		out.WriteString(strings.NewReplacer("--", "- -", ">", "›").Replace(line) + "\n")
	}
	if out.Len() == 0 {
		return ""
	}
	return "\n<!--\n" + say("import-left", nil) + "\n" + out.String() + "-->\n"
}

var (
	headingLine = pattern.New(`(?m)^(#{2,6}) (.*)$`)
	escaped     = pattern.New(`\\([!-/:-@\[-` + "`" + `{-~])`)
	emphasis    = pattern.New(`\*{1,3}|~~`)
	linkOf      = pattern.New(`!?\[([^\]]*)\]\([^)]*\)`)
	noteMark    = pattern.New(`\[\^[a-z0-9]+\]`)
	listMark    = pattern.New(`^\s*(?:[-*>]|\d+[.)]|#{1,6})\s+`)
)

// plainText is a line of Markdown without its marks.
func plainText(line string) string {
	const star = "\ue003"
	line = strings.ReplaceAll(line, `\*`, star)
	line = noteMark.ReplaceAllString(line, "")
	line = linkOf.ReplaceAllString(line, "$1")
	line = emphasis.ReplaceAllString(listMark.ReplaceAllString(line, ""), "")
	line = escaped.ReplaceAllString(line, "$1")
	return strings.TrimSpace(strings.TrimSuffix(strings.ReplaceAll(line, star, "*"), `\`))
}

// plainLines are the lines of a text without marks, a cell of a table as a line.
func plainLines(markdown string) []string {
	var lines []string
	for line := range strings.Lines(markdown) {
		for part := range strings.SplitSeq(strings.ReplaceAll(line, `\|`, "/"), "|") {
			if text := plainText(part); text != "" && strings.Trim(text, "-: ") != "" {
				lines = append(lines, text)
			}
		}
	}
	return lines
}

// longestTitle is how long a first line may be to be taken for a title, in
// characters.
const longestTitle = 160

// titleOf finds the title, and the body without it: the first heading near the
// top, what a document calls itself, the name of a page, the first line, the
// name of the file.
func titleOf(from htmlimport.Result, file string) (title, body string) {
	body = from.Markdown
	if at := headingLine.FindStringSubmatchIndex(body); at != nil && strings.Count(body[:at[0]], "\n") <= 2*titleLines {
		title = plainText(body[at[4]:at[5]])
		if whole(body[at[4]:at[5]]) {
			body = raised(strings.TrimLeft(body[:at[0]]+strings.TrimLeft(body[at[1]:], "\n"), "\n"))
		}
		if title != "" {
			return title, body
		}
	}
	if title = documentTitle(plainLines(body)); title != "" {
		return title, body
	}
	if from.Title != "" {
		return siteless(from.Title), body
	}
	first, rest, _ := strings.Cut(body, "\n")
	text := plainText(first)
	blank := rest == "" || strings.HasPrefix(rest, "\n")
	if text != "" && utf8.RuneCountInString(text) <= longestTitle && blank && whole(first) && !listMark.MatchString(first) && !strings.HasPrefix(first, "|") {
		return text, strings.TrimLeft(rest, "\n")
	}
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " "), body
}

// whole reports whether a title says all that a line does: it has no link, no
// picture and no footnote.
func whole(line string) bool {
	return !linkOf.MatchString(line) && !noteMark.MatchString(line)
}

// raised moves the headings up until the highest is of level 2.
func raised(body string) string {
	highest := 7
	for _, m := range headingLine.FindAllStringSubmatch(body, -1) {
		highest = min(highest, len(m[1]))
	}
	if highest == 7 || highest == 2 || strings.Contains(body, "```") {
		return body
	}
	return headingLine.ReplaceAllStringFunc(body, func(line string) string { return line[highest-2:] })
}

// documentTitle is the name of an official document: the line with its kind in
// capitals and the line below.
func documentTitle(lines []string) string {
	for i, line := range lines[:min(len(lines), headLines)] {
		for _, kind := range types {
			if line != strings.ToUpper(kind) {
				continue
			}
			if i+1 < len(lines) && utf8.RuneCountInString(lines[i+1]) <= longestTitle {
				return kind + " " + lowerFirst(lines[i+1])
			}
			return kind
		}
	}
	return ""
}

// lowerFirst begins a line small, unless it is a name in capitals.
func lowerFirst(line string) string {
	first, size := utf8.DecodeRuneInString(line)
	second, _ := utf8.DecodeRuneInString(line[size:])
	if strings.ToUpper(string(second)) == string(second) && second != ' ' {
		return line
	}
	return strings.ToLower(string(first)) + line[size:]
}

// siteless is a page's name without that of its site behind it.
func siteless(title string) string {
	for _, between := range []string{" | ", " - ", " – ", " — "} {
		if i := strings.LastIndex(title, between); i > 0 {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}
