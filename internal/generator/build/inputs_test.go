package build

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"loa/internal/generator/config"
)

// What Options.Adjust changes in any setting makes another build.
func TestAdjustedForm(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), []byte("title = \"Xã\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	o := remembering(dir)
	o.Adjust = func(*config.Settings) {}
	same, again := formOf(o), formOf(o)
	if same == nil || again.sum != same.sum {
		t.Fatal("one form is two")
	}
	for field := range reflect.TypeFor[config.Settings]().Fields() {
		if !field.IsExported() || field.Name == "Zone" { // the zone is what the field Timezone says
			continue
		}
		changed := false
		o.Adjust = func(s *config.Settings) { changed = other(reflect.ValueOf(s).Elem().FieldByName(field.Name)) }
		form := formOf(o)
		if !changed {
			t.Errorf("%s: the test cannot change it", field.Name)
		} else if form == nil || form.sum == same.sum {
			t.Errorf("%s: another one is not seen", field.Name)
		}
	}
}

// other gives a setting another value. It reports false if it has none to give.
func other(v reflect.Value) bool {
	if _, is := v.Interface().(config.Text); is {
		v.Set(reflect.ValueOf(config.PlainText("x")))
		return true
	}
	if unit, is := v.Addr().Interface().(*config.Unit); is {
		unit.Fill(map[string]string{"x": "x"}, nil)
		return true
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Slice:
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
	case reflect.Map:
		one := reflect.MakeMap(v.Type())
		one.SetMapIndex(reflect.ValueOf("x").Convert(v.Type().Key()), reflect.Zero(v.Type().Elem()))
		v.Set(one)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() && other(v.Field(i)) {
				return true
			}
		}
		return false
	default:
		return false
	}
	return true
}
