package content

import (
	"reflect"
	"time"

	"loa/internal/base/tomlfile"
)

// Where the keys of front matter lie in the tables that hold them.
var (
	frontFields     = fieldsOf(reflect.TypeFor[Front]())
	inheritedFields = fieldsOf(reflect.TypeFor[Inherited]())
)

// fieldsOf finds the fields of a table by the names of their keys. Pages ask for keys, so
// that a table is not searched for each.
func fieldsOf(table reflect.Type) map[string][]int {
	fields := map[string][]int{}
	for _, f := range reflect.VisibleFields(table) {
		name := f.Tag.Get("toml")
		if _, shadowed := fields[name]; name != "" && !shadowed {
			fields[name] = f.Index
		}
	}
	return fields
}

// Value returns the value of a key at the top of front matter, by the key's
// name, with what sections handed down in place of the entry's own. Dates are
// times in the zone. It reports false if there is no such key.
func (e *Entry) Value(name string, handed *Inherited, zone *time.Location) (any, bool) {
	table, field := reflect.ValueOf(handed).Elem(), inheritedFields[name]
	if field == nil {
		table, field = reflect.ValueOf(&e.Front).Elem(), frontFields[name]
	}
	if field == nil {
		return nil, false
	}
	value := table.FieldByIndex(field).Interface()
	if m, ok := value.(tomlfile.Moment); ok {
		return m.In(zone), true
	}
	return value, true
}
