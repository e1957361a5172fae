package theme

import (
	"bytes"
	"html/template"
	"sync"
	"sync/atomic"

	"loa/internal/program"
)

// runner runs one template: the first time html/template does, which escapes it,
// and from then on its program, if it has one. What goes wrong in a program
// html/template runs again, and says it.
type runner struct {
	name     string // "layouts/article.html" and so on
	of       *template.Template
	funcs    template.FuncMap
	methods  []program.Known
	theme    *Theme
	once     sync.Once
	compiled atomic.Pointer[program.Program]
}

func (r *runner) run(out *bytes.Buffer, data any) error {
	if p := r.compiled.Load(); p != nil && r.theme.Twice == nil && p.Execute(out, data) == nil {
		return nil
	}
	start := out.Len()
	if err := r.of.Execute(out, data); err != nil {
		return err
	}
	r.once.Do(func() {
		if p, err := program.Compile(r.of, r.funcs, r.methods...); err == nil {
			r.compiled.Store(p)
		}
	})
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

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
