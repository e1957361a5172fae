// Package internal holds the rooms of Loa; this test keeps their order.
package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is a row of the layer table in docs/ARCHITECTURE.md.
type room struct {
	layer   int
	outside []string
}

var row = regexp.MustCompile("(?m)^\\| (\\d+) \\| `([a-z0-9/]+)` \\| [^|]+ \\| ?([^|]*) ?\\|$")

func rooms(t *testing.T) map[string]room {
	text, err := os.ReadFile("../docs/ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]room{}
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		layer, _ := strconv.Atoi(m[1])
		table[m[2]] = room{layer: layer, outside: strings.FieldsFunc(m[3], func(r rune) bool { return r == ',' || r == ' ' })}
	}
	if len(table) < 15 {
		t.Fatalf("the layer table has %d rows; its form has changed", len(table))
	}
	return table
}

// TestLayers fails on an import that points sideways or upward, on a package
// that the table does not name, and on an outside library in the wrong room.
func TestLayers(t *testing.T) {
	table := rooms(t)
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		name := path.Dir(file)
		if name == "." || forTests(name) {
			return nil
		}
		own, ok := table[name]
		if !ok && !seen[name] {
			t.Errorf("docs/ARCHITECTURE.md has no layer for %s", name)
		}
		seen[name] = true
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range source.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			checkImport(t, table, name, own, file, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range table {
		if !seen[name] {
			t.Errorf("docs/ARCHITECTURE.md names %s, which is not there", name)
		}
	}
}

// forTests reports whether a package is imported by tests alone.
func forTests(name string) bool {
	return strings.HasSuffix(name, "oracle") || strings.HasSuffix(name, "test")
}

func checkImport(t *testing.T, table map[string]room, name string, own room, file, imported string) {
	if below, ok := strings.CutPrefix(imported, "loa/internal/"); ok {
		if table[below].layer >= own.layer {
			t.Errorf("%s (layer %d) imports %s (layer %d): imports point down only", file, own.layer, below, table[below].layer)
		}
		return
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") || strings.HasPrefix(imported, "golang.org/x/") {
		return
	}
	if !slices.ContainsFunc(own.outside, func(library string) bool { return strings.Contains("/"+imported+"/", "/"+library+"/") }) {
		t.Errorf("%s imports %s, which the table gives to another package", file, imported)
	}
}
