package tmplcompile

import (
	"reflect"
	"time"
)

// direct compiles the call of a function that gives a text, if it is of one of
// the forms below; another is called by reflection.
func direct(fn any, args []operand) (operand, bool) {
	var t textExpr
	switch n := len(args); f := fn.(type) {
	case func(string, ...any) (string, error):
		if n > 0 {
			t = textOfKey(f, args)
		}
	case func(time.Time, string) (string, error):
		if n == 2 {
			t = textOfTime(f, args)
		}
	case func(string) (string, error):
		if n == 1 {
			t = textOfName(f, args)
		}
	case func(any) string:
		if n == 1 {
			t = textOfAll(func(x ...any) string { return f(x[0]) }, args)
		}
	case func(...any) string:
		t = textOfAll(f, args)
	}
	return ofText(t), t != nil
}

// textOfKey is a call like t "key" "name" Value.
func textOfKey(f func(string, ...any) (string, error), args []operand) textExpr {
	return func(r *run, dot reflect.Value) (string, kind, bool) {
		key, ok := args[0].string(r, dot)
		rest, fine := anyOf(r, dot, args[1:])
		if !ok || !fine {
			return "", plain, false
		}
		s, err := f(key, rest...)
		return s, plain, err == nil
	}
}

// textOfTime is a call like date Day "style".
func textOfTime(f func(time.Time, string) (string, error), args []operand) textExpr {
	return func(r *run, dot reflect.Value) (string, kind, bool) {
		day, ok := args[0].time(r, dot)
		style, fine := args[1].string(r, dot)
		if !ok || !fine {
			return "", plain, false
		}
		s, err := f(day, style)
		return s, plain, err == nil
	}
}

// textOfName is a call like asset "name".
func textOfName(f func(string) (string, error), args []operand) textExpr {
	return func(r *run, dot reflect.Value) (string, kind, bool) {
		name, ok := args[0].string(r, dot)
		if !ok {
			return "", plain, false
		}
		s, err := f(name)
		return s, plain, err == nil
	}
}

// textOfAll is a call like print Value Value.
func textOfAll(f func(...any) string, args []operand) textExpr {
	return func(r *run, dot reflect.Value) (string, kind, bool) {
		all, ok := anyOf(r, dot, args)
		if !ok {
			return "", plain, false
		}
		return f(all...), plain, true
	}
}
