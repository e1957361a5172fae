package feed

import (
	"bytes"
	"fmt"
	"strings"

	"loa/internal/site"
)

// Redirects writes _redirects, the list that Netlify and Cloudflare Pages read:
// old address, new address, 301. It is nil for a site without old addresses.
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
	return out.Bytes()
}
