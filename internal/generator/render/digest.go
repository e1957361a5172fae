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
// those below, so that a new field or method of a view is in it by being there. How a
// type is written down is settled when it comes for the first time.
type digester struct {
	names map[string]bool // of the methods, see theme.Names
	forms sync.Map        // reflect.Type → *form
	known sync.Map        // pointer to what many pages share → its digest
}

// form is how values of a type are written down.
type form struct {
	settle sync.Once
	append func(out []byte, v reflect.Value) []byte
}

// shared reports whether many pages point to the same value of a type.
func shared(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[*Site](), reflect.TypeFor[*Frame](), reflect.TypeFor[*Strip](), reflect.TypeFor[*Card](), reflect.TypeFor[*Language]():
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

// formOf is the form of a type. A type may hold itself, so that what it holds is settled
// when a value comes.
func (d *digester) formOf(t reflect.Type) *form {
	f, ok := d.forms.Load(t)
	if !ok {
		f, _ = d.forms.LoadOrStore(t, &form{})
	}
	return f.(*form)
}

// append writes down a value of a type.
func (d *digester) append(out []byte, f *form, v reflect.Value) []byte {
	f.settle.Do(func() { f.append = d.appender(v.Type()) })
	return f.append(out, v)
}

// all writes down a value.
func (d *digester) all(out []byte, v reflect.Value) []byte {
	return d.append(out, d.formOf(v.Type()), v)
}

func (d *digester) appender(t reflect.Type) func(out []byte, v reflect.Value) []byte {
	switch t.Kind() {
	case reflect.String:
		return func(out []byte, v reflect.Value) []byte {
			return append(binary.AppendUvarint(out, uint64(v.Len())), v.String()...)
		}
	case reflect.Bool:
		return appendBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(out []byte, v reflect.Value) []byte { return binary.AppendVarint(out, v.Int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(out []byte, v reflect.Value) []byte { return binary.AppendUvarint(out, v.Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(out []byte, v reflect.Value) []byte {
			return binary.AppendUvarint(out, math.Float64bits(v.Float()))
		}
	case reflect.Slice, reflect.Array:
		return d.listAppender(t)
	case reflect.Map:
		return d.mapAppender(t)
	case reflect.Interface:
		return d.appendInterface
	case reflect.Pointer:
		return d.pointerAppender(t)
	case reflect.Struct:
		return d.structAppender(t)
	}
	panic("render: a view with a " + t.Kind().String()) // the digest is then of no use
}

func appendBool(out []byte, v reflect.Value) []byte {
	if v.Bool() {
		return append(out, 1)
	}
	return append(out, 0)
}

func (d *digester) listAppender(t reflect.Type) func(out []byte, v reflect.Value) []byte {
	of := d.formOf(t.Elem())
	return func(out []byte, v reflect.Value) []byte {
		n := v.Len()
		out = binary.AppendUvarint(out, uint64(n))
		for i := range n {
			out = d.append(out, of, v.Index(i))
		}
		return out
	}
}

func (d *digester) mapAppender(t reflect.Type) func(out []byte, v reflect.Value) []byte {
	key, value := d.formOf(t.Key()), d.formOf(t.Elem())
	return func(out []byte, v reflect.Value) []byte {
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		out = binary.AppendUvarint(out, uint64(len(keys)))
		for _, k := range keys {
			out = d.append(d.append(out, key, k), value, v.MapIndex(k))
		}
		return out
	}
}

func (d *digester) appendInterface(out []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(out, 0)
	}
	if err, ok := v.Interface().(error); ok {
		return append(out, err.Error()...)
	}
	out = append(out, v.Elem().Type().String()...)
	return d.all(out, v.Elem())
}

func (d *digester) pointerAppender(t reflect.Type) func(out []byte, v reflect.Value) []byte {
	of, once := d.formOf(t.Elem()), shared(t)
	return func(out []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(out, 0)
		}
		out = append(out, 1)
		if !once {
			return d.append(out, of, v.Elem())
		}
		pointer := v.Interface()
		sum, ok := d.known.Load(pointer)
		if !ok {
			sum, _ = d.known.LoadOrStore(pointer, sumOf(d.append(nil, of, v.Elem())))
		}
		return binary.LittleEndian.AppendUint64(out, sum.(uint64))
	}
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

// read is what is read of a struct.
type read struct {
	fields  []readField
	methods []int // of the pointer to it
	closed  bool  // it is of another package, and not all of it is exported
}

type readField struct {
	place int
	form  *form
}

func (d *digester) readOf(t reflect.Type) (r read) {
	view := t.PkgPath() == reflect.TypeFor[Page]().PkgPath()
	for i := range t.NumField() {
		if field := t.Field(i); !field.IsExported() {
			r.closed = r.closed || !view
		} else if !elsewhere(t, field.Name) {
			r.fields = append(r.fields, readField{i, d.formOf(field.Type)})
		}
	}
	pointer := reflect.PointerTo(t)
	for i := range pointer.NumMethod() {
		if m := pointer.Method(i); !view { // what it gives follows from its fields
			break
		} else if d.names[m.Name] && m.Type.NumOut() > 0 && !ofElse(pointer, m.Name) {
			r.methods = append(r.methods, i)
		}
	}
	return r
}

func (d *digester) structAppender(t reflect.Type) func(out []byte, v reflect.Value) []byte {
	if t == reflect.TypeFor[time.Time]() {
		return appendTime
	}
	r := d.readOf(t)
	if r.closed {
		return func(out []byte, v reflect.Value) []byte {
			return append(out, v.Interface().(fmt.Stringer).String()...) // or there is no digest
		}
	}
	return func(out []byte, v reflect.Value) []byte {
		for _, f := range r.fields {
			out = d.append(out, f.form, v.Field(f.place))
		}
		if len(r.methods) == 0 {
			return out
		}
		if !v.CanAddr() {
			of := reflect.New(t)
			of.Elem().Set(v)
			v = of.Elem()
		}
		pointer := v.Addr()
		for _, i := range r.methods {
			for _, result := range pointer.Method(i).Call(nil) {
				out = d.all(out, result)
			}
		}
		return out
	}
}
