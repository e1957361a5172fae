package site

import (
	"path"
	"strings"

	"loa/internal/base/problem"
)

// Redirect leads from an old address to a page.
type Redirect struct {
	From       string // as the author wrote it, without the leading slash
	To         *Page
	ServerOnly bool // no static host can serve it
	at         problem.Place
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
		for i, alias := range p.Entry.Aliases {
			from := strings.TrimPrefix(alias, "/")
			if !strings.HasPrefix(alias, "/") || from == "" || path.Clean(from) != strings.TrimSuffix(from, "/") || strings.HasPrefix(from, "../") || strings.ContainsAny(alias, "\\#\n") {
				b.report(problem.AliasForm, p.Entry.Place("aliases", i), problem.Args{"value": alias})
				continue
			}
			r := Redirect{From: from, To: p, ServerOnly: isServerOnly(from), at: p.Entry.Place("aliases", i)}
			if r.ServerOnly {
				b.report(problem.AliasServerOnly, r.at, problem.Args{"value": alias})
			}
			e.Moved = append(e.Moved, r)
		}
	}
}
