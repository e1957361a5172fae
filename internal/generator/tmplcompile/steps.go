package tmplcompile

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

// flow is how a step ends.
type flow int

const (
	next   flow = iota
	leave       // {{break}}
	goOn        // {{continue}}
	failed      // html/template must run this template
)

// step does what one node of a template says.
type step func(r *run, dot reflect.Value) flow

type steps []step

func (list steps) run(r *run, dot reflect.Value) flow {
	for _, s := range list {
		if went := s(r, dot); went != next {
			return went
		}
	}
	return next
}

func refuse(format string, args ...any) error {
	return fmt.Errorf("tmplcompile: unsupported: "+format, args...)
}

// list compiles the nodes between two ends. What is written without looking at
// the data is joined.
func (c *compiler) list(l *parse.ListNode) (steps, error) {
	if l == nil {
		return nil, nil
	}
	defer func(n int) { c.scope = c.scope[:n] }(len(c.scope))
	var all steps
	var fixed strings.Builder
	flush := func() {
		if fixed.Len() > 0 {
			all = append(all, text(fixed.String()))
			fixed.Reset()
		}
	}
	for _, n := range l.Nodes {
		s, words, err := c.node(n)
		if err != nil {
			return nil, err
		}
		fixed.WriteString(words)
		if s != nil {
			flush()
			all = append(all, s)
		}
	}
	flush()
	return all, nil
}

func text(words string) step {
	return func(r *run, _ reflect.Value) flow {
		r.out.WriteString(words)
		return next
	}
}

// node compiles a node to a step or to words that are always the same.
func (c *compiler) node(n parse.Node) (s step, words string, err error) {
	switch n := n.(type) {
	case *parse.TextNode:
		return nil, string(n.Text), nil
	case *parse.CommentNode:
		return nil, "", nil
	case *parse.ActionNode:
		return c.action(n)
	case *parse.IfNode:
		s, err = c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		s, err = c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		s, err = c.loop(n)
	case *parse.TemplateNode:
		s, err = c.template(n)
	case *parse.BreakNode:
		s = func(*run, reflect.Value) flow { return leave }
	case *parse.ContinueNode:
		s = func(*run, reflect.Value) flow { return goOn }
	default:
		err = refuse("%s", n)
	}
	return s, "", err
}

// action compiles what is printed or kept in a variable.
func (c *compiler) action(n *parse.ActionNode) (step, string, error) {
	if len(n.Pipe.Decl) > 0 {
		pipe, err := c.pipe(n.Pipe)
		return func(r *run, dot reflect.Value) flow {
			if _, ok := pipe(r, dot); !ok {
				return failed
			}
			return next
		}, "", err
	}
	commands, escapers, err := escapersOf(n.Pipe)
	if err != nil {
		return nil, "", err
	}
	o, err := c.commands(commands)
	if err != nil {
		return nil, "", err
	}
	if o.constant.IsValid() {
		words, ok := escapers.constant(o.constant)
		if ok {
			return nil, words, nil
		}
	}
	if o.write != nil && escapers.markup() {
		return o.write, "", nil
	}
	if o.text != nil {
		return func(r *run, dot reflect.Value) flow {
			s, of, ok := o.text(r, dot)
			if !ok {
				return failed
			}
			return escapers.write(r.out, s, of)
		}, "", nil
	}
	return func(r *run, dot reflect.Value) flow {
		v, ok := o.eval(r, dot)
		if !ok {
			return failed
		}
		s, of := content(v)
		return escapers.write(r.out, s, of)
	}, "", nil
}

// branch compiles {{if}} and {{with}}.
func (c *compiler) branch(n *parse.BranchNode, with bool) (step, error) {
	defer func(n int) { c.scope = c.scope[:n] }(len(c.scope))
	pipe, err := c.pipe(n.Pipe)
	if err != nil {
		return nil, err
	}
	then, err := c.list(n.List)
	if err != nil {
		return nil, err
	}
	otherwise, err := c.list(n.ElseList)
	return func(r *run, dot reflect.Value) flow {
		v, ok := pipe(r, dot)
		if !ok {
			return failed
		}
		if !truth(v) {
			return otherwise.run(r, dot)
		}
		if with {
			dot = v
		}
		return then.run(r, dot)
	}, err
}

// template compiles {{template "name" pipeline}}. Its variables, if it declares
// any, stay in sight.
func (c *compiler) template(n *parse.TemplateNode) (step, error) {
	pipe := expr(func(*run, reflect.Value) (reflect.Value, bool) { return reflect.Value{}, true })
	if n.Pipe != nil {
		var err error
		if pipe, err = c.pipe(n.Pipe); err != nil {
			return nil, err
		}
	}
	b, err := c.included(n)
	return func(r *run, dot reflect.Value) flow {
		v, ok := pipe(r, dot)
		if !ok {
			return failed
		}
		return b.run(r, v)
	}, err
}
