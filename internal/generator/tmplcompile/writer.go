package tmplcompile

import (
	"bytes"
	"html/template"
	"reflect"
	"sync"
)

// Writer is a function of templates, called as {{part "name" Value}}, whose result
// is markup. A program lets it write where its call stands; html/template, which
// knows no such functions, is given its Func.
type Writer func(out *bytes.Buffer, name string, data any) error

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// HTML is what w writes.
func (w Writer) HTML(name string, data any) (template.HTML, error) {
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	err := w(out, name, data)
	return template.HTML(out.String()), err
}

// Writers are the functions of a theme that write, by name.
type Writers map[string]Writer

// Funcs are the writers as html/template calls them.
func (ws Writers) Funcs() template.FuncMap {
	funcs := template.FuncMap{}
	for name, w := range ws {
		funcs[name] = w.HTML
	}
	return funcs
}

// written compiles the call of a writer.
func (w Writer) written(args []operand) operand {
	o := ofText(func(r *run, dot reflect.Value) (string, kind, bool) {
		name, x, ok := arguments(r, dot, args)
		if !ok {
			return "", plain, false
		}
		s, err := w.HTML(name, x)
		return string(s), markup, err == nil
	})
	o.write = func(r *run, dot reflect.Value) flow {
		name, x, ok := arguments(r, dot, args)
		if !ok || w(r.out, name, x) != nil {
			return failed
		}
		return next
	}
	return o
}

func arguments(r *run, dot reflect.Value, args []operand) (name string, x any, ok bool) {
	if name, ok = args[0].string(r, dot); !ok {
		return "", nil, false
	}
	x, ok = args[1].any(r, dot)
	return name, x, ok
}
