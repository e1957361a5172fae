package mdimport

import (
	"regexp"
	"strings"
)

var (
	boxOpen   = regexp.MustCompile(`^([ \t]*)<(Aside|Admonition|Callout|Alert|Note|Tip|Hint|Info|Important|Warning|Caution|Danger)((?:\s+(?:[^<>"']|"[^"]*"|'[^']*')*)?)>(.*)$`)
	boxOpens  = regexp.MustCompile(`<[A-Z]\w*[^<>/]*>`)
	linkedTag = regexp.MustCompile(`(?s)<(?:LinkButton|ButtonLink|Button|Link|Anchor)((?:\s+(?:[^<>"']|"[^"]*"|'[^']*')*)?)>([^<>]*)</(?:LinkButton|ButtonLink|Button|Link|Anchor)\s*>`)
)

// component reads a box that is written as a component of MDX, and says how many lines it has; 0 for none.
func (c *converter) component(lines []string, depth int) ([]string, int) {
	m := boxOpen.FindStringSubmatch(lines[0])
	if m == nil || c.endless[m[2]] {
		return nil, 0
	}
	given, end := attributes(m[3]), "</"+m[2]
	kind := strings.ToLower(m[2])
	for _, key := range []string{"type", "variant", "kind", "intent"} {
		if boxes[strings.ToLower(given[key])] != "" {
			kind = given[key]
		}
	}
	inner := []string{m[4]}
	for n, open := 0, 1; n < len(lines); n++ {
		line := lines[n]
		if n == 0 {
			line = m[4]
		} else {
			inner = append(inner, line)
			open += len(boxOpenings(line, m[2]))
		}
		if at := strings.Index(line, end); at >= 0 {
			if open -= strings.Count(line, end); open > 0 {
				continue
			}
			inner[len(inner)-1] = line[:at]
			return c.boxed(m[1], kind, given["title"], dedented(inner), depth), n + 1
		}
	}
	c.endless[m[2]] = true
	return nil, 0
}

// boxOpenings are the tags in a line that open a component.
func boxOpenings(line, name string) []string {
	var found []string
	for _, tag := range boxOpens.FindAllString(line, -1) {
		if strings.HasPrefix(tag, "<"+name) {
			found = append(found, tag)
		}
	}
	return found
}

// dedented takes from all lines the space that they have in common.
func dedented(lines []string) []string {
	least := -1
	for i, line := range lines {
		if n := len(line) - len(strings.TrimLeft(line, " \t")); strings.TrimSpace(line) != "" && i > 0 && (least < 0 || n < least) {
			least = n
		}
	}
	for i, line := range lines {
		if i == 0 {
			lines[i] = strings.TrimSpace(line)
		} else {
			lines[i] = line[min(max(least, 0), len(line)-len(strings.TrimLeft(line, " \t"))):]
		}
	}
	return lines
}

// buttons turns components that are links.
func buttons(text string) string {
	return linkedTag.ReplaceAllStringFunc(text, func(whole string) string {
		m := linkedTag.FindStringSubmatch(whole)
		given := attributes(m[1])
		to := given["href"]
		if to == "" {
			to = given["to"]
		}
		words := strings.Join(strings.Fields(m[2]), " ")
		if to == "" || words == "" {
			return whole
		}
		return "[" + words + "](" + strings.ReplaceAll(to, " ", "%20") + ")"
	})
}
