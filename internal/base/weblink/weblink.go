// Package weblink is the one rule for which addresses a page may lead to: those of the
// web, of mail and of the telephone, and paths of the site itself.
//
//	if scheme := weblink.Scheme(address); !weblink.Allowed(scheme) { … }
//	weblink.Refused(settings, func(path []any, scheme string) { … })
package weblink

import (
	"maps"
	"slices"
	"strings"
)

// Allowed reports whether a page may lead to addresses with a scheme ("" for none). All
// others may run code on the reader's device or open a file on it.
func Allowed(scheme string) bool {
	switch scheme {
	case "", "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// Scheme returns the scheme of an address in lower case, "" if it is relative. Browsers
// pass over white space and control characters on the way to it (WHATWG URL, 4.4: the
// basic URL parser), so they are dropped first.
func Scheme(address string) string {
	end := strings.IndexAny(address, ":/?#")
	if end < 0 || address[end] != ':' {
		return ""
	}
	name := strings.Map(func(c rune) rune {
		switch {
		case c <= ' ', c >= 0x7f && c <= 0xa0, c == 0xad, c >= 0x2000 && c <= 0x200f, c >= 0x2028 && c <= 0x202f, c == 0xfeff, c == 0xfffd:
			return -1
		}
		return c
	}, address[:end])
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

// Refused tells of each text in a tree of tables and lists whose key says that it is an
// address, and whose scheme is not allowed. Tables are walked in the order of their keys.
func Refused(tree any, tell func(path []any, scheme string)) { walk(tree, nil, false, tell) }

func walk(node any, path []any, address bool, tell func(path []any, scheme string)) {
	switch v := node.(type) {
	case string:
		if !address {
			return
		}
		if scheme := Scheme(v); !Allowed(scheme) {
			tell(slices.Clone(path), scheme)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			walk(v[key], append(path, key), namesAddress(key), tell)
		}
	case []any:
		for i, one := range v {
			walk(one, append(path, i), address, tell)
		}
	}
}

// words are what the names of keys end with that hold addresses.
var words = []string{"url", "urls", "href", "link", "links", "website", "homepage", "web"}

// namesAddress reports whether a key holds an address: "url", "licence_url", "Link".
func namesAddress(key string) bool {
	key = strings.ToLower(strings.TrimSpace(key))
	return slices.Contains(words, key[strings.LastIndexAny(key, "_- .")+1:])
}
