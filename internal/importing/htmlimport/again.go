package htmlimport

import (
	"strings"

	"golang.org/x/net/html"
)

// Programs that set formulas write each twice: as MathML for readers that read aloud, and as letters or a picture that
// are seen. The MathML is what is read here.

// shownAgain reports whether an element shows what a formula beside it says.
func shownAgain(n *html.Node) bool {
	if attr(n, "aria-hidden") != "true" && !fallback(n) {
		return false
	}
	return hasFormula(neighbour(n, -1)) || hasFormula(neighbour(n, 1))
}

// behindPicture reports whether an element is the formula of a picture behind it, which is shown in its place.
func behindPicture(n *html.Node) bool {
	return fallback(neighbour(n, 1)) && hasFormula(n)
}

// fallback reports whether an element is a picture of a formula.
func fallback(n *html.Node) bool {
	return n != nil && n.Data == "img" && strings.Contains(attr(n, "class"), "math")
}

func hasFormula(n *html.Node) bool {
	return n != nil && (n.Data == "math" || element(n, "math") != nil)
}

// neighbour is the element before (-1) or behind (1) another, with nothing but blanks between them; nil for none.
func neighbour(n *html.Node, step int) *html.Node {
	next := func(n *html.Node) *html.Node {
		if step < 0 {
			return n.PrevSibling
		}
		return n.NextSibling
	}
	for c := next(n); c != nil; c = next(c) {
		if c.Type == html.ElementNode {
			return c
		}
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return nil
		}
	}
	return nil
}
