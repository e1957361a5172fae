package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/theme"
	"loa/themes"
)

// What the program needs of a theme is what its source asks for, no less and no more.
func TestNeedsAreThoseOfTheSource(t *testing.T) {
	need := theme.Needs()
	src := sources(t, "generator/render", "generator/site", "generator/build", "generator/content", "generator/feed", "publish/pack")

	layouts := src.firstArguments("execute", "HasLayout")
	layouts["base"] = true // of the package theme, around the others
	maps.Copy(layouts, src.compared("Layout"))
	kinds := src.constants("Kind")
	for _, kind := range []string{"topic", "audience", "level", "unit", "author"} {
		if !kinds[kind] {
			t.Errorf("no kind %s: is this list of words of a vocabulary right?", kind)
		}
		delete(kinds, kind)
	}
	kinds["term"] = true // which stands for these
	maps.Copy(layouts, kinds)
	same(t, "layouts", layouts, names(need.Layouts, func(l theme.NeededLayout) string { return l.Name }))

	same(t, "parts", src.firstArguments("Part"), nil) // no part is run but by templates
	same(t, "assets", src.firstArguments("Asset"), names(need.Assets, func(a string) string { return a }))

	directives := names(need.Directives, func(d theme.NeededDirective) string { return d.Name })
	manifest, _ := fs.ReadFile(themes.FS, "loa/theme.toml")
	doc, _ := tomlfile.Parse(tomlfile.Source{Text: manifest})
	same(t, "directives", set(doc.Keys("directives")), directives)
	for name := range src.compared("Name") {
		if !directives[name] {
			t.Errorf("the source knows a directive %s, the table does not", name)
		}
	}
}

