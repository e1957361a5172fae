package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"loa/internal/base/problem"
)

func (r *render) link(n *ast.Link) {
	at := r.find(n.Destination, n.Pos())
	target, ok := r.target(n.Destination, at)
	if !ok || target.Plain {
		r.lines(n)
		return
	}
	r.anchor(target, n.Title, at)
	r.lines(n)
	r.named(target)
	r.end("</a>")
}

// autoLink is <https://…>, <name@host> or a bare address.
func (r *render) autoLink(n *ast.AutoLink) {
	label := n.Label(r.source)
	dest := n.URL(r.source)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(dest)), "mailto:") {
		dest = append([]byte("mailto:"), dest...)
	}
	at := r.find(label, n.Pos())
	target, ok := r.resolve(string(dest), at)
	if !ok || target.Plain {
		r.literal(label)
		return
	}
	r.anchor(target, nil, at)
	r.literal(label)
	r.named(target)
	r.end("</a>")
}

// target resolves a destination as it stands in the source.
func (r *render) target(raw []byte, at span) (Link, bool) {
	if len(raw) == 0 && !r.m.trusted {
		r.report(problem.LinkEmpty, at, nil)
		return Link{}, false
	}
	return r.resolve(string(decode(raw)), at)
}

// resolve asks the host where a link leads, unless its scheme is refused.
func (r *render) resolve(dest string, at span) (Link, bool) {
	if !r.allowed(dest, at) {
		return Link{}, false
	}
	if r.in.Host == nil {
		return Link{URL: dest}, true
	}
	target := r.in.Host.Link(r.forward(dest, at))
	if target.Code != "" {
		r.report(target.Code, at, target.Args)
	}
	return target, true
}

// anchor writes <a …>.
func (r *render) anchor(target Link, title []byte, at span) {
	url := target.URL
	if strings.HasPrefix(url, "#") && len(url) > 1 && !target.Ready {
		url = "#" + r.in.IDPrefix + url[1:]
	}
	if strings.Contains(url, "#") {
		r.result.Anchors = append(r.result.Anchors, Anchor{URL: url, Offset: at.start, Length: at.stop - at.start})
	}
	r.tag("<a")
	r.attr("href", r.escapeURL(url))
	if target.Lang != "" {
		r.attr("hreflang", target.Lang)
	}
	if title != nil {
		r.attr("title", string(decode(title)))
	}
	r.buf = append(r.buf, '>')
}

// named tells before the tap that the target is in another language. It is no
// part of what the author wrote: neither contents, ids nor search have it.
func (r *render) named(target Link) {
	if target.Named == "" {
		return
	}
	r.buf = append(r.buf, ' ')
	r.tag("<small")
	r.attr("lang", target.Lang)
	r.buf = append(r.buf, ">("...)
	r.buf = append(r.buf, util.EscapeHTML([]byte(target.Named))...)
	r.buf = append(r.buf, ")</small>"...)
}

// encoded tells the bytes that an address must not hold as they are.
var encoded = func() (table [256]bool) {
	for c := range table {
		table[c] = c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>[\\]^{|}`", byte(c)) >= 0
	}
	return table
}()

// escapeURL percent-encodes what an address must not hold.
func (r *render) escapeURL(url string) string {
	for i := range len(url) {
		if encoded[url[i]] {
			return string(util.URLEscape([]byte(url), false))
		}
	}
	return url
}
