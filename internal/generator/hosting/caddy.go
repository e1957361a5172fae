package hosting

import (
	"fmt"
	"regexp"
	"strings"
)

// Caddy writes a snippet for a Caddyfile: import it, and say “import loa” in the
// site's block, after root.
func Caddy(f Facts) []byte {
	var b strings.Builder
	line := func(form string, args ...any) { fmt.Fprintf(&b, form+"\n", args...) }
	line("# import this file above the site, and write in the site's block:")
	line("#\troot * /srv/www")
	line("#\timport loa")
	line("(loa) {")
	for i, m := range f.Moves {
		line("\t@moved%d {", i)
		line("\t\tpath \"%s%s\" \"%s%s/\"", f.Root, m.Path, f.Root, m.Path)
		if m.Query != "" {
			var all []string
			for _, one := range m.parameters() {
				all = append(all, `{http.request.uri.query}.matches(r"(^|&)`+regexp.QuoteMeta(one)+`(&|$)")`)
			}
			line("\t\texpression `%s`", strings.Join(all, " && "))
		}
		line("\t}\n\tredir @moved%d \"%s%s\" 301", i, f.Root, m.To)
	}
	line("\t@hidden path %s_loa/*", f.Root)
	line("\terror @hidden 404")
	caddyHeaders(f, line)
	line("\tfile_server {\n\t\tprecompressed br gzip\n\t}")
	line("\tencode gzip")
	line("\thandle_errors {")
	for i := range f.Errors { // the narrower first
		e := f.Errors[len(f.Errors)-1-i]
		name := "404" + strings.NewReplacer("/", "", "-", "").Replace(e.Prefix)
		line("\t\t@%s {\n\t\t\tpath %s%s*\n\t\t\texpression {http.error.status_code} == 404\n\t\t}", name, f.Root, e.Prefix)
		line("\t\thandle @%s {\n\t\t\trewrite * %s%s\n\t\t\theader %s \"%s\"\n\t\t\tfile_server\n\t\t}", name, f.Root, e.Page, f.policy().Name, f.policy().Value)
	}
	line("\t}\n}")
	return []byte(b.String())
}

// caddyHeaders sets the narrower first, since Caddy puts them in that order
// itself; "?" leaves alone what is set already, and defer comes after the file
// server, which would set a type that it does not know to nothing.
func caddyHeaders(f Facts, line func(string, ...any)) {
	line("\theader %sworker.js Cache-Control \"%s\"", f.Root, never)
	line("\t@fingerprinted path_regexp %s", fingerprint)
	line("\theader @fingerprinted Cache-Control \"%s\"", forever)
	for _, t := range mediaTypes {
		line("\t@%s path *.%s", t.Ending, t.Ending)
		line("\theader @%s {\n\t\tContent-Type \"%s\"\n\t\tdefer\n\t}", t.Ending, t.Type)
	}
	if len(f.Sandboxed) > 0 {
		matches := ""
		for _, path := range f.Sandboxed {
			for _, address := range addresses(path) {
				matches += " \"" + f.Root + address + "\""
			}
		}
		line("\t@copied path%s", matches)
		line("\theader @copied Content-Security-Policy \"%s\"", foreign)
	}
	line("\theader @svg Content-Security-Policy \"%s\"", drawing)
	line("\theader {")
	for _, h := range protection {
		line("\t\t%s \"%s\"", h.Name, h.Value)
	}
	line("\t}")
	line("\theader ?Cache-Control \"%s\"", asking)
	line("\theader ?%s \"%s\"", f.policy().Name, f.policy().Value)
}
