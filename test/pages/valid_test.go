package pages

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mayStayOpen are the elements whose end tag HTML lets an author leave out.
func mayStayOpen(tag string) bool {
	return slices.Contains([]string{"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "head", "body", "colgroup", "rt", "rp"}, tag)
}

func void(tag string) bool {
	return slices.Contains([]string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}, tag)
}

// tree finds what a parser had to mend: an element that is not closed, an end
// tag without its start, content that was moved to another place.
func tree(p page) []string {
	if bytes.Contains(p.text, []byte("ZgotmplZ")) {
		return []string{"a template refused a value"}
	}
	var found, open []string
	tokens := html.NewTokenizer(bytes.NewReader(p.text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		name, _ := tokens.TagName()
		tag := string(name)
		switch {
		case kind == html.StartTagToken && !void(tag):
			open = append(open, tag)
		case kind == html.EndTagToken:
			for len(open) > 0 && open[len(open)-1] != tag && mayStayOpen(open[len(open)-1]) {
				open = open[:len(open)-1]
			}
			if len(open) == 0 || open[len(open)-1] != tag {
				found = append(found, fmt.Sprintf("</%s> while %v is open", tag, open))
				return found
			}
			open = open[:len(open)-1]
		}
	}
	for _, tag := range open {
		if !mayStayOpen(tag) {
			found = append(found, "<"+tag+"> is not closed")
		}
	}
	return append(found, nesting(p)...)
}

// nesting finds elements where they may not stand.
func nesting(p page) []string {
	var found []string
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		interactive := n.DataAtom == atom.A || n.DataAtom == atom.Button || n.DataAtom == atom.Input || n.DataAtom == atom.Select || n.DataAtom == atom.Textarea || n.DataAtom == atom.Summary
		if interactive && within(n, atom.A, atom.Button) {
			found = append(found, "<"+n.Data+"> inside of something that is pressed")
		}
		if n.DataAtom == atom.Li && n.Parent.DataAtom != atom.Ul && n.Parent.DataAtom != atom.Ol {
			found = append(found, "<li> outside of a list")
		}
		if (n.DataAtom == atom.Ul || n.DataAtom == atom.Ol) && stranger(n, atom.Li) || n.DataAtom == atom.Dl && stranger(n, atom.Dt, atom.Dd, atom.Div) {
			found = append(found, "a stranger in <"+n.Data+">")
		}
		if within(n, atom.P) && slices.Contains([]atom.Atom{atom.Div, atom.Ul, atom.Ol, atom.P, atom.Figure, atom.Table, atom.Section, atom.H2}, n.DataAtom) {
			found = append(found, "a block inside of <p>: "+n.Data)
		}
		if n.DataAtom == atom.P && n.FirstChild == nil && len(n.Attr) == 0 { // one with attributes waits for a script
			found = append(found, "an empty <p>")
		}
	}
	return found
}

// stranger reports whether a node has element children other than those.
func stranger(n *html.Node, allowed ...atom.Atom) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && !slices.Contains(allowed, c.DataAtom) || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// ids are unique, and what refers to one finds it.
func ids(p page) []string {
	var found []string
	seen := map[string]bool{}
	for n := range p.root.Descendants() {
		if id, ok := attr(n, "id"); ok {
			if seen[id] || id == "" || strings.ContainsAny(id, " \t\n") {
				found = append(found, "id "+id)
			}
			seen[id] = true
		}
	}
	for n := range p.root.Descendants() {
		for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for"} {
			if value, ok := attr(n, key); ok {
				for _, id := range strings.Fields(value) {
					if !seen[id] {
						found = append(found, key+" "+id+" leads nowhere")
					}
				}
			}
		}
		if href, ok := attr(n, "href"); ok && len(href) > 1 && href[0] == '#' && !seen[href[1:]] {
			found = append(found, href+" leads nowhere")
		}
	}
	return found
}

// headings: one h1, before all others, and no level left out on the way down.
// The column beside or below the text (aside, footer, nav) begins anew at h2.
func headings(p page) []string {
	if bytes.Contains(p.text, []byte("http-equiv=refresh")) {
		return nil
	}
	var found []string
	count, last := 0, 0
	for n := range p.root.Descendants() {
		level := slices.Index([]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, n.DataAtom) + 1
		if level == 0 {
			continue
		}
		if level == 1 {
			count++
		}
		if level > last+1 {
			found = append(found, fmt.Sprintf("h%d after h%d: %s", level, last, text(n)))
		}
		if text(n) == "" {
			found = append(found, "an empty "+n.Data)
		}
		last = level
	}
	if count != 1 {
		found = append(found, fmt.Sprintf("%d h1", count))
	}
	return found
}

// inline finds what the content security policy would refuse.
func inline(p page) []string {
	var found []string
	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Style {
			found = append(found, "a style element")
		}
		if kind, _ := attr(n, "type"); n.DataAtom == atom.Script && kind != "application/ld+json" {
			if _, ok := attr(n, "src"); !ok || kind == "module" {
				found = append(found, "a script that is inline or a module")
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				found = append(found, n.Data+" "+a.Key)
			}
		}
	}
	if !bytes.Contains(p.text, []byte("default-src 'none'")) {
		found = append(found, "no content security policy")
	}
	return found
}

// pictures have a size, so that nothing jumps, and a text for who cannot see.
func pictures(p page) []string {
	var found []string
	for n := range p.root.Descendants() {
		if n.DataAtom != atom.Img {
			continue
		}
		for _, key := range []string{"src", "alt", "width", "height"} {
			if value, ok := attr(n, key); !ok || value == "" && key != "alt" {
				src, _ := attr(n, "src")
				found = append(found, src+" has no "+key)
			}
		}
	}
	return found
}

// names: the page says its language and its title, links and buttons have words.
func names(p page) []string {
	var found []string
	for n := range p.root.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			if lang, _ := attr(n, "lang"); lang == "" {
				found = append(found, "no language")
			}
		case atom.A, atom.Button, atom.Title, atom.Th:
			label, _ := attr(n, "aria-label")
			_, hidden := attr(n, "hidden") // until a script has words for it
			for up := n.Parent; up != nil && !hidden; up = up.Parent {
				_, hidden = attr(up, "hidden")
			}
			if n.Namespace == "" && text(n) == "" && label == "" && !hidden {
				href, _ := attr(n, "href")
				found = append(found, "an empty "+n.Data+" "+href)
			}
		}
	}
	return found
}
