package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tree says what a browser makes of HTML: elements, attributes in order of
// their names, text. White space counts as it shows: runs are one space, none
// at the edges of blocks.
func tree(t *testing.T, source string, drop ...func(*html.Node)) string {
	t.Helper()
	context := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), context)
	if err != nil {
		t.Fatal(err)
	}
	w := &treeWriter{edge: true, drop: drop}
	for _, n := range nodes {
		w.node(n)
	}
	return w.String()
}

type treeWriter struct {
	strings.Builder
	edge, pending, pre bool
	drop               []func(*html.Node)
}

func (w *treeWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.ElementNode:
		w.element(n)
	}
}

func (w *treeWriter) text(s string) {
	if w.pre {
		w.WriteString(s)
		return
	}
	for _, c := range s {
		if strings.ContainsRune(" \t\n\r\f", c) {
			w.pending = !w.edge
			continue
		}
		if w.pending {
			w.WriteByte(' ')
		}
		w.WriteRune(c)
		w.pending, w.edge = false, false
	}
}

func (w *treeWriter) element(n *html.Node) {
	for _, drop := range w.drop {
		drop(n)
	}
	inline := slices.Contains(strings.Fields("a em strong code del sup sub img input label span b i"), n.Data)
	if n.Data == "" {
		w.children(n)
		return
	}
	w.boundary(inline)
	fmt.Fprintf(w, "<%s", n.Data)
	slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	for _, a := range n.Attr {
		fmt.Fprintf(w, " %s=%q", a.Key, a.Val)
	}
	w.WriteByte('>')
	if n.Data == "img" || n.Data == "input" {
		w.edge = false
	}
	pre := w.pre
	w.pre = pre || n.Data == "pre"
	w.children(n)
	w.pre = pre
	w.boundary(inline)
	fmt.Fprintf(w, "</%s>", n.Data)
}

func (w *treeWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *treeWriter) boundary(inline bool) {
	if !inline {
		w.edge, w.pending = true, false
	}
}

// The changes that our dialect makes on purpose to what goldmark makes of the
// same text; undone before trees are compared.
func dropOurs(n *html.Node) {
	attr := func(name, only string) {
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name && (only == "" || a.Val == only) })
	}
	switch n.Data {
	case "h1":
		n.Data = "h2"
		fallthrough
	case "h2", "h3", "h4", "h5", "h6":
		attr("id", "")
	case "img":
		attr("loading", "lazy")
	case "th", "td":
		for i, a := range n.Attr {
			if a.Key == "style" || a.Key == "class" {
				n.Attr[i] = html.Attribute{Key: "align", Val: strings.TrimPrefix(a.Val, "text-align:")}
			}
		}
		attr("scope", "col")
		attr("align", "left")
	case "label":
		n.Data = ""
	case "div":
		if len(n.Attr) > 0 && n.Attr[0].Val == "table" {
			n.Data = ""
		}
	}
}
