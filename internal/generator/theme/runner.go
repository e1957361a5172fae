package theme

import (
	"bytes"
	"html/template"
	"sync"
	"sync/atomic"

	"loa/internal/generator/tmplcompile"
)

// runner runs one template: the first time html/template does, which escapes it,
// and from then on its program, if it has one. What goes wrong in a program
// html/template runs again, and says it. A template is parsed when it is needed,
// and forgotten when there is a program: the trees of a theme are a good part of
// what a build remembers.
type runner struct {
	name     string // "layouts/article.html" and so on
	parse    func() *template.Template
	funcs    template.FuncMap
	writers  tmplcompile.Writers
	theme    *Theme
	once     sync.Once
	compiled atomic.Pointer[tmplcompile.Program]

	lock sync.Mutex
	of   *template.Template
}

// template is the template itself.
func (r *runner) template() *template.Template {
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.of == nil {
		r.of = r.parse()
	}
	return r.of
}

// compile makes the program of a template that has been executed.
func (r *runner) compile(of *template.Template) {
	p, err := tmplcompile.Compile(of, r.funcs, r.writers)
	if err != nil {
		return
	}
	r.compiled.Store(p)
	r.lock.Lock()
	defer r.lock.Unlock()
	r.of = nil
}

func (r *runner) run(out *bytes.Buffer, data any) error {
	if p := r.compiled.Load(); p != nil && r.theme.Twice == nil && p.Execute(out, data) == nil {
		return nil
	}
	start := out.Len()
	of := r.template()
	if err := of.Execute(out, data); err != nil {
		return err
	}
	r.once.Do(func() { r.compile(of) })
	if r.theme.Twice != nil {
		r.compare(out.Bytes()[start:], data)
	}
	return nil
}

// compare tells a test what the program makes of the same.
func (r *runner) compare(oracle []byte, data any) {
	var out bytes.Buffer
	if p := r.compiled.Load(); p == nil {
		out.WriteString("not compiled")
	} else if err := p.Execute(&out, data); err != nil {
		out.WriteString(err.Error())
	}
	r.theme.Twice(r.name, out.Bytes(), oracle)
}
