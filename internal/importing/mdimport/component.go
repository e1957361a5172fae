package mdimport

import (
	"strings"

	"loa/internal/base/pattern"
)

// boxTags are the names of components that are boxes, with what is given to one.
const (
	boxTags  = `(Aside|Admonition|Callout|Alert|Note|Tip|Hint|Info|Important|Warning|Caution|Danger)`
	tagGiven = `((?:\s+(?:[^<>"']|"[^"]*"|'[^']*')*)?)`
)

var (
	boxOpen   = pattern.New(`^([ \t]*)<` + boxTags + tagGiven + `>(.*)$`)
	boxTag    = pattern.New(`<(/?)` + boxTags + tagGiven + `>`)
	linkedTag = pattern.New(`(?s)<(?:LinkButton|ButtonLink|Button|Link|Anchor)` + tagGiven + `>([^<>]*)</(?:LinkButton|ButtonLink|Button|Link|Anchor)\s*>`)
)

// component reads a box that is written as a component of MDX, and says how many lines it has; 0 for none. One with more
// text behind its end, on the same line, is none: the text would stand in no paragraph of its own.
func (c *converter) component(lines []string, depth int) ([]string, int) {
	m := boxOpen.FindStringSubmatch(lines[0])
	if m == nil || selfClosed(m[3]) || c.endless[m[2]] {
		return nil, 0
	}
	given := attributes(m[3])
	kind := strings.ToLower(m[2])
	for _, key := range []string{"type", "variant", "kind", "intent"} {
		if boxes[strings.ToLower(given[key])] != "" {
			kind = given[key]
		}
	}
	inner := []string{m[4]}
	for n, open := 0, 1; n < len(lines); n++ {
		if n > 0 {
			inner = append(inner, lines[n])
		}
		line := inner[n]
		end, behind := boxEnd(line, m[2], &open)
		switch {
		case open > deepest, end >= 0 && strings.TrimSpace(line[behind:]) != "":
			return nil, 0
		case end >= 0:
			inner[n] = line[:end]
			return c.boxed(m[1], kind, given["title"], dedented(inner), depth), n + 1
		}
	}
	c.endless[m[2]] = true
	return nil, 0
}

// boxEnd follows the tags of a component in a line. Open is how many are open. It returns where the tag begins that
// closes the first of them, and where that tag ends; -1 if none does.
func boxEnd(line, name string, open *int) (end, behind int) {
	for _, at := range boxTag.FindAllStringSubmatchIndex(line, -1) {
		switch {
		case line[at[4]:at[5]] != name || selfClosed(line[at[6]:at[7]]):
		case at[2] == at[3]:
			*open++
		default:
			if *open--; *open == 0 {
				return at[0], at[1]
			}
		}
	}
	return -1, -1
}

// selfClosed reports whether what is given to a component ends it: <Note title="x" />.
func selfClosed(given string) bool { return strings.HasSuffix(strings.TrimSpace(given), "/") }

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
