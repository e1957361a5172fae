package mdimport

import (
	"strings"

	"loa/internal/base/pattern"
)

var (
	colons   = pattern.New(`^([ \t]*)(:{3,})[ \t]*([A-Za-z][\w-]*)?[ \t]*(?:\[([^\]]*)\])?(?:\{[^}]*\})?[ \t]*(.*)$`)
	admonish = pattern.New(`^([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)((?:[ \t]+[a-z][\w-]*)*)(?:[ \t]+"((?:[^"\\]|\\.)*)")?[ \t]*$`)
	tabbed   = pattern.New(`^([ \t]*)===[+!]?[ \t]+"((?:[^"\\]|\\.)*)"[ \t]*$`)
)

// boxes are the call-outs of Loa by the names that others give to theirs.
var boxes = map[string]string{
	"note": "note", "info": "note", "abstract": "note", "summary": "note", "seealso": "note", "todo": "note", "example": "note", "quote": "note", "question": "note", "details": "note", "faq": "note", "notice": "note", "callout": "note", "alert": "note", "admonition": "note", "primary": "note", "secondary": "note",
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "important": "warning", "caution": "warning", "warning": "warning", "warn": "warning", "attention": "warning",
	"danger": "danger", "error": "danger", "failure": "danger", "bug": "danger",
}

// box reads a box that begins on the first line, and says how many lines it has; 0 for none.
func (c *converter) box(lines []string, depth int) ([]string, int) {
	if depth >= deepest {
		return nil, 0
	}
	if m := admonish.FindStringSubmatch(lines[0]); m != nil {
		inner, n := indented(lines[1:], m[1])
		return c.boxed(m[1], m[2], m[4], inner, depth), n + 1
	}
	if box, n := c.component(lines, depth); n > 0 {
		return box, n
	}
	if m := tabbed.FindStringSubmatch(lines[0]); m != nil {
		inner, n := indented(lines[1:], m[1])
		return prefixed(m[1], append([]string{"", "**" + m[2] + "**", ""}, c.blocks(inner, depth+1)...)), n + 1
	}
	m := colons.FindStringSubmatch(lines[0])
	if m == nil || m[3] == "" {
		return nil, 0
	}
	title := m[4]
	if title == "" {
		title = strings.TrimRight(m[5], ": \t")
	}
	n := colonEnd(lines, m[2])
	inner := lines[1:n]
	if n < len(lines) {
		n++
	}
	for i, line := range inner {
		inner[i] = strings.TrimPrefix(line, m[1])
	}
	return c.boxed(m[1], m[3], title, inner, depth), n
}

// colonEnd is the line that ends a box, or how many there are.
func colonEnd(lines []string, mark string) int {
	open, code := 0, ""
	for i, line := range lines {
		if m := fence.FindStringSubmatch(line); m != nil && (code == "" || strings.HasPrefix(m[2], code)) {
			if code == "" {
				code = m[2]
			} else {
				code = ""
			}
		}
		m := colons.FindStringSubmatch(line)
		if code != "" || m == nil {
			continue
		}
		switch {
		case m[3] != "":
			open++
		case strings.TrimSpace(line) == m[2]:
			if open--; open == 0 || m[2] == mark && open < 1 {
				return i
			}
		}
	}
	return len(lines)
}

// indented are the lines that stand four signs deeper than a mark, without these, and how
// many lines they are.
func indented(lines []string, indent string) ([]string, int) {
	var inner []string
	n := 0
	for i, line := range lines {
		rest, ok := strings.CutPrefix(line, indent)
		switch {
		case strings.TrimSpace(line) == "":
			inner = append(inner, "")
			continue
		case ok && strings.HasPrefix(rest, "    "):
			inner = append(inner, rest[4:])
		case ok && strings.HasPrefix(rest, "\t"):
			inner = append(inner, rest[1:])
		default:
			return inner[:n], n
		}
		n = i + 1
	}
	return inner[:n], n
}

// boxed writes a box of Loa. One of a kind that Loa does not have leaves its text.
func (c *converter) boxed(indent, name, title string, inner []string, depth int) []string {
	body := c.blocks(inner, depth+1)
	if title != "" {
		title = strings.Join(c.text([]string{title}), " ")
	}
	kind, known := boxes[strings.ToLower(name)]
	if !known {
		if title != "" {
			body = append([]string{"**" + title + "**", ""}, body...)
		}
		return prefixed(indent, append(append([]string{""}, body...), ""))
	}
	mark := strings.Repeat(":", 3+height(body))
	return prefixed(indent, append(append([]string{"", strings.TrimRight(mark+kind+" "+title, " ")}, body...), mark, ""))
}

// height is how many boxes stand in each other in lines that were turned.
func height(lines []string) int {
	most := 0
	for _, line := range lines {
		if m := colons.FindStringSubmatch(line); m != nil && m[3] != "" {
			most = max(most, len(m[2])-2)
		}
	}
	return most
}

func prefixed(indent string, lines []string) []string {
	if indent == "" {
		return lines
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		if out[i] = line; line != "" {
			out[i] = indent + line
		}
	}
	return out
}
