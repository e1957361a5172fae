package tmplcompile

import "strings"

// safeAddress reports whether an address is relative or of a scheme that can do
// no harm.
func safeAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(scheme, "/") {
		return true
	}
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

const (
	unreserved = "-._~" // RFC 3986, section 2.3, beside letters and digits
	reserved   = "!#$&*+,/:;=?@[]"
)

// kept reports whether the byte at i may stay in an address; whole says that the
// text is an address and not a piece of one.
func kept(s string, i int, whole bool) bool {
	c := s[i]
	switch {
	case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9', strings.IndexByte(unreserved, c) >= 0:
		return true
	case c == '%':
		return whole && i+2 < len(s) && hex(s[i+1]) && hex(s[i+2])
	}
	return whole && strings.IndexByte(reserved, c) >= 0
}

func hex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// percented writes what may not stand in an address by its number.
func percented(s string, whole bool) string {
	first := 0
	for first < len(s) && kept(s, first, whole) {
		first++
	}
	if first == len(s) {
		return s
	}
	const digits = "0123456789abcdef"
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:first])
	for i := first; i < len(s); i++ {
		if kept(s, i, whole) {
			b.WriteByte(s[i])
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[s[i]>>4])
		b.WriteByte(digits[s[i]&15])
	}
	return b.String()
}

// srcset escapes a list of pictures: each an address and what it is for.
func srcset(s string, of kind) string {
	switch of {
	case addresses:
		return s
	case address:
		return strings.ReplaceAll(percented(s, true), ",", "%2c")
	}
	parts := strings.Split(s, ",")
	for i, part := range parts {
		parts[i] = candidate(part)
	}
	return strings.Join(parts, ",")
}

const spaces = "\t\n\f\r "

func candidate(s string) string {
	rest := strings.TrimLeft(s, spaces)
	end := strings.IndexAny(rest, spaces)
	if end < 0 {
		end = len(rest)
	}
	if !safeAddress(rest[:end]) || strings.ContainsFunc(rest[end:], func(r rune) bool {
		return !strings.ContainsRune(spaces, r) && (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9')
	}) {
		return "#" + unsafeMark
	}
	return s[:len(s)-len(rest)] + percented(rest[:end], true) + rest[end:]
}
