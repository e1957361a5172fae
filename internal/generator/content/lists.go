package content

import (
	"reflect"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// cutLists keeps of each list of a front matter as many values as it may have, and
// tells of longer ones. Lists within [extra] are the theme's own.
func cutLists(front *Front, doc *tomlfile.Doc) []problem.Problem {
	var problems []problem.Problem
	eachList(reflect.ValueOf(front).Elem(), nil, func(list reflect.Value, path []any) {
		most := problem.MaxValues.Most
		if list.Len() <= most || path[0] == "aliases" { // which have a limit of their own
			return
		}
		problems = append(problems, problem.MaxValues.Over(doc.Place(append(path, most)...)))
		list.Set(list.Slice3(0, most, most))
	})
	return problems
}

// eachList calls visit for every list that a table decodes into, with its keys.
func eachList(table reflect.Value, path []any, visit func(list reflect.Value, path []any)) {
	for i := range table.NumField() {
		field, key := table.Field(i), table.Type().Field(i).Tag.Get("toml")
		within := path
		switch {
		case key != "" && key != "-":
			within = append(path[:len(path):len(path)], key)
		case !table.Type().Field(i).Anonymous:
			continue
		}
		if field.Kind() == reflect.Pointer && !field.IsNil() {
			field = field.Elem()
		}
		switch field.Kind() {
		case reflect.Slice:
			visit(field, within)
		case reflect.Struct:
			eachList(field, within, visit)
		}
	}
}
