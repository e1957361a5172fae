package feed

import (
	"bytes"
	"fmt"
	"strings"

	"loa/internal/site"
)

// Redirects writes _redirects, the list that Netlify and Cloudflare Pages read:
// old address, new address, 301; and last, since the first line that fits is
// followed, where the 404 page of each language's addresses is. Netlify looks
// there only if there is no such file. Cloudflare skips a line with 404, and
// needs none: it takes the nearest 404.html on the way up. The list is nil for a
// site with one language and without old addresses.
func Redirects(s *site.Site) []byte {
	root := "/"
	if _, rest, ok := strings.Cut(s.Settings.BaseURL, "://"); ok {
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			root = rest[i:]
		}
	}
	var out bytes.Buffer
	for _, e := range s.Editions {
		for _, r := range e.Moved {
			if strings.ContainsAny(r.From, "? \t") {
				continue // the form has no way to say it
			}
			fmt.Fprintf(&out, "%s%s %s%s 301\n", root, r.From, root, r.To.Path)
		}
	}
	for _, e := range s.Editions[1:] { // that of the default language is found by its name
		fmt.Fprintf(&out, "%s%s* %s%s404.html 404\n", root, e.Prefix, root, e.Prefix)
	}
	return out.Bytes()
}
