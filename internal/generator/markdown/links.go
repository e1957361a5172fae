package markdown

import (
	"strings"

	"github.com/yuin/goldmark/util"

	"loa/internal/base/problem"
)

// links finds where links lead and writes their tags.
type links struct{ *state }

// target resolves a destination as it stands in the source.
func (l *links) target(raw []byte, at span) (Link, bool) {
	if len(raw) == 0 && !l.m.trusted {
		l.report(problem.LinkEmpty, at, nil)
		return Link{}, false
	}
	return l.resolve(string(decode(raw)), at)
}

// resolve asks the host where a link leads, unless its scheme is refused.
func (l *links) resolve(dest string, at span) (Link, bool) {
	if !l.allowed(dest, at) {
		return Link{}, false
	}
	if l.in.Host == nil {
		return Link{URL: dest}, true
	}
	target := l.in.Host.Link(l.forward(dest, at))
	if target.Code != "" {
		l.report(target.Code, at, target.Args)
	}
	return target, true
}

// start writes <a …>.
func (l *links) start(target Link, title []byte, at span) {
	url := target.URL
	if strings.HasPrefix(url, "#") && len(url) > 1 && !target.Ready {
		url = "#" + l.in.IDPrefix + url[1:]
	}
	if strings.Contains(url, "#") {
		l.result.Anchors = append(l.result.Anchors, Anchor{URL: url, Offset: at.start, Length: at.stop - at.start})
	}
	l.out.tag("<a")
	l.out.attr("href", escapeURL(url))
	if target.Lang != "" {
		l.out.attr("hreflang", target.Lang)
	}
	if title != nil {
		l.out.attr("title", string(decode(title)))
	}
	l.out.put(">")
}

// end writes </a>, and before it the language of the target if it is another one. That
// is no part of what the author wrote: neither contents, ids nor search have it. The
// name is isolated, so that the brackets follow the direction of the text.
func (l *links) end(target Link) {
	if target.Named != "" {
		l.out.put(" ")
		l.out.tag("<small")
		l.out.put(">(")
		l.out.tag("<bdi")
		l.out.attr("lang", target.Lang)
		l.out.put(">" + string(util.EscapeHTML([]byte(target.Named))) + "</bdi>)</small>")
	}
	l.out.end("</a>")
}

// encoded tells the bytes that an address must not hold as they are.
var encoded = func() (table [256]bool) {
	for c := range table {
		table[c] = c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>[\\]^{|}`", byte(c)) >= 0
	}
	return table
}()

// escapeURL percent-encodes what an address must not hold.
func escapeURL(url string) string {
	for i := range len(url) {
		if encoded[url[i]] {
			return string(util.URLEscape([]byte(url), false))
		}
	}
	return url
}
