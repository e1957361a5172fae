package build

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// stageFunctions are the functions of this package that can be a stage, by their form.
func stageFunctions(t *testing.T) []string {
	t.Helper()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || len(f.Type.Params.List) != 1 || f.Type.Results == nil || len(f.Type.Results.List) != 1 {
				continue
			}
			form := types.ExprString(f.Type.Params.List[0].Type) + " " + types.ExprString(f.Type.Results.List[0].Type)
			if form == "*Project []Output" || form == "*run error" {
				names = append(names, f.Name.Name)
			}
		}
	}
	return names
}

func nameOf(f any) string {
	full := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	return full[strings.LastIndexByte(full, '.')+1:]
}

// TestEveryStageIsInTheTable: whatever has the form of a stage stands in the table, and once.
func TestEveryStageIsInTheTable(t *testing.T) {
	var listed []string
	for _, s := range stages() {
		for _, f := range []any{s.files, s.shown, s.work} {
			if !reflect.ValueOf(f).IsNil() {
				listed = append(listed, nameOf(f))
			}
		}
	}
	want := stageFunctions(t)
	slices.Sort(listed)
	slices.Sort(want)
	if !slices.Equal(listed, want) || len(want) < 20 {
		t.Errorf("the table has\n%q\nthe package\n%q", listed, want)
	}
}

// TestTable: each stage can be run by those that name it, and says why a check does
// without it, if one does.
func TestTable(t *testing.T) {
	names := map[string]bool{}
	for _, s := range stages() {
		if s.name == "" || names[s.name] {
			t.Errorf("%q: the name is empty or taken", s.name)
		}
		names[s.name] = true
		if s.users == 0 || (s.files == nil) == (s.work == nil) {
			t.Errorf("%s: no user, or not one of files and work", s.name)
		}
		if (s.users&checking == 0) != (s.unchecked != "") {
			t.Errorf("%s: a check takes part: %v; why not: %q", s.name, s.users&checking != 0, s.unchecked)
		}
		if previews := s.users&previewing != 0; previews != (s.files != nil && previews || s.shown != nil) {
			t.Errorf("%s: the preview has nothing to list, or must not list it", s.name)
		}
		if copies := s.users&copying != 0; s.files != nil && copies != (s.copied != nil) {
			t.Errorf("%s: which files has a copy?", s.name)
		}
	}
}

// TestOrder: what needs another stage comes after it.
func TestOrder(t *testing.T) {
	at := map[string]int{}
	for i, s := range stages() {
		at[s.name] = i
	}
	for _, pair := range [][2]string{
		{"pictures", "entries"}, {"entries", "used files"}, {"files", "used files"}, {"used files", "old pictures"},
		{"entries", "search"}, {"search", "assets of a copy"}, {"search", "service worker"}, {"used files", "service worker"}, {"service worker", "packs"},
		{"calendars", "service worker"}, {"entries", "between pages"}, {"used files", "between pages"}, {"entries", "rules"}, {"packs", "old compressed files"},
	} {
		first, ok := at[pair[0]]
		second, known := at[pair[1]]
		if !ok || !known || first >= second {
			t.Errorf("%s must come before %s", pair[0], pair[1])
		}
	}
}
