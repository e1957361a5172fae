package host

import (
	"strings"
	"unicode"
)

// mostBranch bounds the name of a branch, in bytes: it is the name of a file, too.
const mostBranch = 200

// BranchName reports whether a text can be the name of a branch: by the rules of Git
// (git-check-ref-format), and as a file of every system, since Git keeps it as one.
func BranchName(name string) bool {
	if name == "" || name == "@" || len(name) > mostBranch || name[0] == '-' || strings.HasSuffix(name, ".") {
		return false
	}
	if strings.Contains(name, "..") || strings.Contains(name, "@{") || strings.ContainsAny(name, ` ~^:?*[\"<>|`) {
		return false
	}
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part[0] == '.' || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return true
}
