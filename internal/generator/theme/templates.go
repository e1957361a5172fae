package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/minify"
	"loa/internal/generator/tmplcompile"
)

// markup is a template's text: as written, for messages, and as run.
type markup struct {
	text     source.Text
	minified string
}

// stubs let a template be parsed before anybody says what its functions do.
var stubs = template.FuncMap{
	"part": func(string, any) template.HTML { return "" }, "parts": func(string, any) template.HTML { return "" }, "t": func(string, ...any) string { return "" },
	"date": func(any, string) string { return "" }, "dateForm": func(string) string { return "" }, "number": func(any) string { return "" },
	"bytes": func(any) string { return "" }, "asset": func(string) string { return "" }, "picture": func(string, ...int) any { return nil }, "wordsIn": func(string) any { return nil },
}

func (t *Theme) readTemplates() ([]problem.Problem, error) {
	var problems []problem.Problem
	for _, folder := range []string{"layouts", "parts", "directives"} {
		files := t.below(folder)
		for _, p := range slices.Sorted(maps.Keys(files)) {
			if path.Ext(p) != ".html" {
				continue
			}
			text, found, err := files[p].text(p)
			problems = append(problems, found...)
			if err != nil {
				return problems, err
			}
			parsed, err := template.New(text.Path).Funcs(stubs).Parse(string(text.Bytes))
			if err != nil {
				problems = append(problems, t.Problem(err))
				t.templates[p] = markup{text: source.Text{Path: text.Path}} // said once is enough
				continue
			}
			t.note(p, parsed)
			minified, err := minify.Template(text.Bytes)
			if err == nil {
				_, err = template.New(text.Path).Funcs(stubs).Parse(string(minified))
			}
			if err != nil {
				minified = text.Bytes // the minifier is a nicety, never a hurdle
			}
			t.templates[p] = markup{text: text, minified: string(minified)}
		}
	}
	return problems, nil
}

// note notes what a template mentions and asks for.
func (t *Theme) note(file string, parsed *template.Template) {
	var m mentions
	for _, one := range parsed.Templates() {
		if one.Tree != nil {
			m.read(one.Tree.Root)
			t.asksOddly = t.asksOddly || !asksPlainly(one.Tree.Root)
		}
	}
	t.mentions[file] = m
}

func (t *Theme) names(folder string) []string {
	var names []string
	for p := range t.templates {
		if path.Dir(p) == folder {
			names = append(names, strings.TrimSuffix(path.Base(p), ".html"))
		}
	}
	slices.Sort(names)
	return names
}

var literalID = pattern.New(`id="([\w-]+)"`)

// FrameIDs are the ids that layouts and parts give, so that no heading of a text
// gets one of them.
func (t *Theme) FrameIDs() map[string]bool {
	all := map[string]bool{}
	for p, m := range t.templates {
		if path.Dir(p) == "directives" {
			continue
		}
		text := m.text.Bytes
		for _, at := range literalID.FindAllSubmatchIndex(text, -1) {
			if at[0] > 0 && isBlank(text[at[0]-1]) {
				all[string(text[at[2]:at[3]])] = true
			}
		}
	}
	return all
}

// Templates are a theme's templates with the functions of one language. They
// are safe for concurrent use.
type Templates struct {
	theme   *Theme
	layouts map[string]*runner
	loose   map[string]*runner // parts and directives, by path
	plain   func() *Templates  // the same with the sources as written
}

// Templates binds the theme's templates to functions: t, date, number, bytes, asset
// and picture, and part and parts, which write.
func (t *Theme) Templates(funcs template.FuncMap, writers tmplcompile.Writers) *Templates {
	ts := t.bind(funcs, writers, func(s markup) string { return s.minified })
	ts.plain = func() *Templates {
		asWritten := maps.Clone(funcs)
		delete(asWritten, MarkedString)
		delete(asWritten, MarkedDate)
		return t.bind(asWritten, writers, func(s markup) string { return string(s.text.Bytes) })
	}
	return ts
}

func (t *Theme) bind(funcs template.FuncMap, writers tmplcompile.Writers, text func(markup) string) *Templates {
	b := &binder{theme: t, funcs: funcs, writers: writers, text: text}
	ts := &Templates{theme: t, layouts: map[string]*runner{}, loose: map[string]*runner{}}
	for p, s := range t.templates {
		r := &runner{name: p, funcs: funcs, writers: writers, theme: t}
		if path.Dir(p) == "layouts" {
			r.parse = func() *template.Template { return b.layout(p, s) }
			ts.layouts[strings.TrimSuffix(path.Base(p), ".html")] = r
		} else {
			r.parse = func() *template.Template { return b.piece(p, s) }
			ts.loose[p] = r
		}
	}
	return ts
}

// binder parses a theme's templates with the functions of one language. All of
// them were parsed before, so that none fails.
type binder struct {
	theme   *Theme
	funcs   template.FuncMap
	writers tmplcompile.Writers
	text    func(markup) string
}

func (b *binder) empty(name string) *template.Template {
	return template.New(name).Funcs(stubs).Funcs(b.funcs).Funcs(b.writers.Funcs())
}

