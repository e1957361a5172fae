package content

import (
	"reflect"
	"time"

	"loa/internal/base/tomlfile"
)

// Value returns the value of a key at the top of front matter, by the key's
// name, with what sections handed down in place of the entry's own. Dates are
// times in the zone. It reports false if there is no such key.
func (e *Entry) Value(name string, handed *Inherited, zone *time.Location) (any, bool) {
	for _, table := range []reflect.Value{reflect.ValueOf(handed).Elem(), reflect.ValueOf(&e.Front).Elem()} {
		for _, f := range reflect.VisibleFields(table.Type()) {
			if f.Tag.Get("toml") != name {
				continue
			}
			value := table.FieldByIndex(f.Index).Interface()
			if m, ok := value.(tomlfile.Moment); ok {
				return m.In(zone), true
			}
			return value, true
		}
	}
	return nil, false
}
