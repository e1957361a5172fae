package build

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"

	"loa/internal/base/problem"
)

// filled gives every field of a value something, so that one which is not written is
// missed when it is read.
func filled(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[problem.Problem]() {
			v.Set(reflect.ValueOf(problem.New(problem.BudgetHTML, problem.Place{File: "a", Line: 1 + r.IntN(9)}, problem.Args{"size": problem.Size(7)})))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				filled(r, v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+r.IntN(3), 3))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			filled(r, v.Index(i))
		}
	case reflect.String:
		v.SetString([]string{"a", "+++\ntitle = \"Ao\"\n+++\n", "+++\ntitle = \"Ao\"\ndate\n", "muc/ao/index.html"}[r.IntN(4)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(1 + r.Int64N(1<<30))
	case reflect.Uint8:
		v.SetUint(1 + r.Uint64N(3))
	case reflect.Uint32, reflect.Uint64:
		v.SetUint(1 + r.Uint64N(1<<31))
	default:
		panic("a field of a kind that is not filled: " + v.Type().String())
	}
}

// Of what pages tell nothing is lost when it is written, and nothing is read of what was
// cut.
func TestToldIsRemembered(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 9))
	for range 50 {
		var all, again toldAll
		filled(r, reflect.ValueOf(&all).Elem())
		var out bytes.Buffer
		if err := all.write(&out); err != nil {
			t.Fatal(err)
		}
		if !again.read(out.Bytes()) || !reflect.DeepEqual(again, all) {
			t.Fatalf("got  %+v\nwant %+v", again, all)
		}
		if new(toldAll).read(out.Bytes()[:r.IntN(out.Len())]) {
			t.Fatal("what was cut is read")
		}
	}
}
