package minify

import (
	"bytes"
	"fmt"
	"html/template"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hostile are values that break out of what is badly escaped.
var hostile = []string{
	"Đuối nước: hoà / hòa, bơi “an toàn”",
	"", " ", "lt;", "amp;lt;", "#60;", "#x3c;script", "copy", "t;",
	`"><script>alert(1)</script>`, `' onmouseover='alert(1)`, "` onload=alert(1) x=`", "x onclick=alert(1)",
	"</script><script>alert(1)//", "</p></div></ul><h1>", "<!--", "-->", "]]>", "</title><b>", "</textarea><b>",
	"javascript:alert(1)", "JaVaScRiPt&colon;alert(1)", "data:text/html,<script>", "//evil.example/", "/a b/?q=ă&x=1#y",
	"\\", "\\u003c", "a\nb\tc  d", "a}}b{{c", "\u2028", "=", ">", "/", "/>", "\u00a0", "'", `"`, "&", "&lt;", "a\x00b",
}

type values struct {
	X, Y string
	L    []string
	T    bool
}

func shapes(t testing.TB) []string {
	data, err := os.ReadFile("testdata/templates.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(string(data)), "\n\n")[1:]
	for i, shape := range list {
		list[i] = strings.TrimPrefix(shape, "\n")
	}
	return list
}

// What a minified template makes of hostile values is the page that the source
// makes of them.
func TestTemplateMeansTheSame(t *testing.T) {
	for _, shape := range shapes(t) {
		small, err := Template([]byte(shape))
		if err != nil {
			t.Errorf("%s\n%v", shape, err)
			continue
		}
		if problem := compare(shape, string(small)); problem != "" {
			t.Errorf("%s\n%s\n%s", shape, small, problem)
		}
	}
}

func compare(source, small string) string {
	before, err := template.New("").Parse(source)
	if err != nil {
		return err.Error()
	}
	after, err := template.New("").Parse(small)
	if err != nil {
		return err.Error()
	}
	for i, x := range hostile {
		for _, y := range []string{hostile[(i+7)%len(hostile)], x} {
			for _, truth := range []bool{false, true} {
				v := values{X: x, Y: y, L: []string{x, y}, T: truth}
				want, got := page(before, v), page(after, v)
				if want != got {
					return fmt.Sprintf("with %q and %q\n got %q\nwant %q", x, y, got, want)
				}
			}
		}
	}
	return ""
}

// page is the tree that a browser makes of a template's output.
func page(t *template.Template, v values) string {
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return "error: " + regexp.MustCompile(`:\d+(:\d+)?:`).ReplaceAllString(err.Error(), ":")
	}
	return tree(out.String())
}

// tree writes a page's tree with its white space as a browser shows it: runs
// are one space, none stands at the edge of a block.
func tree(source string) string {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return err.Error()
	}
	w := treeWriter{space: true}
	w.node(root)
	return spaceAtEdge.ReplaceAllString(w.out.String(), "$1$2")
}

// In a tree's text, \x01 begins the tag of a block and \x02 that of a phrase.
var spaceAtEdge = regexp.MustCompile(` ((?:\x02/\w+>)*)(\x01|$)`)

type treeWriter struct {
	out   bytes.Buffer
	space bool // the last character shown was a space, or it is a block's edge
}

var phrases = []atom.Atom{
	atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Time, atom.Img, atom.Svg, atom.Input, atom.Label,
	atom.Button, atom.Textarea, atom.Select, atom.Code,
}

var raw = []atom.Atom{atom.Pre, atom.Textarea, atom.Script}

func (w *treeWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n)
		return
	case html.CommentNode:
		return
	case html.ElementNode:
		w.tag(n, "")
		defer w.tag(n, "/")
	}
	for child := range n.ChildNodes() {
		w.node(child)
	}
}

func (w *treeWriter) tag(n *html.Node, slash string) {
	phrase := slices.Contains(phrases, n.DataAtom) || n.Namespace != ""
	mark := "\x01"
	if phrase {
		mark = "\x02"
	}
	fmt.Fprint(&w.out, mark, slash, n.Data)
	if slash == "" {
		slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		for _, a := range n.Attr {
			if a.Key != "class" || a.Val != "" {
				fmt.Fprintf(&w.out, " %s=%q", a.Key, shown(a))
			}
		}
	}
	w.out.WriteByte('>')
	w.space = !phrase || w.space && n.DataAtom != atom.Img && n.DataAtom != atom.Svg && n.DataAtom != atom.Input
}

// shown is an attribute's value; the minifier may tidy a style.
func shown(a html.Attribute) string {
	if a.Key == "style" {
		return strings.Trim(strings.ReplaceAll(a.Val, " ", ""), ";")
	}
	return a.Val
}

