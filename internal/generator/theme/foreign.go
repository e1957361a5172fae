package theme

import (
	"strings"
	"text/template/parse"
)

// Functions of templates that give HTML instead of text: the same words, marked
// with the language that they are in where it is not the reader's. A FuncMap
// has them when the strings of its language are not complete.
const (
	MarkedString = "tMarked"
	MarkedDate   = "dateMarked"
)

// marking replaces t and date where a template writes them between tags. In an
// attribute, a title or a field there is no room for a mark.
func marking(tree *parse.Tree) {
	if tree == nil || tree.Root == nil {
		return
	}
	(&marker{}).list(tree.Root)
}

// marker follows the HTML of a template, as far as it has to know whether a
// place is between tags.
type marker struct {
	tag   bool   // inside of <…>
	quote byte   // of the attribute value that is open, else 0
	name  string // of the tag that is open, as far as it was read
	plain string // the element whose content is text alone, else ""
}

// plainElements hold text and no elements.
const plainElements = " title textarea script style option "

func (m *marker) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, node := range l.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			m.text(n.Text)
		case *parse.ActionNode:
			m.action(n)
		case *parse.IfNode:
			m.branch(&n.BranchNode)
		case *parse.WithNode:
			m.branch(&n.BranchNode)
		case *parse.RangeNode:
			m.branch(&n.BranchNode)
		}
	}
}

// branch follows both ways; html/template makes sure that they end in the same place.
func (m *marker) branch(b *parse.BranchNode) {
	other := *m
	m.list(b.List)
	other.list(b.ElseList)
}

func (m *marker) action(n *parse.ActionNode) {
	if m.tag || m.plain != "" || len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 {
		return
	}
	name, ok := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok {
		return
	}
	switch name.Ident {
	case "t":
		name.Ident = MarkedString
	case "date":
		name.Ident = MarkedDate
	}
}

func (m *marker) text(text []byte) {
	for i, c := range text {
		switch {
		case m.quote != 0:
			if c == m.quote {
				m.quote = 0
			}
		case m.tag:
			m.within(c)
		case c == '<' && (m.plain == "" || strings.HasPrefix(string(text[i:]), "</"+m.plain)):
			m.tag, m.name = true, ""
		}
	}
}

// within takes a character of a tag.
func (m *marker) within(c byte) {
	switch {
	case c == '>':
		m.tag, m.plain = false, ""
		if name, _, _ := strings.Cut(m.name, " "); name != "" && strings.Contains(plainElements, " "+name+" ") {
			m.plain = name
		}
	case (c == '"' || c == '\'') && strings.HasSuffix(m.name, " "):
		m.quote = c
	case c == ' ' || c == '\n' || c == '\t':
		if !strings.HasSuffix(m.name, " ") {
			m.name += " "
		}
	case !strings.HasSuffix(m.name, " "):
		m.name += strings.ToLower(string(c))
	}
}
