package test

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"html/template"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/generator/render"
	"loa/internal/generator/theme"
)

const viewGuide = "../docs/theme-views.md"

// The reference of what templates see is what the types of package render are.
func TestThemeGuideListsTheViews(t *testing.T) {
	v := &viewWriter{docs: map[string]*doc.Package{}, titles: map[reflect.Type]string{}}
	for _, view := range theViews {
		v.reach(view)
	}
	want := viewGuideHead + v.ofParts(t) + v.ofViews()
	got, err := os.ReadFile(viewGuide)
	if *update {
		if err := os.WriteFile(viewGuide, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if err != nil || string(got) != want {
		t.Errorf("docs/theme-views.md is not what package render says; make docs rewrites it (%v)", err)
	}
	for _, unsaid := range v.unsaid {
		t.Errorf("%s has no comment, and its name and type do not say what it is", unsaid)
	}
}

const viewGuideHead = `# What templates see

Made by ` + "`make docs`" + ` from the program; [themes](themes.md) explains how it is used. Each layout, part and directive is given one value, which a template
calls ` + "`.`" + `. A layout is given a [Page](#page), but ` + "`single`" + ` a [Single](#single) and ` + "`redirect`" + ` a [Redirect](#redirect); a directive is given a [Directive](#directive).
Names with *worked out* behind them cost something each time they are written in a template: keep what you need twice, ` + "`{{$next := .Next}}`" + `.
A date that is not set is asked for with ` + "`{{if not .Date.IsZero}}`" + `; text that is not set is ` + "`\"\"`" + `, and lists are empty, so ` + "`{{with}}` and `{{range}}`" + ` skip them.
`

// theViews are what layouts and directives are given, by the name that
// theme.Needs uses.
var theViews = []reflect.Type{
	reflect.TypeFor[*render.Page](), reflect.TypeFor[*render.Site](),
	reflect.TypeFor[*render.Directive](), reflect.TypeFor[*render.Single](), reflect.TypeFor[*render.Redirect](),
}

func viewNamed(name string) reflect.Type {
	for _, view := range theViews {
		if view.Elem().Name() == name {
			return view
		}
	}
	return nil
}

// viewWriter describes the types that can be reached from a template.
type viewWriter struct {
	views  []reflect.Type          // in the order of the guide, as pointers
	docs   map[string]*doc.Package // by import path
	titles map[reflect.Type]string
	unsaid []string
}

// reach takes up a view and those that its fields and methods lead to.
func (v *viewWriter) reach(t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() {
		return
	}
	view := reflect.PointerTo(t)
	if slices.Contains(v.views, view) {
		return
	}
	v.views = append(v.views, view)
	for field := range fieldsOf(view) {
		v.reach(view.Elem().Field(field).Type)
	}
	for i := range view.NumMethod() {
		v.reach(view.Method(i).Type.Out(0))
	}
}

// fieldsOf goes over the numbers of the fields that templates can read.
func fieldsOf(view reflect.Type) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range view.Elem().NumField() {
			if view.Elem().Field(i).IsExported() && !yield(i) {
				return
			}
		}
	}
}

func (v *viewWriter) ofViews() string {
	rest := slices.DeleteFunc(slices.Clone(v.views), func(t reflect.Type) bool { return slices.Contains(theViews, t) })
	slices.SortFunc(rest, func(a, b reflect.Type) int { return strings.Compare(a.Elem().Name(), b.Elem().Name()) })
	var b strings.Builder
	for _, view := range append(slices.Clone(theViews), rest...) {
		v.ofView(&b, view)
	}
	return b.String()
}

func (v *viewWriter) ofView(b *strings.Builder, view reflect.Type) {
	name := view.Elem().Name()
	said := v.declared(view)
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n| name | what | |\n| --- | --- | --- |\n", name, opening(sentence(name, said.Doc)))
	fields := fieldComments(said)
	for i := range fieldsOf(view) {
		f := view.Elem().Field(i)
		v.row(b, name, f.Name, f.Type, "", fields[f.Name])
	}
	for i := range view.NumMethod() {
		m := view.Method(i)
		comment := ""
		for _, method := range said.Methods {
			if method.Name == m.Name {
				comment = sentence(m.Name, method.Doc)
			}
		}
		arguments := ""
		if m.Type.NumIn() > 1 {
			arguments = ` "…"`
		}
		v.row(b, name, m.Name+arguments, m.Type.Out(0), "*worked out*", comment)
	}
}

// plainNames need no comment: their name and type say all.
var plainNames = regexp.MustCompile(`^(Title|Name|Site|Language|URL|Text|Events|Documents|Articles|Place|Start|End|Number|Count|Year|Date|Days|Pages|Terms|Children|Label|Phone|Email|Current|Page|Menu|Footer|Topics|Kind|Files|Years|Issuer|Signer|Type|Key|Slogan)$`)

