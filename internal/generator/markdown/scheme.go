package markdown

import (
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/weblink"
)

// allowed reports whether a destination, already decoded, has one of the few
// schemes that a page may lead to, or none. A refused one is a problem.
func (l *links) allowed(dest string, at span) bool {
	if l.m.trusted {
		return true
	}
	name := weblink.Scheme(dest)
	switch {
	case onDisk(dest, name):
		l.report(problem.LinkLocalFile, at, nil)
	case weblink.Allowed(name):
		return true
	default:
		l.report(problem.LinkScheme, at, problem.Args{"scheme": name})
	}
	return false
}

// onDisk reports whether a destination lies on the author's own disk or on a
// share of the office: file://…, smb://…, C:\…, \\server\….
func onDisk(dest, scheme string) bool {
	switch scheme {
	case "file", "smb":
		return true
	}
	return strings.HasPrefix(dest, `\`) || len(scheme) == 1 && len(dest) > 2 && strings.IndexByte(`\/`, dest[2]) >= 0
}

// forward writes a path as the web does. Windows shows folders with backslashes.
func (l *links) forward(dest string, at span) string {
	if strings.IndexByte(dest, '\\') < 0 || weblink.Scheme(dest) != "" {
		return dest
	}
	forward := strings.ReplaceAll(dest, `\`, "/")
	if strings.HasPrefix(forward, "//") { // another host, to a browser
		return dest
	}
	l.report(problem.LinkBackslash, at, problem.Args{"target": dest, "suggestion": forward})
	return forward
}
