package site

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/problem"
)

// Redirect leads from an old address to a page.
type Redirect struct {
	From       string // as the author wrote it, without the leading slash
	To         *Page
	ServerOnly bool // no static host can serve it
	at         func() problem.Place
}

// File is the file that carries the redirect on a static host.
func (r Redirect) File() string {
	if path.Ext(r.From) == ".html" || path.Ext(r.From) == ".htm" {
		return r.From
	}
	return strings.TrimSuffix(r.From, "/") + "/index.html"
}

func (b *builder) aliases(e *Edition) {
	for _, p := range e.Pages {
		if p.Entry == nil || p.Fallback {
			continue
		}
		place := p.Entry.Places()
		for i, alias := range p.Entry.Aliases {
			at := func() problem.Place { return place("aliases", i) }
			from := strings.TrimPrefix(alias, "/")
			if !IsOldAddress(alias) {
				b.report(problem.AliasForm, at(), problem.Args{"value": alias})
				continue
			}
			r := Redirect{From: from, To: p, ServerOnly: ServerOnly(from), at: at}
			if strings.EqualFold(r.File(), fileOf(p.Path)) {
				continue // the page is there itself
			}
			if r.ServerOnly {
				b.report(problem.AliasServerOnly, r.at(), problem.Args{"value": alias})
			}
			e.Moved = append(e.Moved, r)
		}
	}
}

// IsOldAddress reports whether an alias is a path of this site, for every server and
// browser that it may pass: some take percent signs out before they look at dots and
// slashes, some do so twice.
func IsOldAddress(alias string) bool {
	where, query, _ := strings.Cut(alias, "?")
	for range timesDecoded {
		from, rooted := strings.CutPrefix(where, "/")
		if !rooted || from == "" || path.Clean(from) != strings.TrimSuffix(from, "/") || strings.HasPrefix(from, "../") || strings.ContainsAny(from, "\\#?") {
			return false
		}
		decoded, err := url.PathUnescape(where)
		if err != nil || strings.Count(decoded, "/") != strings.Count(where, "/") {
			return false
		}
		where = decoded
	}
	return !strings.ContainsFunc(where+query, hidesItself) && utf8.ValidString(where)
}

// timesDecoded is how often an alias is looked at with its percent signs taken out.
const timesDecoded = 3

// hidesItself reports whether a sign is not seen, or turns the direction of others.
func hidesItself(r rune) bool { return !unicode.IsPrint(r) }
