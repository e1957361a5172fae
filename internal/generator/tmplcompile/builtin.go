package tmplcompile

import (
	"fmt"
	"html/template"
	"reflect"
)

var trueValue, falseValue = reflect.ValueOf(true), reflect.ValueOf(false)

func boolValue(b bool) reflect.Value {
	if b {
		return trueValue
	}
	return falseValue
}

// builtin compiles a call of one of text/template's own functions.
func builtin(name string, args []operand) (operand, error) {
	switch name {
	case "and", "or":
		if len(args) > 0 {
			return operand{eval: choose(args, name == "or")}, nil
		}
	case "not":
		if len(args) == 1 {
			return operand{eval: func(r *run, dot reflect.Value) (reflect.Value, bool) {
				v, ok := args[0].eval(r, dot)
				return boolValue(!truth(v)), ok
			}}, nil
		}
	case "len":
		if len(args) == 1 {
			return operand{eval: length(args[0])}, nil
		}
	case "index":
		if len(args) > 0 {
			return operand{eval: index(args)}, nil
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		if len(args) == 2 {
			return operand{eval: compare(comparisons[name], args[0], args[1])}, nil
		}
		if name == "eq" && len(args) > 2 {
			return operand{eval: equalAny(args)}, nil
		}
	case "print":
		o, _ := direct(fmt.Sprint, args)
		return o, nil
	case "println":
		o, _ := direct(fmt.Sprintln, args)
		return o, nil
	case "printf":
		f := func(format string, a ...any) (string, error) { return fmt.Sprintf(format, a...), nil }
		if o, ok := direct(f, args); ok {
			return o, nil
		}
	case "html":
		o, _ := direct(template.HTMLEscaper, args)
		return o, nil
	case "urlquery":
		o, _ := direct(template.URLQueryEscaper, args)
		return o, nil
	}
	return operand{}, refuse("%s with %d arguments", name, len(args))
}

// choose is and, or: the first argument that decides, else the last. What comes
// from a pipeline is worked out in any case.
func choose(args []operand, decides bool) expr {
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		var v reflect.Value
		for i := range args {
			var ok bool
			if v, ok = args[i].eval(r, dot); !ok || truth(v) == decides {
				return v, ok
			}
		}
		return v, true
	}
}

// truth is what {{if}} makes of a value.
func truth(v reflect.Value) bool {
	if v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Struct:
		return true
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0 // a negative zero is not true
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0
	}
	return !v.IsZero()
}

func length(of operand) expr {
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		v, ok := of.eval(r, dot)
		v, null := indirect(v)
		if !ok || null {
			return v, false
		}
		switch v.Kind() {
		case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
			return reflect.ValueOf(v.Len()), true
		}
		return v, false
	}
}

// index is index X 1 2: X[1][2].
func index(args []operand) expr {
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		v, ok := args[0].eval(r, dot)
		v = inside(v)
		if !ok || !v.IsValid() {
			return v, false
		}
		for i := range args[1:] {
			at, ok := args[i+1].eval(r, dot)
			if !ok {
				return v, false
			}
			if v, ok = element(v, inside(at)); !ok {
				return v, false
			}
		}
		return v, true
	}
}

// inside gives what an interface holds.
func inside(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

func element(v, at reflect.Value) (reflect.Value, bool) {
	v, null := indirect(v)
	if null {
		return v, false
	}
	switch v.Kind() {
	case reflect.Array, reflect.Slice, reflect.String:
		if !at.CanInt() || at.Int() < 0 || at.Int() >= int64(v.Len()) {
			return v, false
		}
		return v.Index(int(at.Int())), true
	case reflect.Map:
		key := v.Type().Key()
		if !at.IsValid() || !at.Type().AssignableTo(key) {
			return v, false // a nil, or another kind of integer: rare
		}
		if x := v.MapIndex(at); x.IsValid() {
			return x, true
		}
		return reflect.Zero(v.Type().Elem()), true
	}
	return v, false
}
