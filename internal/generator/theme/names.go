package theme

import (
	"maps"
	"path"
	"slices"
	"text/template/parse"
)

// mentions are the names that a template has: of fields and methods, and of the parts
// that it runs.
type mentions struct {
	names []string
	parts []string // paths such as "parts/card.html"
	any   bool     // it runs parts of which the names are not written in it
}

// read takes in a template's text.
func (m *mentions) read(node parse.Node) {
	switch n := node.(type) {
	case *parse.FieldNode:
		m.names = append(m.names, n.Ident...)
	case *parse.ChainNode:
		m.names = append(m.names, n.Field...)
	case *parse.VariableNode:
		m.names = append(m.names, n.Ident[1:]...)
	case *parse.TemplateNode:
		m.parts = append(m.parts, n.Name)
	case *parse.CommandNode:
		m.command(n)
	}
	for _, below := range nodesOf(node) {
		m.read(below)
	}
}

func (m *mentions) command(n *parse.CommandNode) {
	for i, arg := range n.Args {
		name, ok := arg.(*parse.IdentifierNode)
		if !ok || name.Ident != "part" && name.Ident != "parts" {
			continue
		}
		var part *parse.StringNode
		if i == 0 && len(n.Args) > 1 {
			part, _ = n.Args[1].(*parse.StringNode)
		}
		if part == nil {
			m.any = true
		} else {
			m.parts = append(m.parts, "parts/"+part.Text+".html")
		}
	}
}

// Names are the names of fields and methods that the templates of a layout have, with
// those of the parts that it runs and of the document around it. Nothing else of its
// view reaches a page.
func (t *Theme) Names(layout string) map[string]bool {
	names, seen := map[string]bool{}, map[string]bool{}
	var add func(file string)
	add = func(file string) {
		m, ok := t.mentions[file]
		if seen[file] || !ok {
			return
		}
		seen[file] = true
		for _, name := range m.names {
			names[name] = true
		}
		parts := m.parts
		if m.any {
			parts = slices.Collect(maps.Keys(t.mentions))
		}
		for _, part := range parts {
			if path.Dir(part) != "layouts" {
				add(part)
			}
		}
	}
	add("layouts/base.html")
	add("layouts/" + layout + ".html")
	return names
}
