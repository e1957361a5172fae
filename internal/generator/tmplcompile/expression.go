package tmplcompile

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// expr finds a value; false leaves the template to html/template.
type expr func(r *run, dot reflect.Value) (reflect.Value, bool)

// textExpr is an expr whose value is a text: it need not be boxed.
type textExpr func(r *run, dot reflect.Value) (string, kind, bool)

// operand is a compiled expression.
type operand struct {
	eval     expr
	text     textExpr      // the same, if its value is always a text
	write    step          // writes the value where it stands, if it is a writer's
	constant reflect.Value // the value, if it is always the same
	node     parse.Node    // the constant as it is written, nil among them
}

func constant(n parse.Node, v reflect.Value) operand {
	return operand{eval: func(*run, reflect.Value) (reflect.Value, bool) { return v, true }, constant: v, node: n}
}

// pipe compiles a pipeline with its declarations.
func (c *compiler) pipe(p *parse.PipeNode) (expr, error) {
	o, err := c.commands(p.Cmds)
	if err != nil {
		return nil, err
	}
	if len(p.Decl) == 0 {
		return o.eval, nil
	}
	var slots []int
	for _, name := range p.Decl {
		if !p.IsAssign {
			slots = append(slots, c.declare(name.Ident[0]))
			continue
		}
		slot, err := c.slot(name.Ident[0])
		if err != nil {
			return nil, err
		}
		slots = append(slots, slot)
	}
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		v, ok := o.eval(r, dot)
		for _, slot := range slots {
			r.vars[r.base+slot] = v
		}
		return v, ok
	}, nil
}

// commands compiles what a pipeline hands from one command to the next.
func (c *compiler) commands(list []*parse.CommandNode) (operand, error) {
	var o operand
	for i, command := range list {
		var final *operand
		if i > 0 {
			before := o
			final = &before
		}
		var err error
		if o, err = c.command(command, final); err != nil {
			return o, err
		}
		o.node = nil // a constant that went through a pipeline is a value
		if !o.constant.IsValid() {
			o.eval = opened(o.eval)
		}
	}
	return o, nil
}

// opened gives what an empty interface holds, as pipelines do.
func opened(e expr) expr {
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		v, ok := e(r, dot)
		if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
			v = v.Elem()
		}
		return v, ok
	}
}

// command compiles one command. final is what the pipeline hands to it.
func (c *compiler) command(n *parse.CommandNode, final *operand) (operand, error) {
	if word, ok := n.Args[0].(*parse.IdentifierNode); ok && final != nil && (word.Ident == "and" || word.Ident == "or") {
		return operand{}, refuse("%s after a pipe: its last argument is worked out first", word)
	}
	args, err := c.arguments(n.Args[1:], final)
	if err != nil {
		return operand{}, err
	}
	return c.term(n.Args[0], args)
}

func (c *compiler) arguments(nodes []parse.Node, final *operand) ([]operand, error) {
	var args []operand
	for _, n := range nodes {
		arg, err := c.term(n, nil)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	if final != nil {
		args = append(args, *final)
	}
	return args, nil
}

// term compiles the first word of a command, or an argument.
func (c *compiler) term(n parse.Node, args []operand) (operand, error) {
	switch n := n.(type) {
	case *parse.FieldNode:
		return c.fields(dotItself, n.Ident, args), nil
	case *parse.ChainNode:
		from, err := c.term(n.Node, nil)
		if err != nil {
			return operand{}, err
		}
		return c.fields(from, n.Field, args), nil
	case *parse.VariableNode:
		slot, err := c.slot(n.Ident[0])
		if err != nil {
			return operand{}, err
		}
		from := operand{eval: func(r *run, _ reflect.Value) (reflect.Value, bool) { return r.vars[r.base+slot], true }}
		if len(n.Ident) > 1 {
			return c.fields(from, n.Ident[1:], args), nil
		}
		return from, withoutArguments(n, args)
	case *parse.IdentifierNode:
		return c.function(n.Ident, args)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			return operand{}, refuse("a declaration within %s", n)
		}
		o, err := c.commands(n.Cmds)
		if err == nil {
			err = withoutArguments(n, args)
		}
		return o, err
	case *parse.DotNode:
		return dotItself, withoutArguments(n, args)
	}
	return literal(n, args)
}

var dotItself = operand{eval: func(_ *run, dot reflect.Value) (reflect.Value, bool) { return dot, true }}

func withoutArguments(n parse.Node, args []operand) error {
	if len(args) > 0 {
		return refuse("%s with an argument", n)
	}
	return nil
}

// literal compiles a constant; as what a number counts where nothing says it.
func literal(n parse.Node, args []operand) (operand, error) {
	if err := withoutArguments(n, args); err != nil {
		return operand{}, err
	}
	switch n := n.(type) {
	case *parse.StringNode:
		return constant(n, reflect.ValueOf(n.Text)), nil
	case *parse.BoolNode:
		return constant(n, reflect.ValueOf(n.True)), nil
	case *parse.NilNode:
		return constant(n, reflect.Value{}), nil
	case *parse.NumberNode:
		switch {
		case n.IsComplex || strings.HasPrefix(n.Text, "'"):
		case n.IsInt && !strings.ContainsAny(n.Text, ".eEpPxX"):
			return constant(n, reflect.ValueOf(int(n.Int64))), nil
		case n.IsFloat && strings.Contains(n.Text, ".") && !strings.ContainsAny(n.Text, "xX"):
			return constant(n, reflect.ValueOf(n.Float64)), nil
		}
	}
	return operand{}, refuse("the constant %s", n)
}
