package tmplcompile

import (
	"cmp"
	"reflect"
)

// comparison says what a function makes of two values' order; ordered is false
// for those that ask for equality alone.
type comparison struct {
	ordered bool
	holds   func(order int) bool
}

var comparisons = map[string]comparison{
	"eq": {false, func(order int) bool { return order == 0 }},
	"ne": {false, func(order int) bool { return order != 0 }},
	"lt": {true, func(order int) bool { return order < 0 }},
	"le": {true, func(order int) bool { return order <= 0 }},
	"gt": {true, func(order int) bool { return order > 0 }},
	"ge": {true, func(order int) bool { return order >= 0 }},
}

func compare(how comparison, x, y operand) expr {
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		a, ok := x.eval(r, dot)
		b, fine := y.eval(r, dot)
		if !ok || !fine {
			return a, false
		}
		order, ok := order(inside(a), inside(b), how.ordered)
		return boolValue(how.holds(order)), ok
	}
}

// equalAny is eq with several values to compare with: all are worked out.
func equalAny(args []operand) expr {
	return func(r *run, dot reflect.Value) (reflect.Value, bool) {
		var values []reflect.Value
		for i := range args {
			v, ok := args[i].eval(r, dot)
			if !ok {
				return v, false
			}
			values = append(values, inside(v))
		}
		for _, v := range values[1:] {
			o, ok := order(values[0], v, false)
			if !ok || o == 0 {
				return trueValue, ok
			}
		}
		return falseValue, true
	}
}

// order compares texts, whole numbers, and for equality truth values. Other
// kinds, and unlike ones, are left to html/template.
func order(a, b reflect.Value, ordered bool) (int, bool) {
	switch {
	case !ordered && (!a.IsValid() || !b.IsValid()): // a key that a map did not have
		if isNil(a) == isNil(b) {
			return 0, true
		}
		return 1, true
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return cmp.Compare(a.String(), b.String()), true
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int()), true
	case a.CanUint() && b.CanUint():
		return cmp.Compare(a.Uint(), b.Uint()), true
	case a.CanInt() && b.CanUint():
		if a.Int() < 0 {
			return -1, true
		}
		return cmp.Compare(uint64(a.Int()), b.Uint()), true
	case a.CanUint() && b.CanInt():
		if b.Int() < 0 {
			return 1, true
		}
		return cmp.Compare(a.Uint(), uint64(b.Int())), true
	case !ordered && a.Kind() == reflect.Bool && b.Kind() == reflect.Bool:
		if a.Bool() == b.Bool() {
			return 0, true
		}
		return 1, true
	case a.CanFloat() && b.CanFloat() && a.Float() == a.Float() && b.Float() == b.Float():
		return cmp.Compare(a.Float(), b.Float()), true
	}
	return 0, false
}

func isNil(v reflect.Value) bool {
	if !v.IsValid() {
		return true
	}
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return v.IsNil()
	}
	return false
}
