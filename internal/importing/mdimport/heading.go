package mdimport

import (
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
)

var (
	atx      = pattern.New(`^([ ]{0,3})(#{1,6})([ \t]+.*|)$`)
	underset = pattern.New(`^[ ]{0,3}(=+|-+)[ \t]*$`)
	closing  = pattern.New(`[ \t]+#+[ \t]*$`)
	classes  = pattern.New(`[ \t]*\{(?:[^}#]*[ \t])?(#[^\s{}#"'<>]+)?[^}#]*\}[ \t]*$`)

	anyHeading = pattern.New(`(?m)^[ ]{0,3}#{1,6}[ \t]`)
)

// headings takes the title out of the text and moves the others down if there are more of
// its level, since the title of a page is its own.
func (c *converter) headings(lines []string) []string {
	first, more := -1, false
	begins := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) != "" })
	eachHeading(lines, func(i, level int) {
		switch {
		case level == 1 && i == begins && c.isTitle(lines[i]):
			first = i
		case level == 1:
			more = true
		}
	})
	if first >= 0 {
		c.title = placeMark.ReplaceAllString(plain(atx.FindStringSubmatch(lines[first])[3]), "")
		head := places{converter: c}
		ids := head.take(&lines[first])
		head.lead(&ids)
		lines = lines[first+1:]
	}
	eachHeading(lines, func(i, level int) {
		m := atx.FindStringSubmatch(lines[i])
		if more {
			level = min(level+1, 6)
		}
		text := strings.TrimSpace(closing.ReplaceAllString(m[3], ""))
		if id := classes.FindStringSubmatch(text); id != nil {
			text = strings.TrimRight(strings.TrimSuffix(text, id[0]), " ")
			if id[1] != "" {
				text += " {" + id[1] + "}"
			}
		}
		lines[i] = strings.TrimRight(strings.Repeat("#", level)+" "+text, " ")
	})
	return lines
}

// isTitle reports whether a heading is the title of the page.
func (c *converter) isTitle(line string) bool {
	text := placeMark.ReplaceAllString(plain(atx.FindStringSubmatch(line)[3]), "")
	return c.options.Title == "" || fold.Slug(text) == fold.Slug(plain(c.options.Title))
}

// eachHeading visits the headings outside of code.
func eachHeading(lines []string, visit func(i, level int)) {
	for i := 0; i < len(lines); i++ {
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			i = fenceEnd(lines, i, m[2]) - 1
			continue
		}
		if m := atx.FindStringSubmatch(lines[i]); m != nil {
			visit(i, len(m[2]))
		}
	}
}

// ruled writes headings that are underlined with their signs in front.
func ruled(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); i++ {
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			end := fenceEnd(lines, i, m[2])
			out = append(out, lines[i:end]...)
			i = end - 1
			continue
		}
		m := underset.FindStringSubmatch(lines[i])
		last := len(out) - 1
		if m == nil || last < 0 || !isParagraph(out[last]) || last > 0 && isParagraph(out[last-1]) {
			out = append(out, lines[i])
			continue
		}
		mark := "# "
		if m[1][0] == '-' {
			mark = "## "
		}
		out[last] = mark + strings.TrimSpace(out[last])
	}
	return out
}

var noParagraph = pattern.New(`^(?:[ \t]*$|[ ]{0,3}(?:#{1,6}(?:[ \t]|$)|>|[-*+][ \t]|\d+[.)][ \t]|:::|\||` + "```" + `|~~~)|    |\t)`)

func isParagraph(line string) bool {
	return !noParagraph.MatchString(line) && !underset.MatchString(line) && !blockTag.MatchString(line) && !onlyTags.MatchString(line)
}

var onlyTags = pattern.New(`^[ \t]*(?:<[^<>]*>[ \t]*)+$`)

// plain is a heading without its marks.
func plain(text string) string {
	text = classes.ReplaceAllString(closing.ReplaceAllString(strings.TrimSpace(text), ""), "")
	text = inlineLink.ReplaceAllString(text, "$2")
	return strings.TrimSpace(strings.NewReplacer("**", "", "`", "", "\\", "").Replace(text))
}
