package tomlfile

import (
	"maps"
	"reflect"
	"slices"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// decoder fills Go values from a document and goes on at problems.
type decoder struct {
	doc      *Doc
	root     reflect.Type // the struct at the top, whose keys may stand too low
	path     []any
	problems []problem.Problem
}

var anyMap = reflect.TypeFor[map[string]any]()

// Decode fills into from this value, as Doc.Decode does from the document.
func (v Value) Decode(into any) []problem.Problem {
	target := reflect.ValueOf(into).Elem()
	d := decoder{doc: v.doc, root: v.root, path: slices.Clone(v.Path)}
	if d.root == nil {
		d.root = target.Type()
	}
	d.fill(v.Raw, target)
	return d.problems
}

func (d *decoder) value(raw any) Value {
	return Value{Raw: raw, Path: slices.Clone(d.path), doc: d.doc, root: d.root}
}

func (d *decoder) decode(raw any, into reflect.Value) {
	if into.Type().PkgPath() != "" {
		if own, ok := into.Addr().Interface().(Decoder); ok {
			d.problems = append(d.problems, own.DecodeTOML(d.value(raw))...)
			return
		}
	}
	d.fill(raw, into)
}

// fill is decode for a type that does not read itself.
func (d *decoder) fill(raw any, into reflect.Value) {
	switch into.Kind() {
	case reflect.Struct:
		d.structure(raw, into)
	case reflect.Map:
		d.table(raw, into)
	case reflect.Slice:
		d.list(raw, into)
	case reflect.Pointer:
		fresh := reflect.New(into.Type().Elem())
		d.decode(raw, fresh.Elem())
		into.Set(fresh)
	case reflect.Interface:
		into.Set(reflect.ValueOf(raw))
	default:
		d.scalar(raw, into)
	}
}

func (d *decoder) scalar(raw any, into reflect.Value) {
	switch into.Kind() {
	case reflect.String:
		if text, ok := raw.(string); ok {
			into.SetString(text)
			return
		}
		d.wrongType(raw, "text")
	case reflect.Bool:
		if yes, ok := raw.(bool); ok {
			into.SetBool(yes)
			return
		}
		d.wrongType(raw, "bool")
	case reflect.Int, reflect.Int64, reflect.Int32:
		if n, ok := raw.(int64); ok && !into.OverflowInt(n) {
			into.SetInt(n)
			return
		}
		d.wrongType(raw, "number")
	case reflect.Float64:
		switch n := raw.(type) {
		case float64:
			into.SetFloat(n)
		case int64:
			into.SetFloat(float64(n))
		default:
			d.wrongType(raw, "number")
		}
	default:
		panic("tomlfile: cannot fill a " + into.Type().String())
	}
}

// list fills a slice. An item that cannot be read stays empty, so that indexes
// agree with the file.
func (d *decoder) list(raw any, into reflect.Value) {
	items, ok := raw.([]any)
	if !ok {
		d.one(raw, into)
		return
	}
	list := reflect.MakeSlice(into.Type(), 0, len(items))
	for i, item := range items {
		fresh := reflect.New(into.Type().Elem()).Elem()
		d.below(i, item, fresh)
		list = reflect.Append(list, fresh)
	}
	into.Set(list)
}

// one takes a single value for a list of one.
func (d *decoder) one(raw any, into reflect.Value) {
	fresh := reflect.New(into.Type().Elem()).Elem()
	before := len(d.problems)
	d.decode(raw, fresh)
	if len(d.problems) == before {
		into.Set(reflect.Append(reflect.MakeSlice(into.Type(), 0, 1), fresh))
	}
}

func (d *decoder) below(step, raw any, into reflect.Value) {
	d.path = append(d.path, step)
	d.decode(raw, into)
	d.path = d.path[:len(d.path)-1]
}

// table fills a map by key.
func (d *decoder) table(raw any, into reflect.Value) {
	table, ok := raw.(map[string]any)
	if !ok {
		d.wrongType(raw, "table")
		return
	}
	if into.Type() == anyMap {
		into.Set(reflect.ValueOf(table))
		return
	}
	filled := reflect.MakeMapWithSize(into.Type(), len(table))
	for _, key := range slices.Sorted(maps.Keys(table)) {
		fresh := reflect.New(into.Type().Elem()).Elem()
		d.below(key, table[key], fresh)
		filled.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), fresh)
	}
	into.Set(filled)
}

// structure fills a struct by its fields' tags and tells of keys that it does
// not have.
func (d *decoder) structure(raw any, into reflect.Value) {
	table, ok := raw.(map[string]any)
	if !ok {
		d.wrongType(raw, "table")
		return
	}
	fields := fieldsOf(into.Type())
	found := 0
	for _, f := range fields {
		if below, ok := table[f.name]; ok {
			found++
			d.below(f.name, below, into.FieldByIndex(f.index))
		}
	}
	if found < len(table) {
		d.unknownKeys(table, names(fields))
	}
}

func (d *decoder) unknownKeys(table map[string]any, known []string) {
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if slices.Contains(known, key) {
			continue
		}
		d.path = append(d.path, key)
		d.problems = append(d.problems, d.unknownKey(key, known))
		d.path = d.path[:len(d.path)-1]
	}
}

// unknownKey tells of a key that the table does not have. If the top has it,
// the author wrote it below a header, and TOML took it into that table.
func (d *decoder) unknownKey(key string, known []string) problem.Problem {
	args := problem.Args{"key": key}
	if header := d.header(); header != "" && d.root.Kind() == reflect.Struct && slices.Contains(names(fieldsOf(d.root)), key) {
		args["table"] = header
		return problem.New(d.code("key-below-table"), d.doc.KeyPlace(d.path...), args)
	}
	if nearest, ok := fold.Nearest(key, known); ok {
		args["suggestion"] = nearest
	}
	return problem.New(d.code("unknown-key"), d.doc.KeyPlace(d.path...), args)
}

// header returns the [table] or [[table]] line that the present path's parent
// has, "" if it was opened without one.
func (d *decoder) header() string {
	parent, found := d.doc.find(d.path[:len(d.path)-1])
	if !found || !parent.header {
		return ""
	}
	return d.doc.at(parent.value)
}

// code is a code of the document's area, or the general one.
func (d *decoder) code(what string) problem.Code {
	own := problem.Code(d.doc.src.Area + "." + what)
	if _, ok := problem.Default(own); ok {
		return own
	}
	return problem.Code("toml." + what)
}

func (d *decoder) wrongType(raw any, want string) {
	d.problems = append(d.problems, d.value(raw).WrongType(want)...)
}
