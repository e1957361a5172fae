package markdown

import (
	"strings"

	"loa/internal/base/problem"
)

// allowed reports whether a destination, already decoded, has one of the few
// schemes that a page may lead to, or none. A refused one is a problem.
func (l *links) allowed(dest string, at span) bool {
	if l.m.trusted {
		return true
	}
	name := scheme(dest)
	switch {
	case onDisk(dest, name):
		l.report(problem.LinkLocalFile, at, nil)
	case name == "", name == "http", name == "https", name == "mailto", name == "tel":
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
	if strings.IndexByte(dest, '\\') < 0 || scheme(dest) != "" {
		return dest
	}
	forward := strings.ReplaceAll(dest, `\`, "/")
	if strings.HasPrefix(forward, "//") { // another host, to a browser
		return dest
	}
	l.report(problem.LinkBackslash, at, problem.Args{"target": dest, "suggestion": forward})
	return forward
}

// scheme returns the scheme of a destination in lower case, "" if it is
// relative. Browsers pass over white space and control characters on the way
// to it (WHATWG URL, 4.4: the basic URL parser), so they are dropped first.
func scheme(dest string) string {
	end := strings.IndexAny(dest, ":/?#")
	if end < 0 || dest[end] != ':' {
		return ""
	}
	name := strings.Map(func(c rune) rune {
		switch {
		case c <= ' ', c >= 0x7f && c <= 0xa0, c == 0xad, c >= 0x2000 && c <= 0x200f, c >= 0x2028 && c <= 0x202f, c == 0xfeff, c == 0xfffd:
			return -1
		}
		return c
	}, dest[:end])
	for i, c := range []byte(name) {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return "" // "đuối nước: a.md" is a file name
		}
	}
	return strings.ToLower(name)
}
