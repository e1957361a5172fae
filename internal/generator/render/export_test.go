package render

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"time"

	"loa/internal/generator/site"
	"loa/internal/generator/theme"
)

// WithoutFragments makes a renderer, not used yet, run every part every time.
func WithoutFragments(r *Renderer) *Renderer {
	if r.depths != nil {
		at := r.depths.at
		r.depths.at = func(depth int) *Renderer { return WithoutFragments(at(depth)) }
	}
	for _, e := range r.editions {
		e.fragments.off = true
	}
	return r
}

// OneFileWithoutFragments is OneFile by such a renderer.
func OneFileWithoutFragments(s *site.Site, t *theme.Theme, files *Files, leaf SinglePages) (SingleFile, error) {
	r, c := newSingle(s, t, files, leaf)
	return WithoutFragments(r).oneFile(c)
}

// EveryField is the templates of a theme that writes every field, and every
// method without arguments, of all views: a part for each type, and layouts and
// directives that begin with the view that they are given. What it writes is not
// HTML that anybody would read.
func EveryField(layouts, directives []string) map[string]string {
	w := &fieldWriter{files: map[string]string{}}
	w.part(reflect.TypeFor[*Page]())
	w.part(reflect.TypeFor[*Single]())
	w.part(reflect.TypeFor[*Directive]())
	w.part(reflect.TypeFor[time.Time]())
	w.files["parts/also.html"] = `{{range .}}{{part "v-Time" .}}{{end}}`
	w.files["parts/date.html"] = w.files["parts/v-Date.html"]
	w.files["layouts/base.html"] = `<!doctype html><html><body>{{template "main" .}}</body></html>`
	for _, name := range layouts {
		w.files["layouts/"+name+".html"] = `{{part "v-Page" .}}`
	}
	w.files["layouts/single.html"] = `<!doctype html><html><body>{{part "v-Single" .}}</body></html>`
	for _, name := range directives {
		w.files["directives/"+name+".html"] = `{{part "v-Directive" .}}`
	}
	return w.files
}

// fieldWriter makes a part for each type of view. A field whose type is being
// written already would go on for ever: it is left out.
type fieldWriter struct {
	files map[string]string
	open  []reflect.Type
}

var (
	timeOf = reflect.TypeFor[time.Time]()
	lists  = []reflect.Type{reflect.TypeFor[[]*Card](), reflect.TypeFor[[]Link](), reflect.TypeFor[[]Term](), reflect.TypeFor[[]*Date](), reflect.TypeFor[[]Source]()}
)

// part writes the part of a type and returns its name.
func (w *fieldWriter) part(typ reflect.Type) string {
	of := typ
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	name := "v-" + of.Name()
	file := "parts/" + name + ".html"
	if _, done := w.files[file]; done {
		return name
	}
	if of == timeOf {
		w.files[file] = `{{date . "weekday"}} {{date . "long"}} {{date . "iso"}} {{date . "time"}} {{date . "lunar"}}`
		return name
	}
	w.open = append(w.open, of)
	var b strings.Builder
	fmt.Fprintf(&b, "<dl>%s", of.Name())
	for i := range of.NumField() {
		if f := of.Field(i); f.IsExported() {
			w.member(&b, f.Name, f.Type)
		}
	}
	pointer := reflect.PointerTo(of)
	for i := range pointer.NumMethod() {
		if m := pointer.Method(i); m.Type.NumIn() == 1 && m.Type.NumOut() > 0 {
			w.member(&b, m.Name, m.Type.Out(0))
		}
	}
	b.WriteString("</dl>\n")
	w.open = w.open[:len(w.open)-1]
	w.files[file] = b.String()
	return name
}

func (w *fieldWriter) member(b *strings.Builder, name string, typ reflect.Type) {
	fmt.Fprintf(b, "<dt>%s<dd>%s", name, w.value("."+name, typ))
}

// value writes what an expression of a type gives.
func (w *fieldWriter) value(expression string, typ reflect.Type) string {
	for _, list := range lists {
		if typ == list && !w.isOpen(typ.Elem()) {
			return fmt.Sprintf("{{parts %q %s}}", w.part(typ.Elem()), expression)
		}
	}
	switch {
	case typ == reflect.TypeFor[template.HTML](), typ == reflect.TypeFor[template.URL]():
		return "{{" + expression + "}}"
	case typ.Kind() == reflect.String:
		w.files["parts/v-string.html"] = "<i>{{.}}</i>"
		return `{{part "v-string" ` + expression + "}}"
	case typ.Kind() == reflect.Slice && w.isOpen(typ.Elem()):
		return "{{len " + expression + "}}"
	case typ.Kind() == reflect.Slice:
		return "{{range " + expression + "}}" + w.value(".", typ.Elem()) + "{{end}}"
	case typ.Kind() == reflect.Pointer && w.isOpen(typ), typ.Kind() == reflect.Struct && w.isOpen(typ):
		return "{{if " + expression + "}}again{{end}}"
	case typ.Kind() == reflect.Pointer && typ.Elem().Kind() == reflect.Struct:
		return fmt.Sprintf("{{with %s}}{{part %q .}}{{end}}", expression, w.part(typ))
	case typ.Kind() == reflect.Struct:
		return fmt.Sprintf("{{part %q %s}}", w.part(typ), expression)
	}
	return "{{" + expression + "}}"
}

func (w *fieldWriter) isOpen(typ reflect.Type) bool {
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	for _, open := range w.open {
		if open == typ {
			return true
		}
	}
	return false
}
