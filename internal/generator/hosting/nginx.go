package hosting

import (
	"fmt"
	"strings"
)

// Nginx writes what goes into a server block, by an include. Headers of an outer
// location do not reach an inner one that has some of its own, so that each says
// all of them.
func Nginx(f Facts) []byte {
	n := nginx{f: f}
	n.line(0, "# Include this file in the server block that has the site's root, in the place of its “location %s”, if it has one.", f.Root)
	n.moves()
	n.line(0, "location ^~ %s {", f.Root)
	n.line(1, "index index.html;")
	n.line(1, "charset utf-8;")
	n.line(1, "gzip_static on;   # take this line out where nginx -V does not name http_gzip_static_module")
	n.line(1, "gzip on;")
	n.line(1, "gzip_vary on;")
	n.line(1, "gzip_types text/css text/javascript application/javascript application/json application/xml application/atom+xml text/xml text/plain text/calendar text/csv application/manifest+json image/svg+xml;")
	n.line(1, "# brotli_static on;   # where nginx has ngx_brotli")
	n.line(1, "error_page 404 %s%s;", f.Root, f.Errors[0].Page)
	n.headers(1, asking, f.policy())
	n.within()
	n.line(0, "}")
	return []byte(n.out.String())
}

type nginx struct {
	f   Facts
	out strings.Builder
}

func (n *nginx) line(depth int, form string, args ...any) {
	n.out.WriteString(strings.Repeat("    ", depth))
	fmt.Fprintf(&n.out, form, args...)
	n.out.WriteByte('\n')
}

// headers are those of one location. The 404 page has them, too.
func (n *nginx) headers(depth int, cache string, policy header) {
	for _, h := range append([]header{{"Cache-Control", cache}, policy}, protection...) {
		n.line(depth, "add_header %s \"%s\" always;", h.Name, h.Value)
	}
}

// moves are locations outside of the site's, so that nothing within it comes
// first.
func (n *nginx) moves() {
	for i := 0; i < len(n.f.Moves); {
		path := n.f.Moves[i].Path
		var same []Move
		for ; i < len(n.f.Moves) && n.f.Moves[i].Path == path; i++ {
			same = append(same, n.f.Moves[i])
		}
		for _, end := range ends(path) {
			n.line(0, "location = \"%s%s%s\" {", n.f.Root, path, end)
			for _, m := range same {
				if m.Query == "" {
					n.line(1, "return 301 %s%s;", n.f.Root, m.To)
					continue
				}
				n.line(1, "if ($args ~ \"%s\") { return 301 %s%s; }", m.among(), n.f.Root, m.To)
			}
			n.line(0, "}")
		}
	}
}

// ends are how an old address may end: that of a folder with a slash or without.
func ends(path string) []string {
	if strings.Contains(path[strings.LastIndexByte(path, '/')+1:], ".") {
		return []string{""}
	}
	return []string{"", "/"}
}

// within are the locations in the site's own: of each kind of file.
func (n *nginx) within() {
	n.line(1, "location ^~ %s_loa/ { return 404; }", n.f.Root)
	for _, e := range n.f.Errors[1:] {
		n.line(1, "location %s%s { error_page 404 %s%s; }", n.f.Root, e.Prefix, n.f.Root, e.Page)
	}
	n.line(1, "location = %sworker.js {", n.f.Root)
	n.line(2, "types { } default_type \"text/javascript; charset=utf-8\";")
	n.headers(2, never, n.f.policy())
	n.line(1, "}")
	for _, path := range n.f.Sandboxed {
		n.line(1, "location = \"%s%s\" {", n.f.Root, path)
		n.headers(2, asking, header{"Content-Security-Policy", foreign})
		n.line(1, "}")
	}
	for _, cache := range []struct{ match, keep string }{{fingerprint, forever}, {"", asking}} {
		for _, t := range mediaTypes {
			form := `\.` + t.Ending + `$`
			if cache.match != "" {
				form = strings.Replace(cache.match, "[a-z0-9]+", t.Ending, 1)
			}
			n.line(1, "location ~ \"%s\" {", form)
			n.line(2, "types { } default_type \"%s\";", t.Type)
			policy := n.f.policy()
			if t.Ending == "svg" {
				policy.Value = drawing
			}
			n.headers(2, cache.keep, policy)
			n.line(1, "}")
		}
		if cache.match != "" {
			n.line(1, "location ~ \"%s\" {", cache.match)
			n.headers(2, cache.keep, n.f.policy())
			n.line(1, "}")
		}
	}
}
