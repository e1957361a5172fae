package tmplcompile

import (
	"html/template"
	"reflect"
	"strings"
	"time"
)

var (
	stringType  = reflect.TypeFor[string]()
	intType     = reflect.TypeFor[int]()
	timeType    = reflect.TypeFor[time.Time]()
	zeroType    = reflect.TypeFor[interface{ IsZero() bool }]()
	errorType   = reflect.TypeFor[error]()
	reflectType = reflect.TypeFor[reflect.Value]()
)

// function compiles a call. Functions of the usual forms are called directly,
// others by reflection.
func (c *compiler) function(name string, args []operand) (operand, error) {
	if w, ok := c.writers[name]; ok && len(args) == 2 {
		return w.written(args), nil
	}
	fn, ok := c.funcs[name]
	switch {
	case !ok && strings.HasPrefix(name, "_"):
		return operand{}, refuse("the escaper %s before the end", name)
	case !ok:
		return builtin(name, args)
	}
	if o, ok := direct(fn, args); ok {
		return o, nil
	}
	f := reflect.ValueOf(fn)
	if f.Kind() != reflect.Func {
		return operand{}, refuse("%s, which is no function", name)
	}
	return operand{eval: func(r *run, dot reflect.Value) (reflect.Value, bool) { return reflected(r, dot, f, args) }}, nil
}

// ofText is an operand of what is a text.
func ofText(t textExpr) operand {
	return operand{text: t, eval: func(r *run, dot reflect.Value) (reflect.Value, bool) {
		s, of, ok := t(r, dot)
		if of == markup {
			return reflect.ValueOf(template.HTML(s)), ok
		}
		return reflect.ValueOf(s), ok
	}}
}

// reflected calls a function by reflection, with the checks of text/template.
func reflected(r *run, dot, fn reflect.Value, args []operand) (reflect.Value, bool) {
	typ := fn.Type()
	fixed := typ.NumIn()
	if typ.IsVariadic() {
		fixed--
	}
	if len(args) < fixed || len(args) > fixed && !typ.IsVariadic() || !gives(typ) {
		return reflect.Value{}, false
	}
	var values []reflect.Value
	for i, arg := range args {
		var want reflect.Type
		if i < fixed {
			want = typ.In(i)
		} else {
			want = typ.In(fixed).Elem()
		}
		v, ok := arg.as(r, dot, want)
		if !ok {
			return v, false
		}
		values = append(values, v)
	}
	results := fn.Call(values)
	if len(results) == 2 && !results[1].IsNil() {
		return reflect.Value{}, false
	}
	v := results[0]
	if v.Type() == reflectType {
		v = v.Interface().(reflect.Value)
	}
	return v, true
}

// gives reports whether templates may call a function: one result, or one and
// an error.
func gives(typ reflect.Type) bool {
	return typ.NumOut() == 1 || typ.NumOut() == 2 && typ.Out(1) == errorType
}