// Every string that the program says by itself is in the table. A call whose key is
// worked out stands for the strings of its function that the built-in theme has.
func TestNeededStringsAreThoseOfTheSource(t *testing.T) {
	english, err := fs.ReadFile(themes.FS, "loa/strings/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := tomlfile.Parse(tomlfile.Source{Text: english})
	known := set(doc.Keys())
	said := sources(t, "generator/render", "generator/site", "generator/build", "generator/feed", "publish/pack").said(known)
	for _, status := range []string{"cancelled", "moved", "tentative"} { // Say(v.Status)
		said[status] = true
	}
	for key := range known {
		if regexp.MustCompile(`^(month|weekday)-\d`).MatchString(key) {
			said[key] = true // in dates
		}
	}
	if len(said) < 50 {
		t.Fatalf("only %d strings found: has the way of saying them changed?", len(said))
	}
	same(t, "strings", said, set(theme.Needs().Strings))
}

// Every element that a script looks for, and every attribute that it reads there, is
// in the table; and nothing is that no script looks for.
func TestHooksAreThoseOfTheScripts(t *testing.T) {
	looks, data := map[string]map[string]bool{}, map[string]map[string]bool{}
	scripts, err := fs.Glob(themes.FS, "loa/assets/js/*.js")
	deeper, also := fs.Glob(themes.FS, "loa/assets/js/*/*.js")
	if scripts = append(scripts, deeper...); err != nil || also != nil || len(scripts) < 5 {
		t.Fatal("where are the scripts?", err, also)
	}
	for _, name := range scripts {
		text, err := fs.ReadFile(themes.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimPrefix(name, "loa/assets/")
		looks[name], data[name] = lookedFor(string(text))
	}
	for _, h := range theme.Needs().Hooks {
		for _, selector := range h.Looks {
			if !looks[h.Script][selector] {
				t.Errorf("%s does not look for %s", h.Script, selector)
			}
		}
		for _, attribute := range h.Data {
			if !data[h.Script][attribute] {
				t.Errorf("%s does not read %s", h.Script, attribute)
			}
		}
	}
	for script := range looks {
		inTable := map[string]bool{}
		for _, h := range theme.Needs().Hooks {
			if h.In == "layouts/base.html" { // which is on every page
				maps.Copy(inTable, set(h.Looks))
			}
			if h.Script == script {
				maps.Copy(inTable, set(h.Looks))
				maps.Copy(inTable, set(h.Data))
				for _, selector := range h.Looks { // [data-x] also says that data-x is read
					for _, m := range regexp.MustCompile(`\[(data-[a-z-]+)`).FindAllStringSubmatch(selector, -1) {
						inTable[m[1]] = true
					}
				}
			}
		}
		for found := range looks[script] {
			if !inTable[found] && !byProgram[found] {
				t.Errorf("%s looks for %s, which the table does not tell", script, found)
			}
		}
		for found := range data[script] {
			if !inTable[found] {
				t.Errorf("%s reads %s, which the table does not tell", script, found)
			}
		}
	}
}

// TestScriptsShareNoGlobal: several scripts run on one page, so a name that two of them
// give to all would be that of the later one for both.
func TestScriptsShareNoGlobal(t *testing.T) {
	given := map[string]string{}
	err := fs.WalkDir(themes.FS, "loa/assets/js", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(themes.FS, name)
		for _, m := range global.FindAllStringSubmatch(string(text), -1) {
			if other := given[m[1]]; other != "" && other != name {
				t.Errorf("%s and %s both give the page %s", other, name, m[1])
			}
			given[m[1]] = name
		}
		return err
	})
	if err != nil || len(given) < 5 {
		t.Fatal(err, given)
	}
}

// global is a name that a script gives to the whole page.
var global = regexp.MustCompile(`(?m)(?:^(?:var|let|const|function|class) |\bwindow\.)(\w+)(?: = | \{|\([\w, ]*\) \{)`)

// byProgram are elements that no theme brings: the program, the preview, a directive of
// the text or the script itself puts them there.
var byProgram = set([]string{".quiz", "ol, ul, tbody", `script[src*="_loa/preview.js"]`, "link[rel=canonical]", ".copy-note", "a", "li", "h3 a"})

var (
	selects  = regexp.MustCompile(`(?:querySelector|querySelectorAll|\ball)\('([^']+)'`)
	copied   = regexp.MustCompile(`\b(?:copy|slide|slides\[[^\]]*\])\.querySelector(?:All)?\('`) // in what the script has made of the page
	byID     = regexp.MustCompile(`getElementById\('([^']+)'`)
	datasets = regexp.MustCompile(`(\w+) = \w+\.dataset\b[,;]`)
	reads    = regexp.MustCompile(`\.dataset\.(\w+)`)
	has      = regexp.MustCompile(`hasAttribute\('([^']+)'`)
	assigned = regexp.MustCompile(`\.dataset\.\w+ = `)
	capital  = regexp.MustCompile(`[A-Z]`)
)

// lookedFor are the selectors of a script and the data attributes that it reads.
func lookedFor(script string) (looks, data map[string]bool) {
	looks, data = map[string]bool{}, map[string]bool{}
	for _, m := range selects.FindAllStringSubmatch(copied.ReplaceAllString(script, "("), -1) {
		selector, _, _ := strings.Cut(m[1], `="`)
		if selector != m[1] && !strings.Contains(m[1], `"]`) {
			selector += "]" // of which the value is worked out
		} else {
			selector = m[1]
		}
		looks[selector] = true
	}
	for _, m := range byID.FindAllStringSubmatch(script, -1) {
		looks["#"+m[1]] = true
	}
	add := func(name string) {
		data["data-"+capital.ReplaceAllStringFunc(name, func(s string) string { return "-" + strings.ToLower(s) })] = true
	}
	for _, m := range reads.FindAllStringSubmatch(assigned.ReplaceAllString(script, ""), -1) {
		add(m[1])
	}
	for _, m := range datasets.FindAllStringSubmatch(script, -1) {
		for _, field := range regexp.MustCompile(`\b`+m[1]+`\.(\w+)\b`).FindAllStringSubmatch(script, -1) {
			if !slices.Contains([]string{"slice", "match", "focus", "select", "value", "readOnly", "rows", "setAttribute", "dataset"}, field[1]) {
				add(field[1])
			}
		}
	}
	for _, m := range has.FindAllStringSubmatch(script, -1) {
		data[m[1]] = true
	}
	return looks, data
}

// parsed are Go files without their tests.
type parsed []*ast.File

func sources(t *testing.T, packages ...string) parsed {
	t.Helper()
	var all parsed
	for _, name := range packages {
		files, err := filepath.Glob("../internal/" + name + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal("where is ", name, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			tree, err := parser.ParseFile(token.NewFileSet(), file, text, 0)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, tree)
		}
	}
	return all
}

func (p parsed) each(look func(ast.Node)) {
	for _, file := range p {
		ast.Inspect(file, func(n ast.Node) bool { look(n); return true })
	}
}

// firstArguments are the texts that methods of some names are called with first.
func (p parsed) firstArguments(methods ...string) map[string]bool {
	found := map[string]bool{}
	p.each(func(n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return
		}
		if name, _ := callee(call); slices.Contains(methods, name) {
			if text, ok := literal(call.Args[0]); ok {
				found[text] = true
			}
		}
	})
	return found
}

