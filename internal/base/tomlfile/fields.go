package tomlfile

import (
	"reflect"
	"slices"
	"sync"
)

// field is a struct's field that a key fills.
type field struct {
	name  string
	index []int
}

// known caches the fields of each struct type: reading the tags for every front
// matter took longer than filling it in. The key is the type, and the fields
// depend on nothing else.
var known sync.Map // reflect.Type → []field

// fieldsOf lists the fields of a struct that have a `toml:"name"` tag, those
// of embedded structs among them: a field of the outer struct hides one of the
// same name in an embedded one, as in Go. The caller must not change the list.
func fieldsOf(t reflect.Type) []field {
	if list, ok := known.Load(t); ok {
		return list.([]field)
	}
	list, _ := known.LoadOrStore(t, readFields(t))
	return list.([]field)
}

func readFields(t reflect.Type) []field {
	var list, inner []field
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("toml")
		switch {
		case name == "-":
		case name != "":
			list = append(list, field{name, f.Index})
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			for _, below := range fieldsOf(f.Type) {
				inner = append(inner, field{below.name, append([]int{i}, below.index...)})
			}
		}
	}
	outer := names(list)
	for _, f := range inner {
		if !slices.Contains(outer, f.name) {
			list = append(list, f)
		}
	}
	return list
}

func names(fields []field) []string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.name
	}
	return list
}
