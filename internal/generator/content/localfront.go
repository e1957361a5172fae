package content

import (
	"maps"
	"reflect"
	"slices"
)

// local puts the words of the unit into the front matter of an entry that asks for them:
// into what a translator works on, see hashed. What names files and pages stays.
func (c *checker) local() {
	if !c.entry.Local {
		return
	}
	l := localFront{c, unitOf{c.settings, c.entry.Language}}
	for field, value := range reflect.ValueOf(&c.entry.Front).Elem().Fields() {
		l.field(field, value)
	}
}

type localFront struct {
	*checker
	unit unitOf
}

func (l localFront) field(field reflect.StructField, value reflect.Value) {
	if field.Anonymous {
		for field, value := range value.Fields() {
			l.field(field, value)
		}
		return
	}
	key := field.Tag.Get("toml")
	i := slices.IndexFunc(hashed, func(h hashedKey) bool { return h.name == key })
	if i < 0 || key == "hotlines" {
		return
	}
	l.value(value, hashed[i].only, key)
}

// value puts words into all texts of a value; of a table into those of some keys, nil for
// all.
func (l localFront) value(v reflect.Value, only []string, path ...any) {
	at := func(step any) []any { return append(path[:len(path):len(path)], step) }
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(l.text(v.String(), path))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			l.value(v.Elem(), only, path...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			l.value(v.Index(i), only, at(i)...)
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			if key := field.Tag.Get("toml"); key != "" && (only == nil || slices.Contains(only, key)) {
				l.value(value, nil, at(key)...)
			}
		}
	case reflect.Map:
		if extra, ok := v.Interface().(map[string]any); ok {
			v.Set(reflect.ValueOf(l.table(extra, path)))
		}
	}
}

// table is a copy of a table of [extra]: the document still has the one that was written,
// of which sums are made.
func (l localFront) table(table map[string]any, path []any) map[string]any {
	next := maps.Clone(table)
	for key, value := range next {
		next[key] = l.any(value, append(path[:len(path):len(path)], key))
	}
	return next
}

func (l localFront) any(value any, path []any) any {
	switch value := value.(type) {
	case string:
		return l.text(value, path)
	case map[string]any:
		return l.table(value, path)
	case []any:
		next := slices.Clone(value)
		for i := range next {
			next[i] = l.any(next[i], append(path[:len(path):len(path)], i))
		}
		return next
	}
	return value
}

func (l localFront) text(text string, path []any) string {
	return l.unit.inTitle(text, func(field string) {
		l.problems = append(l.problems, l.unit.missing(field, l.doc.Place(path...)))
	})
}
