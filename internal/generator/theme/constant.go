package theme

import (
	"html/template"
	"strconv"
	"text/template/parse"
)

// constants replaces calls whose arguments are all constant, such as
// {{t "read-more"}} and {{asset "style.css"}}, by what they give: a call costs a
// microsecond on every page. Escaping is left to the template, which sees a
// string either way. A call that fails stays, to fail where it is run.
func constants(tree *parse.Tree, funcs template.FuncMap) {
	if tree == nil || tree.Root == nil {
		return
	}
	f := folder{known: map[string]func([]any) (string, error){}}
	if t, ok := funcs["t"].(func(string, ...any) (string, error)); ok {
		f.known["t"] = func(args []any) (string, error) { return t(args[0].(string), args[1:]...) }
	}
	if asset, ok := funcs["asset"].(func(string) (string, error)); ok {
		f.known["asset"] = func(args []any) (string, error) { return asset(args[0].(string)) }
	}
	f.list(tree.Root)
}

type folder struct {
	known map[string]func([]any) (string, error)
}

func (f folder) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, node := range l.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			f.pipe(n.Pipe)
		case *parse.IfNode:
			f.branch(&n.BranchNode)
		case *parse.WithNode:
			f.branch(&n.BranchNode)
		case *parse.RangeNode:
			f.branch(&n.BranchNode)
		case *parse.TemplateNode:
			f.pipe(n.Pipe)
		}
	}
}

func (f folder) branch(b *parse.BranchNode) {
	f.pipe(b.Pipe)
	f.list(b.List)
	f.list(b.ElseList)
}

func (f folder) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for i, command := range p.Cmds {
		for _, arg := range command.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				f.pipe(inner)
			}
		}
		if i == 0 {
			f.command(command)
		}
	}
}

// command folds one call, if it is one.
func (f folder) command(c *parse.CommandNode) {
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || f.known[name.Ident] == nil || len(c.Args) < 2 {
		return
	}
	args := make([]any, 0, len(c.Args)-1)
	for _, arg := range c.Args[1:] {
		s, ok := arg.(*parse.StringNode)
		if !ok {
			return
		}
		args = append(args, s.Text)
	}
	if text, err := f.known[name.Ident](args); err == nil {
		c.Args = []parse.Node{&parse.StringNode{NodeType: parse.NodeString, Pos: name.Pos, Quoted: strconv.Quote(text), Text: text}}
	}
}