// compared are the texts that a field of a name is compared with.
func (p parsed) compared(field string) map[string]bool {
	found := map[string]bool{}
	p.each(func(n ast.Node) {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Op != token.EQL && b.Op != token.NEQ {
			return
		}
		if s, ok := b.X.(*ast.SelectorExpr); ok && s.Sel.Name == field {
			if text, ok := literal(b.Y); ok && text != "" {
				found[text] = true
			}
		}
	})
	return found
}

// constants are the values of the constants of a type.
func (p parsed) constants(typ string) map[string]bool {
	found := map[string]bool{}
	p.each(func(n ast.Node) {
		spec, ok := n.(*ast.ValueSpec)
		if of, named := specType(spec, ok); named && of == typ {
			for _, value := range spec.Values {
				if text, ok := literal(value); ok {
					found[text] = true
				}
			}
		}
	})
	return found
}

func specType(spec *ast.ValueSpec, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	name, named := spec.Type.(*ast.Ident)
	if !named {
		return "", false
	}
	return name.Name, true
}

// said are the keys that functions which say strings are called with.
func (p parsed) said(known map[string]bool) map[string]bool {
	found := map[string]bool{}
	bodies, keys := map[string][]ast.Node{}, map[string]bool{} // of functions; the names of those that give a key
	p.each(func(n ast.Node) {
		f, ok := n.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			return
		}
		bodies[f.Name.Name] = append(bodies[f.Name.Name], f.Body)
		ast.Inspect(f.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			switch name, on := callee(call); {
			case name == "Date" && on != "calendar" && on != "time", name == "date":
				if style, ok := literal(call.Args[len(call.Args)-1]); ok {
					found["date-"+style] = true
				}
			case name == "every":
				key, _ := literal(call.Args[0])
				found[key], found[key+"s"] = true, true
			case name == "Say" || name == "say" || name == "t" && on == "w":
				if key, ok := literal(call.Args[0]); ok {
					found[key] = true
				} else if by, ok := call.Args[0].(*ast.CallExpr); ok {
					name, _ := callee(by)
					keys[name] = true
				} else {
					maps.Copy(found, literalsIn(f.Body, known))
				}
			}
			return true
		})
	})
	for name := range keys {
		for _, body := range bodies[name] {
			maps.Copy(found, literalsIn(body, known))
		}
	}
	return found
}

// literalsIn are the keys among the texts of a function, but for the names of placeholders.
func literalsIn(n ast.Node, known map[string]bool) map[string]bool {
	found, further := map[string]bool{}, map[ast.Node]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 1 {
			for _, arg := range call.Args[1:] {
				further[arg] = true
			}
		}
		if e, ok := n.(ast.Expr); ok && !further[n] {
			if text, ok := literal(e); ok && known[text] {
				found[text] = true
			}
		}
		return true
	})
	return found
}

// callee is the name of what is called, and what it is called on.
func callee(call *ast.CallExpr) (name, on string) {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name, ""
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			on = x.Name
		}
		return f.Sel.Name, on
	}
	return "", ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func names[T any](list []T, name func(T) string) map[string]bool {
	all := map[string]bool{}
	for _, one := range list {
		all[name(one)] = true
	}
	return all
}

func set(list []string) map[string]bool {
	return names(list, func(s string) string { return s })
}

func same(t *testing.T, what string, source, table map[string]bool) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(source)) {
		if !table[name] {
			t.Errorf("%s: the source asks for %q, the table does not have it", what, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		if !source[name] {
			t.Errorf("%s: the table has %q, which the source does not ask for", what, name)
		}
	}
}
