package mdimport

import (
	"regexp"
	"strings"
)

var (
	anchorTag   = regexp.MustCompile(`(?i)<a\b[^<>]*?\b(?:id|name)\s*=\s*(?:"([\w-]+)"|'([\w-]+)'|([\w-]+)[\s>])`)
	aloneAnchor = regexp.MustCompile(`(?i)^[ ]{0,3}(?:<a\b[^<>]*>[ \t]*</a>[ \t]*)+$`)
	hasID       = regexp.MustCompile(`\{[^}]*#[\w-]+[^}]*\}[ \t]*#*[ \t]*$`)
)

// anchored gives headings the ids of the anchors in them and right above them, to which links lead: headings are the
// only parts of a text here that have ids. A heading has one id; a second anchor of it is lost.
func anchored(text string) string {
	if !strings.Contains(text, "<a") && !strings.Contains(text, "<A") {
		return text
	}
	lines := strings.Split(text, "\n")
	above := "" // the id of an anchor above, with nothing but blank lines between
	for i, line := range lines {
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case aloneAnchor.MatchString(line):
			if m := anchorTag.FindStringSubmatch(line); m != nil {
				above = m[1] + m[2] + m[3]
			}
			continue
		case atx.MatchString(line) && !hasID.MatchString(line):
			id := above
			if m := anchorTag.FindStringSubmatch(line); m != nil {
				id = m[1] + m[2] + m[3]
			}
			if id != "" {
				lines[i] = strings.TrimRight(closing.ReplaceAllString(line, ""), " \t") + " {#" + id + "}"
			}
		}
		above = ""
	}
	return strings.Join(lines, "\n")
}
