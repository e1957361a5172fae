package markdown

import (
	"strings"

	"loa/internal/problem"
)

// allowed reports whether a destination, already decoded, has one of the few
// schemes that a page may lead to, or none. A refused one is a problem.
func (r *render) allowed(dest string, at span) bool {
	if r.m.trusted {
		return true
	}
	switch name := scheme(dest); name {
	case "", "http", "https", "mailto", "tel":
		return true
	default:
		r.report(problem.LinkScheme, at, problem.Args{"scheme": name})
		return false
	}
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
