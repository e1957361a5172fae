package tmplcompile

import (
	"reflect"
	"sync/atomic"
)

// fields compiles .A.B.C after a value; the last may be a method with arguments.
func (c *compiler) fields(from operand, names []string, args []operand) operand {
	chain := make([]*accessor, len(names))
	for i, name := range names {
		chain[i] = &accessor{name: name}
	}
	chain[len(chain)-1].args = args
	if len(chain) == 1 {
		only := chain[0]
		return operand{eval: func(r *run, dot reflect.Value) (reflect.Value, bool) {
			v, ok := from.eval(r, dot)
			if !ok {
				return v, false
			}
			return only.of(r, dot, v)
		}}
	}
	return operand{eval: func(r *run, dot reflect.Value) (reflect.Value, bool) {
		v, ok := from.eval(r, dot)
		for _, a := range chain {
			if !ok {
				return v, false
			}
			v, ok = a.of(r, dot, v)
		}
		return v, ok
	}}
}

// accessor is one name after a dot. What it means is found out once for each
// type that it meets; templates meet few.
type accessor struct {
	name string
	args []operand
	met  atomic.Pointer[meaning]
}

// meaning is what a name means for one type.
type meaning struct {
	of          reflect.Type
	addressable bool // then the methods of the pointer count too
	get         func(r *run, dot, receiver reflect.Value) (reflect.Value, bool)
	after       *meaning
}

func (a *accessor) of(r *run, dot, receiver reflect.Value) (reflect.Value, bool) {
	if !receiver.IsValid() { // a key that a map did not have
		return receiver, true
	}
	receiver, null := indirect(receiver)
	if null && receiver.Kind() == reflect.Interface {
		return receiver, false
	}
	typ, addressable := receiver.Type(), receiver.CanAddr()
	for m := a.met.Load(); m != nil; m = m.after {
		if m.of == typ && m.addressable == addressable {
			return m.get(r, dot, receiver)
		}
	}
	m := &meaning{of: typ, addressable: addressable, get: a.meaning(typ, addressable)}
	for {
		m.after = a.met.Load()
		if a.met.CompareAndSwap(m.after, m) {
			return m.get(r, dot, receiver)
		}
	}
}

// meaning looks a name up: a method, else a field, else the key of a map.
func (a *accessor) meaning(typ reflect.Type, addressable bool) func(r *run, dot, receiver reflect.Value) (reflect.Value, bool) {
	methods := typ
	if addressable && typ.Kind() != reflect.Pointer {
		methods = reflect.PointerTo(typ)
	}
	if m, ok := methods.MethodByName(a.name); ok {
		return a.method(m, methods != typ)
	}
	if len(a.args) > 0 {
		return fails
	}
	switch typ.Kind() {
	case reflect.Struct:
		field, ok := typ.FieldByName(a.name)
		if !ok || !field.IsExported() {
			return fails
		}
		if len(field.Index) == 1 {
			i := field.Index[0]
			return func(_ *run, _, receiver reflect.Value) (reflect.Value, bool) { return receiver.Field(i), true }
		}
		return func(_ *run, _, receiver reflect.Value) (reflect.Value, bool) {
			v, err := receiver.FieldByIndexErr(field.Index)
			return v, err == nil
		}
	case reflect.Map:
		key := reflect.ValueOf(a.name)
		if key.Type().AssignableTo(typ.Key()) {
			return func(_ *run, _, receiver reflect.Value) (reflect.Value, bool) { return receiver.MapIndex(key), true }
		}
	}
	return fails
}

func fails(*run, reflect.Value, reflect.Value) (reflect.Value, bool) { return reflect.Value{}, false }

// method calls a method by reflection; IsZero, which templates ask of every date, by an
// interface.
func (a *accessor) method(m reflect.Method, ofPointer bool) func(r *run, dot, receiver reflect.Value) (reflect.Value, bool) {
	if a.name == "IsZero" && !ofPointer && len(a.args) == 0 && m.Type.In(0).Implements(zeroType) {
		return func(_ *run, _, receiver reflect.Value) (reflect.Value, bool) {
			return boolValue(receiver.Interface().(interface{ IsZero() bool }).IsZero()), true
		}
	}
	return func(r *run, dot, receiver reflect.Value) (reflect.Value, bool) {
		if ofPointer {
			receiver = receiver.Addr()
		}
		return reflected(r, dot, receiver.Method(m.Index), a.args)
	}
}

// indirect follows pointers and interfaces to a value, or to a nil.
func indirect(v reflect.Value) (reflect.Value, bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}
