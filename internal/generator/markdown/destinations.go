package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
)

// Destination is a place of a body that names a file or an address.
type Destination struct {
	Start, End int    // in the body: what stands there may be replaced, without brackets or quotes
	Value      string // entities and backslashes decoded
	Attr       bool   // the value of a directive's attribute, which need not name a file
}

// Destinations are where the links and pictures of a body lead, in the order of the text:
// those that stand in it, those of definitions, and the values of the attributes of
// directives. HTML that authors write is left out, and so is what stands in code.
func Destinations(body []byte) []Destination {
	places := linkPlaces{map[ast.Node]span{}, map[string]span{}}
	document, _ := parseWith(thorough, body, &places)
	var all []Destination
	add := func(at span, attr bool) {
		if !at.empty() {
			all = append(all, Destination{at.start, at.stop, string(decode(at.of(body))), attr})
		}
	}
	for n, at := range places.of {
		if !referenced(n) {
			add(at, false)
		}
	}
	for _, at := range places.defined {
		add(at, false)
	}
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // it returns the error of the function alone
		if d, ok := n.(*directive); ok && entering {
			for _, a := range d.head.attrs {
				add(a.value, true)
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(all, func(a, b Destination) int { return a.Start - b.Start })
	return all
}

// thorough reads the bodies whose destinations are asked for.
var thorough = newThoroughParser(false)

// referenced reports whether a link or a picture is named by a definition.
func referenced(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Link:
		return n.Reference != nil
	case *ast.Image:
		return n.Reference != nil
	}
	return false
}

// EscapeDestination writes a path so that it can stand as the destination of a link or
// in quotes.
func EscapeDestination(path string) string {
	var out []byte
	for i := range len(path) {
		switch c := path[i]; c {
		case ' ', '#', '?', '(', ')', '<', '>', '"', '\\', '[', ']', '%', '\'', '{', '}':
			out = append(out, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		default:
			out = append(out, c)
		}
	}
	return string(out)
}
