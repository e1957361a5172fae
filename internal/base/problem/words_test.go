package problem

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

var (
	placeholder      = regexp.MustCompile(`\{(\w+)`)
	placeholderWhole = regexp.MustCompile(`\{[^}]*\}`)
)

func names(texts ...string) []string {
	found := map[string]bool{}
	for _, text := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			found[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// Every code has a message, an explanation and the same arguments in each
// language, and no catalogue has a block that nothing uses.
func TestCataloguesAreComplete(t *testing.T) {
	reference := WordsFor("en")
	for _, language := range Languages() {
		words := WordsFor(language)
		for _, code := range Codes() {
			b, want := words.blocks[string(code)], reference.blocks[string(code)]
			if b.message == "" || b.explain == "" {
				t.Errorf("%s: %s lacks its message or its explanation", language, code)
			}
			if got, want := names(append(b.hints, b.message)...), names(append(want.hints, want.message)...); !slices.Equal(got, want) {
				t.Errorf("%s: %s mentions %v, in English %v", language, code, got, want)
			}
		}
		for key := range words.blocks {
			if _, ok := severities[Code(key)]; !ok && !regexp.MustCompile(`^(severity\.|term\.|alike$)`).MatchString(key) {
				t.Errorf("%s: %s belongs to no code that has a severity in severities.go", language, key)
			}
		}
	}
}

// Every constant has its row in the table of severities. A problem of a code
// without one is never told.
func TestCodesHaveASeverity(t *testing.T) {
	constants := 0
	for _, name := range []string{"codes.go", "codes_network.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			constant, ok := n.(*ast.ValueSpec)
			if kind, named := constantType(constant, ok); named && kind == "Code" {
				code, err := strconv.Unquote(constant.Values[0].(*ast.BasicLit).Value)
				if _, weighed := severities[Code(code)]; err != nil || !weighed {
					t.Errorf("%s (%s) has no row among the severities: without it the problem is never told", constant.Names[0].Name, code)
				}
				constants++
			}
			return true
		})
	}
	if constants != len(severities) {
		t.Errorf("%d constants, %d severities", constants, len(severities))
	}
}

func constantType(constant *ast.ValueSpec, ok bool) (string, bool) {
	if !ok || constant.Type == nil {
		return "", false
	}
	name, ok := constant.Type.(*ast.Ident)
	if !ok {
		return "", false
	}
	return name.Name, true
}
