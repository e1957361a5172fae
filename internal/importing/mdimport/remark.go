package mdimport

import (
	"strings"

	"loa/internal/base/pattern"
)

// The remarks of Liquid and Nunjucks: {% comment %} … {% endcomment %} and {# … #}.
var (
	remarkBegin = pattern.New(`\{%-?[ \t]*comment\b[^%]*%\}|\{#(?:[ \t]|$)`)
	callEnds    = pattern.New(`\{%-?[ \t]*endcomment[ \t]*-?%\}`)
	signEnds    = pattern.New(`(?:^|[ \t])#\}`)
)

// unremarked leaves out remarks. They may go over several lines; those in fences are code and stay.
func unremarked(text string) string {
	lines := strings.Split(text, "\n")
	out := make([]string, 0, len(lines))
	endless := map[*pattern.Pattern]bool{} // ends that do not come any more
	for i := 0; i < len(lines); i++ {
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			end := fenceEnd(lines, i, m[2])
			out = append(out, lines[i:end]...)
			i = end - 1
			continue
		}
		var kept strings.Builder
		rest := lines[i]
		for at := remarkBegin.FindStringIndex(rest); at != nil; at = remarkBegin.FindStringIndex(rest) {
			ends := callEnds
			if strings.HasPrefix(rest[at[0]:], "{#") {
				ends = signEnds
			}
			line, behind := remarkEnd(lines, i, rest[at[1]:], ends, endless)
			if line < 0 {
				kept.WriteString(rest[:at[1]])
				rest = rest[at[1]:]
				continue
			}
			kept.WriteString(rest[:at[0]])
			i, rest = line, behind
		}
		out = append(out, kept.String()+rest)
	}
	return strings.Join(out, "\n")
}

// remarkEnd finds the line on which a remark ends that begins before rest, the end of line i, and what stands behind it
// there. The line is -1 for one without an end.
func remarkEnd(lines []string, i int, rest string, ends *pattern.Pattern, endless map[*pattern.Pattern]bool) (int, string) {
	for ; !endless[ends]; i++ {
		if at := ends.FindStringIndex(rest); at != nil {
			return i, rest[at[1]:]
		}
		if i+1 == len(lines) {
			endless[ends] = true
			break
		}
		rest = lines[i+1]
	}
	return -1, ""
}
