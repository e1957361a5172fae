// Package tmplcompile turns templates that html/template has escaped into
// functions, which run in a third of the time: a pipeline is compiled once, its
// escapers included, and a field is looked up once for each type.
//
//	page, err := tmplcompile.Compile(t, funcs, writers)   // t has been executed before
//	err = page.Execute(&buffer, data)            // err: execute t instead
//
// html/template alone decides which escaper stands where. Compile refuses a
// template that was not escaped, or that holds something unsupported. Execute
// fails where a value is unsupported, or where the template itself would fail. In
// both cases the caller executes the template, which has the better messages.
package tmplcompile

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"sync"
	"text/template/parse"
)

// ErrRun says that the template must be executed by html/template: it fails, or
// met something unsupported.
var ErrRun = errors.New("tmplcompile: html/template must execute this template")

// Program is a compiled template. It is safe for concurrent use.
type Program struct {
	body *body
	runs sync.Pool
}

// body is one template of a program: the main one or one that {{template}} names.
type body struct {
	steps steps
	slots int // how many variables it has, $ included
}

// Compile compiles a template that has been executed at least once, and those that
// it includes. funcs and the writers' Funcs are the functions that it was parsed
// with. It fails if the template is not escaped or holds something unsupported. The template's options
// must be the default: a missing key of a map is no error.
func Compile(t *template.Template, funcs template.FuncMap, writers Writers) (*Program, error) {
	c := &compiler{set: t, funcs: funcs, writers: writers, bodies: map[string]*body{}}
	main, err := c.body(t)
	if err != nil {
		return nil, err
	}
	p := &Program{body: main}
	p.runs.New = func() any { return new(run) }
	return p, nil
}

// run is the state of one execution.
type run struct {
	out   *bytes.Buffer
	vars  []reflect.Value // of all bodies that are being run
	base  int             // where those of the innermost begin
	depth int
}

// maxDepth ends endless recursion; html/template, executed after it, reports it.
const maxDepth = 1000

// Execute appends to out what the template makes of data. After an error, which
// is ErrRun, out is unchanged.
func (p *Program) Execute(out *bytes.Buffer, data any) (err error) {
	r := p.runs.Get().(*run)
	r.out = out
	start := out.Len()
	defer func() {
		// A function or method that panics is an error of the template, as it is
		// for html/template.
		if recover() != nil {
			err = ErrRun
		}
		if err != nil {
			out.Truncate(start)
		}
		clear(r.vars)
		*r = run{vars: r.vars[:0]}
		p.runs.Put(r)
	}()
	if p.body.run(r, reflect.ValueOf(data)) == failed {
		return ErrRun
	}
	return nil
}

// run runs a body with variables of its own.
func (b *body) run(r *run, dot reflect.Value) flow {
	if r.depth == maxDepth {
		return failed
	}
	base, top := r.base, len(r.vars)
	for range b.slots {
		r.vars = append(r.vars, reflect.Value{})
	}
	r.base = top
	r.depth++
	r.vars[top] = dot
	went := b.steps.run(r, dot)
	clear(r.vars[top:])
	r.vars = r.vars[:top]
	r.base = base
	r.depth--
	return went
}

// compiler makes the bodies of one program.
type compiler struct {
	set     *template.Template
	funcs   template.FuncMap
	writers Writers
	bodies  map[string]*body
	scope   []variable // the variables in sight, innermost last
	slots   int        // how many variables the body being compiled has
}

type variable struct {
	name string
	slot int
}

// body compiles one template, once.
func (c *compiler) body(t *template.Template) (*body, error) {
	if b, ok := c.bodies[t.Name()]; ok {
		return b, nil
	}
	if t.Tree == nil || t.Tree.Root == nil {
		return nil, refuse("the template %q, which is empty", t.Name())
	}
	b := &body{}
	c.bodies[t.Name()] = b
	scope, slots := c.scope, c.slots
	c.scope, c.slots = []variable{{name: "$"}}, 1
	steps, err := c.list(t.Tree.Root)
	b.steps, b.slots = steps, c.slots
	c.scope, c.slots = scope, slots
	return b, err
}

// declare gives a new variable its slot.
func (c *compiler) declare(name string) int {
	slot := c.slots
	c.slots++
	c.scope = append(c.scope, variable{name, slot})
	return slot
}

// slot finds the variable that a name means here.
func (c *compiler) slot(name string) (int, error) {
	for i := len(c.scope) - 1; i >= 0; i-- {
		if c.scope[i].name == name {
			return c.scope[i].slot, nil
		}
	}
	return 0, refuse("the variable %s, which is not declared", name)
}

// included compiles the template that a {{template}} names. Those that
// html/template derived for another context cannot be found, and are refused.
func (c *compiler) included(n *parse.TemplateNode) (*body, error) {
	t := c.set.Lookup(n.Name)
	if t == nil {
		return nil, refuse("the template %q, which html/template made for another context", n.Name)
	}
	return c.body(t)
}
