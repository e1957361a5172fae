package tomlfile

import "reflect"

// field is a struct's field that a key fills.
type field struct {
	name  string
	index []int
}

// fieldsOf lists the fields of a struct that have a `toml:"name"` tag, those
// of embedded structs among them.
func fieldsOf(t reflect.Type) []field {
	list := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("toml")
		switch {
		case name == "-":
		case name != "":
			list = append(list, field{name, f.Index})
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			for _, inner := range fieldsOf(f.Type) {
				list = append(list, field{inner.name, append([]int{i}, inner.index...)})
			}
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
