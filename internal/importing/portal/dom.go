package portal

import (
	"hash/fnv"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// attr is the value of an attribute, "" if it is not there.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// silent are elements whose text no reader sees.
var silent = []string{"script", "style", "head", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "button"}

// unseen reports whether an element and all below it shows no words.
func unseen(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type == html.CommentNode
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return slices.Contains(silent, n.Data) || strings.Contains(style, "display:none") ||
		slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

// inline are elements within a line.
var inline = []string{"a", "b", "strong", "i", "em", "span", "font", "u", "sup", "sub", "ins", "s", "strike", "code", "mark", "small", "big", "label", "time", "abbr", "cite", "q", "var", "kbd", "img", "wbr", "nobr"}

func isBlock(n *html.Node) bool {
	return n.Type == html.ElementNode && !slices.Contains(inline, n.Data)
}

// squeezed is a text on one line, in composed form.
func squeezed(text string) string { return norm.NFC.String(strings.Join(strings.Fields(text), " ")) }

// textOf is what a reader sees of a node, on one line.
func textOf(n *html.Node) string {
	var out strings.Builder
	var read func(*html.Node)
	read = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
		case unseen(n):
		default:
			apart := isBlock(n)
			if apart {
				out.WriteByte(' ')
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				read(c)
			}
			if apart {
				out.WriteByte(' ')
			}
		}
	}
	read(n)
	return squeezed(out.String())
}

// holdsOnly reports whether a reader sees a text of a node and nothing else. It reads no further than it must: the
// elements around a line may hold the whole page.
func holdsOnly(n *html.Node, text string) bool {
	left := 4*len(text) + 64 // a letter that is written as several has so many bytes at most
	var short func(*html.Node) bool
	short = func(n *html.Node) bool {
		if n.Type == html.TextNode {
			left -= len(strings.TrimSpace(n.Data))
		}
		if left < 0 || unseen(n) {
			return left >= 0
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !short(c) {
				return false
			}
		}
		return true
	}
	return short(n) && textOf(n) == text
}

// part is a run of words between two ends of blocks.
type part struct {
	node  *html.Node // the first text of it
	text  string
	links int // bytes of the text that stand in links
}

// partsOf divides what a reader sees of a node into its blocks.
func partsOf(n *html.Node) []part {
	r := partReader{}
	r.read(n, false)
	r.flush()
	return r.parts
}

type partReader struct {
	parts []part
	text  strings.Builder
	first *html.Node
	links int
}

func (r *partReader) read(n *html.Node, linked bool) {
	switch {
	case n.Type == html.TextNode:
		if strings.TrimSpace(n.Data) != "" && r.first == nil {
			r.first = n
		}
		r.text.WriteString(n.Data)
		if linked {
			r.links += len(strings.TrimSpace(n.Data))
		}
		return
	case unseen(n):
		return
	}
	apart := isBlock(n)
	if apart {
		r.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c, linked || n.Data == "a")
	}
	if apart {
		r.flush()
	}
}

func (r *partReader) flush() {
	if text := squeezed(r.text.String()); text != "" {
		r.parts = append(r.parts, part{r.first, text, r.links})
	}
	r.text.Reset()
	r.first, r.links = nil, 0
}

// sum is a short name of a text.
func sum(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// find is the first element that fits, in the order of the page.
func find(n *html.Node, fits func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && fits(d) {
			return d
		}
	}
	return nil
}

func named(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

// names are an element's classes and its id, in small letters.
func names(n *html.Node) []string {
	return strings.Fields(strings.ToLower(attr(n, "class") + " " + attr(n, "id")))
}
