package render

import "strings"

// addresses are how pages lead to each other, and where the site is on the web.
type addresses struct {
	carrier carrier
	root    string // the site's root on its host: "/" or "/vi-tre-em/"
	origin  string // the site's absolute root: "https://treem.example.gov.vn/"
}

// url is the address of a page or a file as links have it.
func (a addresses) url(path string) string { return a.carrier.url(path) }

// absolute is the whole address on the web.
func (a addresses) absolute(path string) string { return a.origin + path }

// relative is the address of a path whose absolute one is known. On the web it
// is the end of that, unless site.toml has no address to begin with.
func (a addresses) relative(absolute, path string) string {
	if !a.carrier.served() || a.origin == "" {
		return a.url(path)
	}
	return absolute[len(a.origin)-len(a.root):]
}

func rootOf(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return "/"
}