func (b *binder) layout(p string, s markup) *template.Template {
	layout := b.empty(s.text.Path)
	if base := b.theme.templates["layouts/base.html"]; standsAlone(s) || p == "layouts/base.html" {
		b.parse(layout, s)
	} else {
		layout = b.empty(base.text.Path)
		b.parse(layout, base)
		b.parse(layout.New("main"), s)
	}
	b.addParts(layout)
	return layout
}

// piece parses a part or a directive.
func (b *binder) piece(p string, s markup) *template.Template {
	piece := b.empty("loose").New(p)
	b.parse(piece, s)
	b.addParts(piece)
	return piece
}

func (b *binder) parse(into *template.Template, s markup) {
	if parsed, err := into.Parse(b.text(s)); err == nil {
		if b.funcs[MarkedString] != nil {
			marking(parsed.Tree)
		}
		constants(parsed.Tree, b.funcs)
	}
}

// addParts adds to a template the parts and directives that it includes by {{template}}.
func (b *binder) addParts(layout *template.Template) {
	seen := map[*template.Template]bool{}
	var add func(parse.Node)
	add = func(node parse.Node) {
		if n, ok := node.(*parse.TemplateNode); ok {
			s, there := b.theme.templates[n.Name]
			if there && path.Dir(n.Name) != "layouts" && layout.Lookup(n.Name) == nil {
				b.parse(layout.New(n.Name), s)
			}
		}
		for _, below := range nodesOf(node) {
			add(below)
		}
	}
	for more := true; more; { // a part may define templates of its own
		more = false
		for _, t := range layout.Templates() {
			if t.Tree != nil && !seen[t] {
				seen[t], more = true, true
				add(t.Tree.Root)
			}
		}
	}
}

// standsAlone reports whether a layout is a whole document.
func standsAlone(s markup) bool {
	return len(s.text.Bytes) > 9 && strings.EqualFold(string(s.text.Bytes[:9]), "<!doctype")
}

// Layout executes a layout and appends it to out.
func (ts *Templates) Layout(out *bytes.Buffer, name string, data any) error {
	layout, ok := ts.layouts[name]
	if !ok {
		return fmt.Errorf("template: themes/%s/layouts/%s.html:1: no such layout", ts.theme.Name, name)
	}
	if err := layout.run(out, data); err != nil {
		err = ts.explain(err, func(plain *Templates) error { return plain.layouts[name].template().Execute(io.Discard, data) })
		return inLayout{err, ts.theme.templates["layouts/"+name+".html"].text.Path}
	}
	return nil
}

// inLayout is an error in a layout. The template packages know a layout that
// stands inside base.html only as "main".
type inLayout struct {
	error
	file string
}

// Part executes parts/<name>.html and appends it to out.
func (ts *Templates) Part(out *bytes.Buffer, name string, data any) error {
	return ts.piece(out, "parts/"+name+".html", data)
}

// Directive executes the template of a directive.
func (ts *Templates) Directive(name string, data any) (template.HTML, error) {
	if file := ts.theme.Directives[name].File; file != "" {
		name = file
	}
	var out bytes.Buffer
	err := ts.piece(&out, "directives/"+name+".html", data)
	return template.HTML(out.String()), err
}

func (ts *Templates) piece(out *bytes.Buffer, name string, data any) error {
	piece, ok := ts.loose[name]
	if !ok {
		return fmt.Errorf("template: themes/%s/%s:1: no such file", ts.theme.Name, name)
	}
	if err := piece.run(out, data); err != nil {
		return ts.explain(err, func(plain *Templates) error { return plain.loose[name].template().Execute(io.Discard, data) })
	}
	return nil
}

// explain runs a failed template again as its author wrote it, because the
// minified source has no lines that anybody could find.
func (ts *Templates) explain(err error, again func(*Templates) error) error {
	if ts.plain == nil {
		return err
	}
	if plainly := again(ts.plain()); plainly != nil {
		return plainly
	}
	return err
}

// where finds the place in a message of the template packages:
// "template: parts/card.html:12:7: executing …".
var where = pattern.New(`template: ?([^:\s]+\.html|main):(\d+)(?::(\d+))?: (.*)`)

// Problem turns an error of the template packages into a problem at the file
// and line that it names, innermost first.
func (t *Theme) Problem(err error) problem.Problem {
	found := where.FindAllStringSubmatch(err.Error(), -1)
	if len(found) == 0 {
		return problem.New(problem.ThemeTemplate, problem.Place{File: "themes/" + t.Name}, problem.Args{"reason": err.Error()})
	}
	m := found[len(found)-1]
	if nested := strings.LastIndex(m[4], "template: "); nested >= 0 {
		if inner := where.FindStringSubmatch(m[4][nested:]); inner != nil {
			m = inner
		}
	}
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	if in := (inLayout{}); m[1] == "main" && errors.As(err, &in) {
		m[1] = in.file
	}
	at := problem.Place{File: m[1], Line: line, Column: column + 1, Width: 1}
	for p, s := range t.templates {
		if p == m[1] || s.text.Path == m[1] {
			at.File = s.text.Path
			at.Text = lineOf(s.text.Bytes, line)
		}
	}
	return problem.New(problem.ThemeTemplate, at, problem.Args{"reason": m[4]})
}

func lineOf(text []byte, line int) string {
	lines := bytes.Split(text, []byte("\n"))
	if line < 1 || line > len(lines) {
		return ""
	}
	return string(lines[line-1])
}
