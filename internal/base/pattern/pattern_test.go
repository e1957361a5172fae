package pattern_test

import (
	"go/ast"
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

// TestPatterns: every expression that is written in the program is a valid one, and none
// is compiled before it is needed.
func TestPatterns(t *testing.T) {
	found := 0
	var unknown []string
	for folder, files := range packages(t) {
		known := texts(files)
		for _, file := range files {
			for _, call := range expressions(file) {
				text, ok := valueOf(call.Args[0], known)
				if !ok {
					unknown = append(unknown, folder+"."+file.Name.Name)
					continue
				}
				found++
				if _, err := regexp.Compile(text); err != nil {
					t.Error(err)
				}
			}
			for _, name := range compiledAtStart(file) {
				t.Errorf("%s.%s is compiled at every start: use pattern.New", file.Name, name)
			}
		}
	}
	// One takes another package's expression, one joins a list: the tests of both use them.
	if slices.Sort(unknown); !slices.Equal(unknown, []string{"generator/content.content", "importing/htmlimport.htmlimport"}) {
		t.Errorf("expressions that this test cannot work out: %s", unknown)
	}
	if found < 250 {
		t.Errorf("only %d expressions found; their form has changed", found)
	}
}

// packages are the program's files but for tests, by folder.
func packages(t *testing.T) map[string][]*ast.File {
	all := map[string][]*ast.File{}
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		all[path.Dir(name)] = append(all[path.Dir(name)], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// texts are the constants of a package that are texts.
func texts(files []*ast.File) map[string]string {
	known := map[string]string{}
	for range 3 { // one may stand before those that it is made of
		for _, file := range files {
			for _, spec := range atTop(file) {
				for i, value := range spec.Values {
					if text, ok := valueOf(value, known); ok && i < len(spec.Names) {
						known[spec.Names[i].Name] = text
					}
				}
			}
		}
	}
	return known
}

func atTop(file *ast.File) (specs []*ast.ValueSpec) {
	for _, d := range file.Decls {
		if d, ok := d.(*ast.GenDecl); ok {
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.ValueSpec); ok {
					specs = append(specs, spec)
				}
			}
		}
	}
	return specs
}

// valueOf is the text of a literal, a known constant or several joined by +.
func valueOf(e ast.Expr, known map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		text, ok := known[e.Name]
		return text, ok
	case *ast.ParenExpr:
		return valueOf(e.X, known)
	case *ast.BinaryExpr:
		left, ok := valueOf(e.X, known)
		right, too := valueOf(e.Y, known)
		return left + right, ok && too && e.Op == token.ADD
	}
	return "", false
}

// expressions are the calls of pattern.New in a file.
func expressions(file *ast.File) (calls []*ast.CallExpr) {
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && isCall(call, "pattern", "New") {
			calls = append(calls, call)
		}
		return true
	})
	return calls
}

// compiledAtStart are the variables of a package whose values compile expressions, outside
// of functions.
func compiledAtStart(file *ast.File) (names []string) {
	called := map[*ast.FuncLit]bool{}
	for _, spec := range atTop(file) {
		for _, value := range spec.Values {
			ast.Inspect(value, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && (isCall(call, "regexp", "MustCompile") || isRegexp(call)) {
					names = append(names, spec.Names[0].Name)
				}
				if call, ok := n.(*ast.CallExpr); ok { // a function that is called at once
					if f, ok := call.Fun.(*ast.FuncLit); ok {
						called[f] = true
					}
				}
				f, function := n.(*ast.FuncLit)
				return !function || called[f]
			})
		}
	}
	return names
}

// isRegexp reports whether a pattern is compiled right where it is made.
func isRegexp(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "Regexp" {
		return false
	}
	made, ok := selector.X.(*ast.CallExpr)
	return ok && isCall(made, "pattern", "New")
}

func isCall(call *ast.CallExpr, of, name string) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != name || len(call.Args) != 1 {
		return false
	}
	x, ok := selector.X.(*ast.Ident)
	return ok && x.Name == of
}
