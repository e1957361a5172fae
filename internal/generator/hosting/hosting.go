// Package hosting writes the settings that servers need to serve a site well:
// media types, how long browsers may keep a file, security headers, old
// addresses, the 404 page of each language, files that are compressed already.
// One file a server; Facts are what they have in common.
//
// What each server is told, and why:
//
//   - A file whose name changes with its bytes is kept for a year; everything
//     else is asked for again, and the service worker is never kept.
//   - Types that servers do not know: without its type a calendar is shown as
//     text, and the manifest is an error on IIS.
//   - The content security policy stands in each page, too; frame-ancestors counts
//     in a header alone. Drawings have one of their own, since their style is in
//     them.
//   - A page that was copied into the site and that Loa did not make is a sandbox:
//     nothing in it runs on the site's address.
//   - Loa's own records beside the site (_loa) are not served.
package hosting

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/generator/site"
)

// Server is a program that serves sites.
type Server struct {
	File    string // what its settings are called in the site; "" if they are not part of it
	Snippet string // then: what a file of them is called beside the server's own
	Write   func(Facts) []byte
}

// Servers are those that Loa writes settings for, by the names of site.toml.
var Servers = map[string]Server{
	"apache":      {File: ".htaccess", Write: Apache},
	"iis":         {File: "web.config", Write: IIS},
	"iis-rewrite": {File: "web.config", Write: IISRewrite},
	"nginx":       {Snippet: "nginx.conf", Write: Nginx},
	"caddy":       {Snippet: "loa.caddy", Write: Caddy},
}

// Facts are what a server must know of a site.
type Facts struct {
	Root   string  // the site's path on its host: "/" or "/vi-tre-em/"
	Policy string  // the content security policy of pages
	Moves  []Move  // old addresses, sorted
	Errors []Error // the 404 pages, that of the default language first

	Sandboxed []string // copied pages that Loa did not make, by their paths below the root, sorted
}

// Move leads from an old address to a new one.
type Move struct {
	Path  string // below the root, decoded, without its slash at the end
	Query string // "" if the old address had none; else its parameters, which must be among those that are asked for
	To    string // below the root, as in an address
}

// parameters are those of the query, as browsers send them.
func (m Move) parameters() []string {
	var all []string
	for one := range strings.SplitSeq(m.Query, "&") {
		if one != "" {
			all = append(all, sent.ReplaceAllStringFunc(one, func(letters string) string { return url.PathEscape(letters) }))
		}
	}
	return all
}

// sent are letters that browsers send with percent signs.
var sent = pattern.New(`[^\x21-\x7e]+`)

// among is a regular expression that fits a query with all parameters of the move: in any
// order, with others between, such as those by which networks count who follows a link.
func (m Move) among() string {
	pattern := "^"
	for _, one := range m.parameters() {
		pattern += "(?=(?:.*&)?" + regexp.QuoteMeta(one) + "(?:&|$))"
	}
	return pattern
}

// Error is a 404 page and where it counts.
type Error struct {
	Prefix string // below the root: "" or "en/"
	Page   string // below the root: "404.html"
}

// Of gathers the facts of a site. Sandboxed are its copied pages that Loa did not make.
func Of(s *site.Site, sandboxed []string) Facts {
	f := Facts{Root: "/", Policy: s.Settings.Policy(), Sandboxed: slices.DeleteFunc(slices.Clone(sandboxed), unfit)}
	if address, err := url.Parse(s.Settings.BaseURL); err == nil && address.Path != "" {
		f.Root = address.Path
	}
	for _, e := range s.Editions {
		f.Errors = append(f.Errors, Error{Prefix: e.Prefix, Page: e.Prefix + "404.html"})
		for _, r := range e.Moved {
			if move, ok := moved(r); ok {
				f.Moves = append(f.Moves, move)
			}
		}
	}
	slices.SortFunc(f.Moves, func(a, b Move) int { // of one path the narrowest query first
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(len(b.parameters()), len(a.parameters())), cmp.Compare(a.Query, b.Query))
	})
	f.Moves = slices.CompactFunc(f.Moves, func(a, b Move) bool { return a.Path == b.Path && a.Query == b.Query })
	return f
}

// moved understands an old address. One with a line end or a quote in it is for
// no file of settings.
func moved(r site.Redirect) (Move, bool) {
	path, query, _ := strings.Cut(r.From, "?")
	plain, err := url.PathUnescape(path)
	if err != nil || unfit(plain+query) {
		return Move{}, false
	}
	return Move{Path: strings.TrimSuffix(plain, "/"), Query: query, To: r.To.Path}, true
}

// unfit reports whether an address could end the place in which it stands in a file
// of settings.
func unfit(address string) bool { return strings.ContainsAny(address, "\"'`\\{}\r\n\t;$<>") }

// mediaType is a type that servers may not know.
type mediaType struct{ Ending, Type string }

// mediaTypes are what a site has and some server serves wrongly: Debian's nginx
// 1.22 knows neither .webmanifest nor .ics, IIS 10 none of these but .js.
var mediaTypes = []mediaType{
	{"webmanifest", "application/manifest+json"},
	{"ics", "text/calendar; charset=utf-8"},
	{"webp", "image/webp"},
	{"svg", "image/svg+xml"},
	{"json", "application/json"},
	{"js", "text/javascript; charset=utf-8"},
	{"csv", "text/csv; charset=utf-8"},
	{"woff2", "font/woff2"},
}

// header is a line of a response.
type header struct{ Name, Value string }

// protection are the headers of every file but for the policy.
var protection = []header{
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
	{"X-Frame-Options", "SAMEORIGIN"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
}

// What browsers may keep.
const (
	forever = "public, max-age=31536000, immutable"
	asking  = "no-cache"
	never   = "no-store"
)

// drawing is the policy of an SVG that somebody opens by itself.
const drawing = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

// foreign is the policy of a page that was copied into the site and that Loa did not
// make: it is shown, and none of its scripts run.
const foreign = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; media-src 'self'; sandbox; frame-ancestors 'self'"

// addresses are the paths at which a server answers with a file: a folder has one of
// its own for the file that stands for it.
func addresses(path string) []string {
	if folder, ok := strings.CutSuffix(path, "index.html"); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
		return []string{path, folder}
	}
	return []string{path}
}

// fingerprint is what a name has before its ending when it changes with the
// bytes, as a regular expression that all servers read alike.
const fingerprint = `\.[0-9a-f]{8,16}\.[a-z0-9]+$`

// policy is that of pages, with what counts in a header alone.
func (f Facts) policy() header {
	return header{"Content-Security-Policy", f.Policy + "; frame-ancestors 'self'"}
}

// packed are the endings of files that may lie beside as .br and .gz.
const packed = "html|css|js|json|svg|xml|txt|ics|csv|webmanifest"
