package sitebuild

import (
	"reflect"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/network/store"
)

// What a report holds of each site leads to no record: of 3,321 sites they took 2 GB.
func TestStandingHoldsNoRecords(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(from reflect.Type, path string)
	walk = func(from reflect.Type, path string) {
		if seen[from] {
			return
		}
		seen[from] = true
		switch from.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			walk(from.Elem(), path)
		case reflect.Struct:
			if from == reflect.TypeFor[store.Record]() || from == reflect.TypeFor[store.File]() {
				t.Errorf("%s holds a %s", path, from)
			}
			for i := range from.NumField() {
				walk(from.Field(i).Type, path+"."+from.Field(i).Name)
			}
		}
	}
	walk(reflect.TypeFor[Standing](), "Standing")
}

// A problem counts once a site, however often the site has it, and the sites of all count
// together, in the order in which they came.
func TestProblemsOfManySites(t *testing.T) {
	told := func(files ...string) *store.Record {
		r := &store.Record{}
		for _, file := range files {
			r.Problems = append(r.Problems, problem.Save(problem.Problem{Code: problem.PageOrphan, Place: problem.Place{File: file}}))
		}
		return r
	}
	var faulty, good problems
	faulty.record(told("b.md"))
	good.record(told("a.md", "a.md", "b.md"))
	good.record(told("a.md"))
	for _, p := range good.all {
		faulty.add(p)
	}
	got := map[string]int{}
	for _, s := range faulty.all {
		got[s.Problem.Place.File] = s.Sites
	}
	if len(faulty.all) != 2 || faulty.all[0].Problem.Place.File != "b.md" || got["a.md"] != 2 || got["b.md"] != 2 {
		t.Errorf("%+v", faulty.all)
	}
}
