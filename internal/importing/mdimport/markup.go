package mdimport

import (
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
	"loa/internal/importing/htmlimport"
)

var (
	blockTag  = pattern.New(`(?i)^[ ]{0,3}<(/?)(address|article|aside|blockquote|body|center|colgroup|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|header|hr|iframe|legend|li|main|menu|nav|ol|p|picture|pre|script|section|style|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|object|noscript)(?:\s|/?>|$)`)
	untilEnd  = pattern.New(`(?i)^[ ]{0,3}<(table|pre|script|style|svg|iframe|video|audio|object)(?:\s|>)`)
	inlineTag = pattern.New(`(?s)<(/?)([A-Za-z][\w.:-]*)((?:\s+[\w@:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^\s"'=<>` + "`" + `]+))?|\s+\{\.\.\.[^}]*\})*)\s*/?>`)
	autoLink  = pattern.New(`^<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^{|}~-]+@[\w.-]+)>$`)
	raised    = pattern.New(`(?is)<(sup|sub)\b[^>]*>[^<]{1,40}</(?:sup|sub)>`)
	anchor    = pattern.New(`(?is)<a\b([^>]*)>(.*?)</a>`)
	attribute = pattern.New(`([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// markup turns HTML: blocks of it by the way of all HTML, tags within lines into marks.
func (c *converter) markup(text string) string {
	text = without(text, "{/*", "*/}")
	lines := strings.Split(text, "\n")
	var out []string
	endless := map[string]bool{}
	for i := 0; i < len(lines); i++ {
		if !blockTag.MatchString(lines[i]) || i > 0 && continues(lines[i-1], lines[i]) {
			out = append(out, lines[i])
			continue
		}
		end := blockEnd(lines, i, endless)
		if block := strings.Join(lines[i:end], "\n"); !strings.Contains(block, hidden) {
			block, marks := lifted(block)
			out = append(out, "", marks, "", strings.TrimRight(c.html(block), "\n"), "")
		} else {
			out = append(out, lines[i:end]...)
		}
		i = end - 1
	}
	return c.tags(strings.Join(out, "\n"))
}

// without takes out of a text what stands between two marks, with the marks.
func without(text, open, close string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(text, open)
		if !ok {
			break
		}
		_, after, ok := strings.Cut(rest, close)
		if !ok {
			break // it has no end
		}
		out.WriteString(before)
		text = after
	}
	out.WriteString(text)
	return out.String()
}

// continues reports whether a line of HTML stands within a paragraph or an item, where it
// is no block of its own.
func continues(before, line string) bool {
	return strings.TrimSpace(before) != "" && strings.HasPrefix(line, " ") && !strings.HasPrefix(strings.TrimSpace(before), "<")
}

// blockEnd is the line at which a block of HTML ends: the next blank one, or the end of
// its element for those that go on over blank lines. Elements that are found to have no
// end are noted in endless.
func blockEnd(lines []string, from int, endless map[string]bool) int {
	if m := untilEnd.FindStringSubmatch(lines[from]); m != nil && !endless[m[1]] {
		for i := from; i < len(lines); i++ {
			if strings.Contains(strings.ToLower(lines[i]), "</"+strings.ToLower(m[1])) {
				return i + 1
			}
		}
		endless[m[1]] = true
	}
	for i := from; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) == "" {
			return i
		}
	}
	return len(lines)
}

// html turns a block of HTML.
func (c *converter) html(block string) string {
	result := htmlimport.Options{Link: c.options.Link, Picture: c.picture, Clean: nil}.Convert(block)
	c.lost = append(c.lost, result.Lost...)
	return result.Markdown
}

// picture is asked by HTML for one that may be in the text already.
func (c *converter) picture(src string) (htmlimport.File, bool) {
	name, ok := c.file(src)
	return htmlimport.File{Name: name, Data: []byte(name)}, ok
}

// marks are tags within a line that Markdown has a sign for.
var marks = map[string]string{"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "strike": "~~"}

// tags turns the tags within lines: into signs where there are some, else their words stay.
func (c *converter) tags(text string) string {
	text = raised.ReplaceAllStringFunc(text, func(whole string) string {
		marks := strings.Join(placeMark.FindAllString(whole, -1), "") // their digits stand on the line
		return marks + strings.TrimSpace(htmlimport.Convert("<p>x" + placeMark.ReplaceAllString(whole, "") + "</p>").Markdown[1:])
	})
	text = anchor.ReplaceAllStringFunc(text, func(whole string) string {
		m := anchor.FindStringSubmatch(whole)
		href := attributes(m[1])["href"]
		if href == "" || strings.TrimSpace(placeMark.ReplaceAllString(m[2], "")) == "" {
			return m[2]
		}
		return "[" + m[2] + "](" + strings.ReplaceAll(href, " ", "%20") + ")"
	})
	return inlineTag.ReplaceAllStringFunc(buttons(text), c.tag)
}

// tag turns one tag.
func (c *converter) tag(whole string) string {
	if autoLink.MatchString(whole) {
		return whole
	}
	m := inlineTag.FindStringSubmatch(whole)
	name, given := m[2], attributes(m[3])
	switch lower := strings.ToLower(name); {
	case marks[lower] != "":
		return marks[lower]
	case lower == "br":
		return " "
	case lower == "img" && given["src"] != "":
		return "![" + given["alt"] + "](" + strings.ReplaceAll(given["src"], " ", "%20") + ")"
	case m[1] == "" && given["href"] != "" && given["title"] != "":
		more := ""
		if given["description"] != "" {
			more = " – " + given["description"]
		}
		return "[" + given["title"] + "](" + given["href"] + ")" + more + " "
	case m[1] == "" && name != lower: // a component of MDX
		var said []string
		for _, key := range []string{"title", "label", "text", "summary", "description"} {
			if given[key] != "" {
				said = append(said, given[key])
			}
		}
		if len(said) > 0 {
			return "**" + strings.Join(said, " – ") + "** "
		}
		c.lose(htmlimport.Call, "", name)
	}
	return ""
}

func attributes(text string) map[string]string {
	all := map[string]string{}
	for _, m := range attribute.FindAllStringSubmatch(text, -1) {
		all[strings.ToLower(m[1])] = html.UnescapeString(m[2] + m[3] + m[4])
	}
	return all
}