func (v *viewWriter) row(b *strings.Builder, view, name string, t reflect.Type, made, comment string) {
	if comment == "" && !plainNames.MatchString(name) {
		v.unsaid = append(v.unsaid, view+"."+name)
	}
	if made != "" && comment != "" {
		made += ": "
	}
	kind := v.inWords(t)
	if t.Kind() == reflect.Pointer && (strings.Contains(comment, "nil") || !slices.Contains(always, t.Elem().Name())) {
		kind += " or nil"
	}
	comment = codeInComment.ReplaceAllString(strings.ReplaceAll(comment, "|", `\|`), "`$0`")
	fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, kind, made+comment)
}

// always are the views that a template is never without, unless the comment says so.
var always = []string{"Site", "Frame", "Strip", "Page", "Language"}

// codeInComment is what Markdown would take for HTML or a template for an action.
var codeInComment = regexp.MustCompile(`<\w+>.*</\w+>|<\w+>|\{\{.*?\}\}`)

// inWords is a type for people who write templates.
func (v *viewWriter) inWords(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "date"
	case t == reflect.TypeFor[template.HTML]():
		return "HTML"
	case t == reflect.TypeFor[template.JS]():
		return "JSON"
	case t.Kind() == reflect.Pointer:
		return v.inWords(t.Elem())
	case t.Kind() == reflect.Slice:
		return "list of " + v.inWords(t.Elem())
	case t.Kind() == reflect.Struct:
		return "[" + t.Name() + "](#" + strings.ToLower(t.Name()) + ")"
	case t.Kind() == reflect.Map:
		return "map"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Bool:
		return "yes or no"
	case t.Kind() == reflect.Interface:
		return "any"
	}
	return "number"
}

// declared is the declaration of a view with its comments.
func (v *viewWriter) declared(view reflect.Type) *doc.Type {
	path := view.Elem().PkgPath()
	p := v.docs[path]
	if p == nil {
		files := token.NewFileSet()
		var parsed []*ast.File
		names, _ := filepath.Glob(filepath.Join("..", strings.TrimPrefix(path, "loa/"), "*.go"))
		for _, name := range names {
			if !strings.HasSuffix(name, "_test.go") {
				if f, err := parser.ParseFile(files, name, nil, parser.ParseComments); err == nil {
					parsed = append(parsed, f)
				}
			}
		}
		p, _ = doc.NewFromFiles(files, parsed, path, doc.AllMethods)
		v.docs[path] = p
	}
	for _, t := range p.Types {
		if t.Name == view.Elem().Name() {
			return t
		}
	}
	panic("no declaration of " + view.String())
}

func fieldComments(of *doc.Type) map[string]string {
	said := map[string]string{}
	structure, ok := of.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
	if !ok {
		return nil
	}
	for _, f := range structure.Fields.List {
		for _, name := range f.Names {
			said[name.Name] = strings.Join(strings.Fields(f.Doc.Text()+" "+f.Comment.Text()), " ")
		}
	}
	return said
}

// sentence is a comment on one line, without the name that it begins with.
func sentence(name, comment string) string {
	comment = strings.TrimSuffix(strings.Join(strings.Fields(comment), " "), ".")
	for _, verb := range []string{" is ", " are "} {
		if rest, found := strings.CutPrefix(comment, name+verb); found {
			return rest
		}
	}
	return comment
}

// opening begins a sentence with a capital.
func opening(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// ofParts lists the parts of the built-in theme with the view that each is given.
func (v *viewWriter) ofParts(t *testing.T) string {
	f := &viewFlow{t: t, seen: map[string][]reflect.Type{}}
	for _, layout := range theme.Needs().Layouts {
		f.follow("layouts/"+layout.Name+".html", viewNamed(layout.View))
	}
	directives, _ := filepath.Glob("../themes/loa/directives/*.html")
	for _, file := range directives {
		f.follow("directives/"+filepath.Base(file), reflect.TypeFor[*render.Directive]())
	}
	var b strings.Builder
	b.WriteString("\n## Parts of the built-in theme\n\nA theme that extends `loa` may bring any of them in its own words; a part is given what the layouts give it.\n\n| part | given | |\n| --- | --- | --- |\n")
	parts, _ := filepath.Glob("../themes/loa/parts/*.html")
	slices.SortFunc(parts, func(a, b string) int {
		return strings.Compare(strings.TrimSuffix(a, ".html"), strings.TrimSuffix(b, ".html"))
	})
	for _, file := range parts {
		name := "parts/" + filepath.Base(file)
		var given []string
		for _, view := range f.seen[name] {
			given = append(given, v.inWords(view))
		}
		if len(given) == 0 {
			t.Errorf("%s: no template gives it anything", name)
		}
		slices.Sort(given)
		comment := ""
		if text, err := os.ReadFile(file); err == nil {
			if m := partComment.FindStringSubmatch(string(text)); m != nil {
				comment = strings.Join(strings.Fields(m[1]), " ")
			}
		}
		if comment == "" {
			t.Errorf("%s does not begin with a comment that says what it shows", name)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", strings.TrimSuffix(filepath.Base(file), ".html"), strings.Join(slices.Compact(given), ", "), comment)
	}
	return b.String()
}

var partComment = regexp.MustCompile(`(?s)^\{\{/\* (.*?) \*/`)
