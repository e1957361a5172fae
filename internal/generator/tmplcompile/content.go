package tmplcompile

import (
	"fmt"
	"html/template"
	"reflect"
	"strconv"
)

// kind is what a text is known to be.
type kind int

const (
	plain kind = iota
	markup
	address
	addresses // a srcset
	trusted   // CSS, JS, JSStr or HTMLAttr: for the escapers of programs as good as plain
)

// content is the text that a value is printed as, and what it is known to be.
func content(v reflect.Value) (string, kind) {
	if !v.IsValid() {
		return "", plain
	}
	switch v.Kind() {
	case reflect.String:
		if v.Type() == stringType {
			return v.String(), plain
		}
	case reflect.Int:
		if v.Type() == intType {
			return strconv.Itoa(int(v.Int())), plain
		}
	}
	return contentOf(v.Interface())
}

func contentOf(x any) (string, kind) {
	switch s := pointed(x, func(reflect.Type) bool { return false }).(type) {
	case string:
		return s, plain
	case template.HTML:
		return string(s), markup
	case template.URL:
		return string(s), address
	case template.Srcset:
		return string(s), addresses
	case template.CSS:
		return string(s), trusted
	case template.HTMLAttr:
		return string(s), trusted
	case template.JS:
		return string(s), trusted
	case template.JSStr:
		return string(s), trusted
	}
	if x == nil {
		return "", plain
	}
	return fmt.Sprint(pointed(x, speaks)), plain
}

// pointed follows pointers until one is enough, is nil or is none.
func pointed(x any, enough func(reflect.Type) bool) any {
	if x == nil {
		return nil
	}
	v := reflect.ValueOf(x)
	for v.Kind() == reflect.Pointer && !enough(v.Type()) && !v.IsNil() {
		v = v.Elem()
	}
	return v.Interface()
}

var stringerType = reflect.TypeFor[fmt.Stringer]()

// speaks reports whether a type says itself how it is printed.
func speaks(t reflect.Type) bool { return t.Implements(stringerType) || t.Implements(errorType) }