func (w *treeWriter) text(n *html.Node) {
	for up := n.Parent; up != nil; up = up.Parent {
		if slices.Contains(raw, up.DataAtom) || up.Namespace == "svg" {
			w.out.WriteString(strings.ReplaceAll(n.Data, " ", "␠"))
			w.space = false
			return
		}
	}
	if n.Parent.DataAtom == atom.Style {
		w.out.WriteString(strings.Join(strings.Fields(n.Data), ""))
		return
	}
	for _, c := range n.Data {
		space := strings.ContainsRune(" \t\n\r\f", c)
		if space && w.space {
			continue
		}
		if space {
			c = ' '
		}
		w.space = space
		w.out.WriteRune(c)
	}
}

// The comparison above notices what it should.
func TestTheComparisonCanFail(t *testing.T) {
	for _, c := range [][2]string{
		{`<p>a &amp;{{.X}}</p>`, `<p>a &{{.X}}</p>`},
		{`<p>{{.X}}</p>{{.Y}}`, `<p>{{.X}}{{.Y}}`},
		{`<b>a</b> {{.X}}`, `<b>a</b>{{.X}}`},
		{`<a title="{{.X}}">`, `<a title="a{{.X}}">`},
		{`<table><thead><tr><th>a</thead><tr><td>{{.X}}`, `<table><thead><tr><th>a<tr><td>{{.X}}`},
		{`<pre>a  b</pre>`, `<pre>a b</pre>`},
	} {
		if compare(c[0], c[1]) == "" {
			t.Errorf("%s and %s are found the same", c[0], c[1])
		}
	}
}

func TestTemplateIsSmall(t *testing.T) {
	for _, c := range [][2]string{
		{"<!DOCTYPE html>\n<html lang=\"{{.X}}\">\n<head>\n <title>{{.Y}}</title>\n</head>\n<body>\n</body>\n</html>\n",
			"<!doctype html><html lang=\"{{\n.X}}\"><head><title>{{\n\n.Y}}</title></head><body></body></html>"},
		{`<a class="b" href="/c/">  {{.X}}  </a>`, `<a class=b href=/c/>{{.X}} </a>`},
		{`<script> var a  =  "Đuối  nước"; </script>{{.X}}`, `<script>var a="Đuối  nước"</script>{{.X}}`},
		{`<ul> <li>a</li> <li>b</li> </ul>`, `<ul><li>a<li>b</ul>`},
		{`<p>a</p>`, `<p>a</p>`},
		{`<svg> <g> </g> </svg>`, `<svg> <g> </g> </svg>`},
		{`<h{{.X}}>a</h{{.X}}>`, `<h{{.X}}>a</h{{.X}}>`},
	} {
		if got, err := Template([]byte(c[0])); err != nil || string(got) != c[1] {
			t.Errorf("%s\n got %s %v\nwant %s", c[0], got, err, c[1])
		}
	}
}

// A template's error names the line of the source.
func TestTemplateKeepsLines(t *testing.T) {
	source := "\n<div>\n\n<p>\n{{- /* a\n b */ -}}\n{{range .L}}\n<i>\n</i>\n\n{{- .Missing}}{{end}}</p>\n</div>"
	small, err := Template([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	line := func(source string) string {
		err := template.Must(template.New("a.html").Parse(source)).Execute(&bytes.Buffer{}, values{L: []string{"x"}})
		return regexp.MustCompile(`a\.html:\d+`).FindString(fmt.Sprint(err))
	}
	if got, want := line(string(small)), line(source); got != want || got != "a.html:11" {
		t.Errorf("%s instead of %s in\n%s", got, want, small)
	}
}

func TestFaultySources(t *testing.T) {
	for _, source := range []string{"{{.X", "{{/* a", `{{"a}}`, "{{`a}}", "{{", "a\uFDD0b"} {
		if small, err := Template([]byte(source)); err == nil {
			t.Errorf("%q became %q", source, small)
		}
	}
}

func TestPagesAndFragments(t *testing.T) {
	for _, c := range []struct {
		minify     func([]byte) ([]byte, error)
		in, expect string
	}{
		{HTML, "<p>Đuối  nước</p> <p>b</p>", "<p>Đuối nước<p>b"},
		{HTML, "<p>{{a  b}}</p>", "<p>{{a b}}"},
		{Fragment, "<p>a</p> <p>b</p>", "<p>a<p>b</p>"},
		{Fragment, "<table><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>", "<table><thead><tr><th>a</thead><tr><td>b</table>"},
		{Fragment, "<ruby>漢<rt>Hán</rt></ruby> a", "<ruby>漢<rt>Hán</ruby> a"},
	} {
		if got, err := c.minify([]byte(c.in)); err != nil || string(got) != c.expect {
			t.Errorf("%s\n got %s %v\nwant %s", c.in, got, err, c.expect)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	for _, shape := range shapes(f) {
		f.Add(shape)
	}
	f.Fuzz(func(t *testing.T, source string) {
		small, err := Template([]byte(source))
		if err == nil && strings.Contains(string(small), holeStart) {
			t.Errorf("%q leaves a hole: %q", source, small)
		}
	})
}
