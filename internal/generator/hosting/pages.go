package hosting

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
)

// Headers writes _headers, the list that Netlify and Cloudflare Pages read. A
// later block adds to an earlier one; a header that is set twice is joined, so
// that Cache-Control is not among those of every file: these hosts ask again by
// themselves.
func Headers(f Facts) []byte {
	var b bytes.Buffer
	block := func(path string, headers ...header) {
		fmt.Fprintf(&b, "%s%s\n", f.Root, path)
		for _, h := range headers {
			fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
		}
	}
	block("*", append([]header{f.policy()}, protection...)...)
	block("assets/*", header{"Cache-Control", forever})
	block("worker.js", header{"Cache-Control", never})
	block("*.ics", header{"Content-Type", "text/calendar; charset=utf-8"})
	block("manifest.webmanifest", header{"Content-Type", "application/manifest+json"})
	for _, path := range f.Sandboxed {
		for _, address := range addresses(path) {
			block((&url.URL{Path: address}).EscapedPath(), header{"Content-Security-Policy", "sandbox"}) // beside that of every file
		}
		if bare, ok := strings.CutSuffix(path, ".html"); ok { // these hosts answer there, too
			block((&url.URL{Path: bare}).EscapedPath(), header{"Content-Security-Policy", "sandbox"})
		}
	}
	return b.Bytes()
}

// Redirects writes _redirects, the list that Netlify and Cloudflare Pages read:
// old address, new address, 301; and last, since the first line that fits is
// followed, where the 404 page of each language's addresses is. Netlify looks
// there only if there is no such file. Cloudflare skips a line with 404, and
// needs none: it takes the nearest 404.html on the way up. The list is nil for a
// site with one language and without old addresses.
func Redirects(f Facts) []byte {
	var b bytes.Buffer
	for _, m := range f.Moves {
		if strings.ContainsAny(m.Path, " \t") {
			continue // the form has no way to say it
		}
		query := ""
		for _, one := range m.parameters() {
			query += " " + one // Netlify compares them; Cloudflare passes over such a line
		}
		fmt.Fprintf(&b, "%s%s%s %s%s 301\n", f.Root, m.Path, query, f.Root, m.To)
	}
	for _, e := range f.Errors[1:] { // that of the default language is found by its name
		fmt.Fprintf(&b, "%s%s* %s%s 404\n", f.Root, e.Prefix, f.Root, e.Page)
	}
	return b.Bytes()
}
