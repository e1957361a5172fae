package odt

import (
	"strconv"
	"strings"
)

// styles are the styles of a document, by family and name.
type styles struct {
	text, paragraph map[string]*node
	lists           map[string][]*node // the levels of a list style
	outline         []*node
	fonts           map[string]string
}

func readStyles(trees ...*node) styles {
	s := styles{text: map[string]*node{}, paragraph: map[string]*node{}, lists: map[string][]*node{}, fonts: map[string]string{}}
	for _, tree := range trees {
		for _, f := range tree.All("font-face") {
			s.fonts[f.Attr("name")] = strings.Trim(f.Attr("font-family"), "'")
		}
		for _, n := range tree.All("style") {
			switch n.Attr("family") {
			case "text":
				s.text[n.Attr("name")] = n
			case "paragraph":
				s.paragraph[n.Attr("name")] = n
			}
		}
		for _, n := range tree.All("list-style") {
			s.lists[n.Attr("name")] = n.Children
		}
		if outline := tree.Child("styles", "outline-style"); outline != nil {
			s.outline = outline.Children
		}
	}
	return s
}

// deepestStyle is how many styles may build on each other.
const deepestStyle = 20

// chain goes through a style and those that it builds on.
func chain(of map[string]*node, name string, visit func(*node) bool) {
	for range deepestStyle {
		n := of[name]
		if n == nil || visit(n) {
			return
		}
		name = n.Attr("parent-style-name")
	}
}

// is reports whether a paragraph has the style of a name, or one that builds on it.
func (s styles) is(style, name string) bool {
	found := style == name
	chain(s.paragraph, style, func(n *node) bool {
		found = found || n.Attr("name") == name
		return found
	})
	return found
}

// properties are what styles make of text.
type properties struct {
	bold, italic, strike, hidden bool
	raised, font                 string
}

// legacy reports whether the font is one that shows Latin letters as those of Vietnam.
func (p properties) legacy() bool {
	name := strings.ToLower(p.font)
	return strings.HasPrefix(name, ".vn") || strings.HasPrefix(name, "vni")
}

// of finds the properties of a look: those of the innermost style that says anything.
func (s styles) of(l look) properties {
	var p properties
	seen := map[string]bool{}
	apply := func(n *node, bold bool) bool {
		t := n.Child("text-properties")
		once := func(name string, set func(value string)) {
			if value := t.Attr(name); value != "" && !seen[name] {
				seen[name] = true
				set(value)
			}
		}
		if bold {
			once("font-weight", func(v string) { p.bold = isBold(v) })
			once("font-style", func(v string) { p.italic = v == "italic" || v == "oblique" })
		}
		once("text-line-through-style", func(v string) { p.strike = v != "none" })
		once("text-line-through-type", func(v string) { p.strike = v != "none" })
		once("display", func(v string) { p.hidden = v == "none" })
		once("text-position", func(v string) { p.raised = position(v) })
		once("font-name", func(v string) { p.font = v; seen["font-family"] = true })
		once("font-family", func(v string) { p.font = strings.Trim(v, "'"); seen["font-name"] = true })
		return false
	}
	for i := len(l.spans) - 1; i >= 0; i-- {
		chain(s.text, l.spans[i], func(n *node) bool { return apply(n, true) })
	}
	chain(s.paragraph, l.paragraph, func(n *node) bool {
		return apply(n, !l.heading && n.Attr("name") != "Title" && n.Attr("name") != "Subtitle")
	})
	if family := s.fonts[p.font]; family != "" {
		p.font = family
	}
	return p
}

func isBold(weight string) bool {
	number, err := strconv.Atoi(weight)
	return weight == "bold" || err == nil && number >= 600
}

// position is the element for text above or below the line: “super 58%”, “-33% 58%”.
func position(value string) string {
	where, _, _ := strings.Cut(value, " ")
	switch {
	case where == "sub", strings.HasPrefix(where, "-"):
		return "sub"
	case where == "super", strings.Trim(where, "0%") != "":
		return "sup"
	}
	return ""
}
