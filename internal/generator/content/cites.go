package content

import (
	"bytes"
	"slices"

	"loa/internal/base/pattern"
)

// citation is ::document{number="777/KH-UBND"} at the start of a line, also by
// its Vietnamese name and with a text in brackets.
var citation = pattern.New(`^ {0,3}::\s?(?:document|van-ban)\s*(?:\[[^\]]*\])?\s*\{[^}]*\bnumber\s*=\s*"?([^"\s}]+)`)

// cites lists the documents that a text cites, outside code. It is asked of every
// text of the site, so it begins with what most texts do not have.
func cites(body []byte) []string {
	if !bytes.Contains(body, []byte("number=")) || !bytes.Contains(body, []byte("::")) {
		return nil
	}
	var numbers []string
	var fence []byte // that closes the code under way
	for line := range bytes.Lines(body) {
		text := bytes.TrimSpace(line)
		switch {
		case fence != nil:
			if bytes.HasPrefix(text, fence) {
				fence = nil
			}
		case bytes.HasPrefix(text, []byte("```")) || bytes.HasPrefix(text, []byte("~~~")):
			fence = text[:3]
		default:
			m := citation.FindSubmatch(line)
			if m != nil && !slices.Contains(numbers, string(m[1])) {
				numbers = append(numbers, string(m[1]))
			}
		}
	}
	return numbers
}
