package render

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// digester writes down all that the templates of one layout can read of a view: its
// exported fields, and what those of its methods give that the templates mention. Two
// views of which it writes the same give the same page. It knows no type by name but
// those below, so that a new field or method of a view is in it by being there.
type digester struct {
	names map[string]bool // of the methods, see theme.Names
	forms sync.Map        // reflect.Type → *form
	known sync.Map        // pointer to what many pages share → its digest
}

// form is what is read of a struct.
type form struct {
	fields  []int
	methods []int // of the pointer to it
	closed  bool  // it is of another package, and not all of it is exported
}

// shared reports whether many pages point to the same value of a type.
func shared(v any) bool {
	switch v.(type) {
	case *Site, *Frame, *Strip, *Card, *Language:
		return true
	}
	return false
}

// elsewhere reports whether a field of a struct is written down in another way: the
// text and its headings are the page's own, the tables of data/ are files, and each
// view leads back to the site's.
func elsewhere(in reflect.Type, field string) bool {
	switch in {
	case reflect.TypeFor[Page]():
		return field == "Body" || field == "Contents"
	case reflect.TypeFor[Site]():
		return field == "Data"
	}
	return field == "Site"
}

// ofElse reports whether what a method gives follows from what is written
// down anyway: a page's metadata, its address, the text, its
// front matter, moments.
func ofElse(in reflect.Type, method string) bool {
	switch in {
	case reflect.TypeFor[*Page]():
		return slices.Contains([]string{"Head", "Structured", "QR", "Outline", "Key"}, method)
	case reflect.TypeFor[*Warning]():
		return method == "Seconds" // of a moment of its own
	}
	return false
}

func (d *digester) formOf(t reflect.Type) *form {
	if f, ok := d.forms.Load(t); ok {
		return f.(*form)
	}
	f := &form{}
	view := t.PkgPath() == reflect.TypeFor[Page]().PkgPath()
	for i := range t.NumField() {
		if field := t.Field(i); !field.IsExported() {
			f.closed = f.closed || !view
		} else if !elsewhere(t, field.Name) {
			f.fields = append(f.fields, i)
		}
	}
	pointer := reflect.PointerTo(t)
	for i := range pointer.NumMethod() {
		if m := pointer.Method(i); !view { // what it gives follows from its fields
			break
		} else if d.names[m.Name] && m.Type.NumOut() > 0 && !ofElse(pointer, m.Name) {
			f.methods = append(f.methods, i)
		}
	}
	d.forms.Store(t, f)
	return f
}

// append writes down a value.
func (d *digester) append(out []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return append(binary.AppendUvarint(out, uint64(v.Len())), v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(out, 1)
		}
		return append(out, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(out, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(out, v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.AppendUvarint(out, math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		out = binary.AppendUvarint(out, uint64(v.Len()))
		for i := range v.Len() {
			out = d.append(out, v.Index(i))
		}
		return out
	case reflect.Map:
		return d.appendMap(out, v)
	case reflect.Interface:
		if v.IsNil() {
			return append(out, 0)
		}
		if err, ok := v.Interface().(error); ok {
			return append(out, err.Error()...)
		}
		out = append(out, v.Elem().Type().String()...)
		return d.append(out, v.Elem())
	case reflect.Pointer:
		return d.appendPointer(out, v)
	case reflect.Struct:
		return d.appendStruct(out, v)
	}
	panic("render: a view with a " + v.Kind().String()) // the digest is then of no use
}

func (d *digester) appendMap(out []byte, v reflect.Value) []byte {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	out = binary.AppendUvarint(out, uint64(len(keys)))
	for _, key := range keys {
		out = d.append(d.append(out, key), v.MapIndex(key))
	}
	return out
}

func (d *digester) appendPointer(out []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(out, 0)
	}
	out = append(out, 1)
	of := v.Interface()
	if !shared(of) {
		return d.append(out, v.Elem())
	}
	sum, ok := d.known.Load(of)
	if !ok {
		sum, _ = d.known.LoadOrStore(of, sumOf(d.append(nil, v.Elem())))
	}
	return binary.LittleEndian.AppendUint64(out, sum.(uint64))
}

func appendTime(out []byte, v reflect.Value) []byte {
	var t time.Time
	if v.CanAddr() {
		t = *v.Addr().Interface().(*time.Time)
	} else {
		t = v.Interface().(time.Time)
	}
	return append(binary.AppendVarint(out, t.UnixNano()), t.Location().String()...)
}

func (d *digester) appendStruct(out []byte, v reflect.Value) []byte {
	if v.Type() == reflect.TypeFor[time.Time]() {
		return appendTime(out, v)
	}
	f := d.formOf(v.Type())
	if f.closed {
		return append(out, v.Interface().(fmt.Stringer).String()...) // or there is no digest
	}
	for _, i := range f.fields {
		out = d.append(out, v.Field(i))
	}
	if len(f.methods) == 0 {
		return out
	}
	if !v.CanAddr() {
		of := reflect.New(v.Type())
		of.Elem().Set(v)
		v = of.Elem()
	}
	for _, i := range f.methods {
		for _, result := range v.Addr().Method(i).Call(nil) {
			out = d.append(out, result)
		}
	}
	return out
}
