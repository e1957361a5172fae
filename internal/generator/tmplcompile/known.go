package tmplcompile

import "reflect"

// Known is a method that programs call without reflection.
type Known struct {
	of   reflect.Type
	name string
	call func(receiver any) (any, error)
}

// Method makes a method known: Method("Related", (*Page).Related).
func Method[T, R any](name string, f func(T) R) Known {
	return Known{reflect.TypeFor[T](), name, func(receiver any) (any, error) { return f(receiver.(T)), nil }}
}

// MethodOrError is Method for those that may fail.
func MethodOrError[T, R any](name string, f func(T) (R, error)) Known {
	return Known{reflect.TypeFor[T](), name, func(receiver any) (any, error) { return f(receiver.(T)) }}
}

// known finds a method among those that the caller of Compile made known.
func (a *accessor) known(typ reflect.Type) *Known {
	for i, k := range a.methods {
		if k.name == a.name && k.of == typ && len(a.args) == 0 {
			return &a.methods[i]
		}
	}
	return nil
}
