package hosting

import (
	"fmt"
	"regexp"
	"strings"
)

// Apache writes .htaccess, which lies at the site's root. What a module of the
// server does stands in a condition, so that a server without it still serves.
func Apache(f Facts) []byte {
	var b strings.Builder
	line := func(form string, args ...any) { fmt.Fprintf(&b, form+"\n", args...) }
	line("# Written by Loa; it is replaced with each release.")
	line("DirectoryIndex index.html")
	line("DirectorySlash On")
	line("Options -Indexes")
	line("AddDefaultCharset utf-8")
	line("FileETag MTime Size")
	for _, e := range f.Errors {
		if e.Prefix == "" {
			line("ErrorDocument 404 %s%s", f.Root, e.Page)
		} else {
			line("<If \"%%{REQUEST_URI} =~ m#^%s#\">\nErrorDocument 404 %s%s\n</If>", regexp.QuoteMeta(f.Root+e.Prefix), f.Root, e.Page)
		}
	}
	line("<IfModule mod_mime.c>")
	for _, t := range mediaTypes {
		line("AddType \"%s\" .%s", t.Type, t.Ending)
	}
	line("RemoveEncoding .gz .br\nRemoveType .gz .br")
	line("</IfModule>")
	apacheHeaders(f, line)
	apacheRewrites(f, line)
	line("<IfModule mod_deflate.c>")
	line("AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json application/xml application/atom+xml text/xml text/plain text/calendar text/csv application/manifest+json image/svg+xml")
	line("</IfModule>")
	return []byte(b.String())
}

func apacheHeaders(f Facts, line func(string, ...any)) {
	line("<IfModule mod_headers.c>")
	for _, h := range append([]header{{"Cache-Control", asking}, f.policy()}, protection...) {
		line("Header always set %s \"%s\"", h.Name, h.Value)
	}
	line("<FilesMatch \"\\.svg$\">\nHeader always set Content-Security-Policy \"%s\"\n</FilesMatch>", drawing)
	line("<FilesMatch \"%s\">\nHeader always set Cache-Control \"%s\"\n</FilesMatch>", fingerprint, forever)
	line("<Files \"worker.js\">\nHeader always set Cache-Control \"%s\"\n</Files>", never)
	for _, path := range f.Sandboxed { // also as packed, and on a disk that does not tell A from a
		line("<If \"%%{REQUEST_URI} =~ m#^%s(\\.gz|\\.br)?$#i\">\nHeader always set Content-Security-Policy \"%s\"\n</If>", regexp.QuoteMeta(f.Root+path), foreign)
	}
	line("</IfModule>")
}

// apacheRewrites are old addresses, and the files that are compressed already.
// These keep their own type: a rewritten name would have none.
func apacheRewrites(f Facts, line func(string, ...any)) {
	line("<IfModule mod_rewrite.c>")
	line("RewriteEngine On")
	line("RewriteBase %s", f.Root)
	line("RewriteRule ^_loa(/|$) - [R=404,L]")
	for _, m := range f.Moves {
		if m.Query != "" {
			line("RewriteCond %%{QUERY_STRING} \"%s\"", m.among())
		}
		line("RewriteRule \"^%s/?$\" \"%s%s\" [R=301,L,QSD]", regexp.QuoteMeta(m.Path), f.Root, m.To)
	}
	for _, way := range []struct{ ending, name string }{{"br", "br"}, {"gz", "gzip"}} {
		line("RewriteCond %%{HTTP:Accept-Encoding} \\b%s\\b", way.name)
		line("RewriteCond %%{REQUEST_FILENAME}.%s -f", way.ending)
		line("RewriteRule \"^(.+\\.(%s))$\" \"$1.%s\" [L]", packed, way.ending)
	}
	line("</IfModule>")
	for _, way := range []struct{ ending, name string }{{"br", "br"}, {"gz", "gzip"}} {
		line("<FilesMatch \"\\.(%s)\\.%s$\">", packed, way.ending)
		line("<IfModule mod_env.c>\nSetEnv no-gzip 1\n</IfModule>") // else it is compressed once more
		line("<IfModule mod_headers.c>\nHeader always set Content-Encoding %s\nHeader append Vary Accept-Encoding\n</IfModule>", way.name)
		line("</FilesMatch>")
		for _, t := range append(mediaTypes, mediaType{"html", "text/html; charset=utf-8"}, mediaType{"css", "text/css; charset=utf-8"}, mediaType{"xml", "application/xml"}, mediaType{"txt", "text/plain; charset=utf-8"}) {
			line("<FilesMatch \"\\.%s\\.%s$\">\nForceType \"%s\"\n</FilesMatch>", t.Ending, way.ending, t.Type)
		}
		line("<IfModule mod_headers.c>\n<FilesMatch \"\\.[0-9a-f]{8,16}\\.[a-z0-9]+\\.%s$\">\nHeader always set Cache-Control \"%s\"\n</FilesMatch>\n<FilesMatch \"\\.svg\\.%s$\">\nHeader always set Content-Security-Policy \"%s\"\n</FilesMatch>\n<Files \"worker.js.%s\">\nHeader always set Cache-Control \"%s\"\n</Files>\n</IfModule>",
			way.ending, forever, way.ending, drawing, way.ending, never)
	}
}
