package tmplcompile

import (
	"reflect"
	"text/template/parse"
	"time"
)

// string is an argument for a parameter of type string; so any and time.
func (o *operand) string(r *run, dot reflect.Value) (string, bool) {
	if o.text != nil {
		s, of, ok := o.text(r, dot)
		return s, ok && of == plain
	}
	v, ok := o.as(r, dot, stringType)
	if !ok {
		return "", false
	}
	return v.String(), true
}

func (o *operand) any(r *run, dot reflect.Value) (any, bool) {
	v, ok := o.eval(r, dot)
	if !ok || !v.IsValid() {
		return nil, ok
	}
	return v.Interface(), true
}

func anyOf(r *run, dot reflect.Value, args []operand) ([]any, bool) {
	var list []any
	for i := range args {
		x, ok := args[i].any(r, dot)
		if !ok {
			return nil, false
		}
		list = append(list, x)
	}
	return list, true
}

func (o *operand) time(r *run, dot reflect.Value) (time.Time, bool) {
	v, ok := o.as(r, dot, timeType)
	if !ok {
		return time.Time{}, false
	}
	if v.CanAddr() {
		return *v.Addr().Interface().(*time.Time), true
	}
	return v.Interface().(time.Time), true
}

// as is an argument for a parameter of a type. A constant written as argument
// takes the parameter's type.
func (o *operand) as(r *run, dot reflect.Value, typ reflect.Type) (reflect.Value, bool) {
	if o.node != nil && typ != reflectType {
		return literally(o.node, o.constant, typ)
	}
	v, ok := o.eval(r, dot)
	if !ok {
		return v, false
	}
	return fit(v, typ)
}

func literally(n parse.Node, ideal reflect.Value, typ reflect.Type) (reflect.Value, bool) {
	if ideal.IsValid() && ideal.Type() == typ {
		return ideal, true
	}
	v := reflect.New(typ).Elem()
	switch n := n.(type) {
	case *parse.NilNode:
		return v, canBeNil(typ)
	case *parse.BoolNode:
		if typ.Kind() == reflect.Bool {
			v.SetBool(n.True)
			return v, true
		}
	case *parse.StringNode:
		if typ.Kind() == reflect.String {
			v.SetString(n.Text)
			return v, true
		}
	case *parse.NumberNode:
		if number(n, v) {
			return v, true
		}
	}
	return ideal, typ.Kind() == reflect.Interface && typ.NumMethod() == 0
}

func number(n *parse.NumberNode, v reflect.Value) bool {
	switch {
	case v.CanInt() && n.IsInt:
		v.SetInt(n.Int64)
	case v.CanUint() && n.IsUint:
		v.SetUint(n.Uint64)
	case v.CanFloat() && n.IsFloat:
		v.SetFloat(n.Float64)
	default:
		return false
	}
	return true
}

// fit makes a value fit a parameter, by one pointer more or less if need be.
func fit(v reflect.Value, typ reflect.Type) (reflect.Value, bool) {
	if !v.IsValid() {
		return reflect.Zero(typ), canBeNil(typ)
	}
	from := v.Type()
	if from == typ {
		return v, true
	}
	if typ == reflectType {
		return reflect.ValueOf(v), true
	}
	if from.AssignableTo(typ) {
		return v, true
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
		if from = v.Type(); from.AssignableTo(typ) {
			return v, true
		}
	}
	switch {
	case v.Kind() == reflect.Pointer && from.Elem().AssignableTo(typ):
		return v.Elem(), !v.IsNil()
	case reflect.PointerTo(from).AssignableTo(typ) && v.CanAddr():
		return v.Addr(), true
	}
	return v, false
}

func canBeNil(typ reflect.Type) bool {
	switch typ.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return typ == reflectType
}
