package test

import (
	"os"
	"reflect"
	"slices"
	"testing"
	"text/template/parse"
	"time"

	"loa/internal/generator/render"
)

// viewFlow follows values through the templates of the built-in theme: which type
// each part is given.
type viewFlow struct {
	t    *testing.T
	seen map[string][]reflect.Type // by file, from themes/loa
}

// partsOfTheProgram are the parts that the program runs itself, behind those of the
// theme: the other days of a date that a crowded list names once.
var partsOfTheProgram = map[string]struct {
	behind string
	given  reflect.Type
}{
	"parts/also.html": {"parts/date.html", reflect.TypeFor[[]time.Time]()},
}

// follow walks a template that is given a value of a type.
func (f *viewFlow) follow(file string, given reflect.Type) {
	if given == nil || slices.Contains(f.seen[file], given) {
		return
	}
	f.seen[file] = append(f.seen[file], given)
	for part, run := range partsOfTheProgram {
		if run.behind == file {
			f.follow(part, run.given)
		}
	}
	text, err := os.ReadFile("../themes/loa/" + file)
	if err != nil {
		f.t.Fatal(err)
	}
	tree := parse.New(file)
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(string(text), "", "", map[string]*parse.Tree{}); err != nil {
		f.t.Fatal(err)
	}
	scope := viewScope{f, given, map[string]reflect.Type{"$": given}}
	scope.list(tree.Root)
}

// viewScope is one place of a template: what . and the variables are there. The
// variables of a template keep one type each, so they are not taken back at an end.
type viewScope struct {
	flow *viewFlow
	dot  reflect.Type
	vars map[string]reflect.Type
}

func (s viewScope) list(nodes *parse.ListNode) {
	if nodes == nil {
		return
	}
	for _, n := range nodes.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			s.pipe(n.Pipe)
		case *parse.IfNode:
			s.branch(&n.BranchNode, func(reflect.Type) reflect.Type { return s.dot })
		case *parse.WithNode:
			s.branch(&n.BranchNode, func(t reflect.Type) reflect.Type { return t })
		case *parse.RangeNode:
			s.branch(&n.BranchNode, element)
		case *parse.TemplateNode:
			if given := s.pipe(n.Pipe); n.Name != "main" {
				s.flow.follow(n.Name, given)
			}
		}
	}
}

func (s viewScope) branch(n *parse.BranchNode, inside func(reflect.Type) reflect.Type) {
	inner := s
	inner.dot = inside(s.pipe(n.Pipe))
	if variables := n.Pipe.Decl; n.Type() == parse.NodeRange && len(variables) > 0 {
		s.vars[variables[len(variables)-1].Ident[0]] = inner.dot
	}
	inner.list(n.List)
	s.list(n.ElseList)
}

// pipe is the type that a pipeline gives; nil if it is not known.
func (s viewScope) pipe(p *parse.PipeNode) reflect.Type {
	if p == nil {
		return nil
	}
	var given reflect.Type
	for _, command := range p.Cmds {
		given = s.command(command)
	}
	for _, variable := range p.Decl {
		s.vars[variable.Ident[0]] = given
	}
	return given
}

func (s viewScope) command(c *parse.CommandNode) reflect.Type {
	name, isFunction := c.Args[0].(*parse.IdentifierNode)
	if !isFunction {
		return s.value(c.Args[0])
	}
	var given reflect.Type
	for _, argument := range c.Args[1:] {
		if t := s.value(argument); t != nil {
			given = t
		}
	}
	switch name.Ident {
	case "part", "parts":
		if called, ok := c.Args[1].(*parse.StringNode); ok {
			if name.Ident == "parts" {
				given = element(given)
			}
			s.flow.follow("parts/"+called.Text+".html", given)
		}
		return nil
	case "picture":
		return reflect.TypeFor[*render.Picture]()
	case "wordsIn":
		return reflect.TypeFor[*render.Language]()
	case "index":
		return element(given)
	case "and", "or":
		return given
	}
	return nil
}

func (s viewScope) value(n parse.Node) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return along(s.dot, n.Ident)
	case *parse.VariableNode:
		return along(s.vars[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return along(s.value(n.Node), n.Field)
	case *parse.PipeNode:
		return s.pipe(n)
	}
	return nil
}

// along follows fields and methods from a type.
func along(t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil {
			return nil
		}
		if t.Kind() == reflect.Struct {
			t = reflect.PointerTo(t)
		}
		if m, ok := t.MethodByName(name); ok {
			t = m.Type.Out(0)
			continue
		}
		if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
			return nil // a map, or any value
		}
		field, ok := t.Elem().FieldByName(name)
		if !ok {
			return nil
		}
		t = field.Type
	}
	return t
}

// element is what a list holds.
func element(t reflect.Type) reflect.Type {
	if t == nil || t.Kind() != reflect.Slice {
		return nil
	}
	return t.Elem()
}
