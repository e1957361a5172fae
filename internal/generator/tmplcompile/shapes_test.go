package tmplcompile

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// hostile are values that break out of what is badly escaped.
var hostile = []string{
	"Đuối nước: hoà / hòa, bơi “an toàn”",
	"", " ", "lt;", "amp;lt;", "#60;", "#x3c;script", "copy", "t;", "a", "1+1",
	`"><script>alert(1)</script>`, `' onmouseover='alert(1)`, "` onload=alert(1) x=`", "x onclick=alert(1)",
	"</script><script>alert(1)//", "</p></div></ul><h1>", "<!--", "-->", "]]>", "</title><b>", "</textarea><b>",
	"javascript:alert(1)", "JaVaScRiPt&colon;alert(1)", "data:text/html,<script>", "//evil.example/", "/a b/?q=ă&x=1#y",
	"HTTP://a/%zz%4a%", "mailto:a@b", "a/b:c", "a.jpg 1x, javascript:b 2x,c d-e", ",, a ,",
	"\\", "\\u003c", "a\nb\tc  d\v\f\r", "a}}b{{c", "\u2028", "=", ">", "/", "/>", "\u00a0", "'", `"`, "&", "&lt;", "a\x00b",
	"\xff\xfe", "\ufdd0\ufff0\uffff\ufffd", "\xe1\xbb", "<b title='1>2'>&iexcl;Hi</b> <script>x</script> I <3 you",
}

type person struct {
	Name  string
	Next  *person
	List  []string
	Born  time.Time
	Inner *inner
	inner
	Self0 *person
}

type inner struct{ Deep string }

func (p *person) Self() *person { return p }
func (p *person) Loud() string  { return strings.ToUpper(p.Name) + "!" }
func (p person) Quiet() template.HTML {
	return template.HTML("<i>" + template.HTMLEscapeString(p.Name) + "</i>")
}
func (p *person) Fails() (string, error)          { return "", errors.New("no") }
func (p *person) Panics() string                  { panic("no") }
func (p *person) Method(s string) (string, error) { return s + p.Name, nil }
func (p *person) Sum(n ...int) int                { return len(n) + n[0] }
func (p *person) Null() bool                      { return p == nil }

type strung struct{ s string }

func (s strung) String() string { return "<" + s.s + ">" }

type pointerStrung struct{ S string }

func (s *pointerStrung) String() string { return "&" + s.S }

type named string

type wrong string

func (w wrong) Error() string { return "wrong: " + string(w) }

type promoted struct{ Promoted string }

// values is what the shapes see. V is each of the values in turn.
type values struct {
	X, Y    string
	L       []string
	T       bool
	V       any
	None    []int
	N       int
	U       uint8
	I64     int64
	F       float64
	B       []byte
	Arr     [2]int
	M       map[string]any
	P       *person
	Nil     *person
	Ps      []person
	Ptrs    []*person
	Day     time.Time
	Days    struct{ First time.Time }
	Html    template.HTML
	Url     template.URL
	Set     template.Srcset
	Err     error
	Strung  strung
	PStrung *pointerStrung
	NilP    *pointerStrung
	Named   named
	Any     any
	AnyL    []any
	Iface   fmt.Stringer
	Fn      func() string
	Emb     person
	promoted
}

// data are the values of a round; of the hostile ones each comes with each kind.
func data(i int) values {
	return dataOf(hostile[i%len(hostile)], hostile[(i*7+3)%len(hostile)], i, i/len(hostile))
}

func dataOf(x, y string, i, kind int) values {
	p := &person{Name: x, List: []string{y, x}, Inner: &inner{y}, inner: inner{x}, Next: &person{Name: y}}
	day := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	kinds := []any{x, template.HTML(x), template.URL(x), template.HTMLAttr(x), template.JS(x), template.JSStr(x), template.CSS(x), template.Srcset(x),
		strung{x}, &pointerStrung{x}, pointerStrung{x}, wrong(x), named(x), &x, i, int64(i), uint(i), 1.5, true, false, nil, []string{x, y}, p, *p, (*person)(nil),
		map[string]string{x: y}, []byte(x), [1]string{x}, day, &day, (*string)(nil), []any{x, nil}, 'x', named(""), "", 0}
	v := values{X: x, Y: y, L: []string{x, y}, T: i%2 == 0, V: kinds[kind%len(kinds)], N: i % 5, U: uint8(i % 4), I64: int64(i * 1000), F: 1.5, B: []byte(x), Arr: [2]int{1, 2},
		M: map[string]any{"a": x, "b": template.HTML(y), "deep": map[string]string{"down": x}, x: 1}, P: p, Ps: []person{*p, {Name: y}}, Ptrs: []*person{p, nil}, Day: day,
		Html: template.HTML(x), Url: template.URL(x), Set: template.Srcset(x), Err: wrong(x), Strung: strung{x}, PStrung: &pointerStrung{x}, Named: named(x), Any: p, AnyL: []any{x, 1, nil, template.HTML(y)},
		Iface: strung{y}, Emb: *p, promoted: promoted{x}}
	v.Days.First = day
	return v
}

const kindsOfValues = 36

// writers are written by html/template as a text, and by a program in place.
var writers = Writers{
	"part": func(out *bytes.Buffer, name string, x any) error {
		out.WriteString("<em>" + name)
		if name == "" {
			return errors.New("no name")
		}
		out.WriteString("</em>")
		return nil
	},
}

func functions() template.FuncMap {
	return template.FuncMap{
		"t": func(key string, args ...any) (string, error) {
			if key == "" {
				return "", errors.New("no key")
			}
			return key + fmt.Sprint(args...), nil
		},
		"date":     func(t time.Time, style string) (string, error) { return t.Format(time.DateOnly) + style, nil },
		"number":   func(n any) string { return fmt.Sprint(n) },
		"bytes":    func(n int64) string { return fmt.Sprint(n, " KB") },
		"asset":    func(s string) (string, error) { return "/" + s, nil },
		"odd":      func(n int, s string) template.HTML { return template.HTML(fmt.Sprint(n)) + template.HTML("<u>") },
		"whatever": func(list []string) any { return list },
		"sum":      func(n ...int) (total int) { return len(n) },
		"ptr":      func(p person) *person { return &p },
		"fails":    func(string) (string, error) { return "", errors.New("no") },
		"panics":   func() string { panic("no") },
	}
}

func shapesOf(tb testing.TB, files ...string) []string {
	var all []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, strings.Split(strings.TrimSpace(string(text)), "\n\n")[1:]...)
	}
	return all
}

func parsed(tb testing.TB, shape string) *template.Template {
	t, err := template.New("shape").Funcs(functions()).Funcs(writers.Funcs()).Parse(shape)
	if err != nil {
		tb.Fatalf("%s\n%v", shape, err)
	}
	return t
}

// both is a template and its program.
type both struct {
	shape   string
	oracle  *template.Template
	program *Program
}

// compiled are the shapes that have a program. A paragraph that begins with
// REFUSED has none.
func compiled(tb testing.TB) []both {
	var all []both
	for _, shape := range shapesOf(tb, "testdata/shapes.txt", "testdata/own.txt", "testdata/refused.txt") {
		source, refused := strings.CutPrefix(shape, "REFUSED ")
		oracle := parsed(tb, source)
		oracle.Execute(&bytes.Buffer{}, data(0)) // which escapes it
		p, err := Compile(oracle, functions(), writers)
		if refused != (err != nil) {
			tb.Errorf("%s\nerror: %v", shape, err)
		}
		if err == nil {
			all = append(all, both{shape, oracle, p})
		}
	}
	return all
}

// check compares what both make of the same. It reports whether the program ran.
func (b *both) check(tb testing.TB, v *values) bool {
	var data any = v
	if v.N%2 == 0 { // what a pointer leads to can be addressed, and has more methods
		data = *v
	}
	var want, got bytes.Buffer
	wrong := b.oracle.Execute(&want, data)
	got.WriteString("before")
	err := b.program.Execute(&got, data)
	switch {
	case err != nil && got.String() != "before":
		tb.Fatalf("%s\nafter an error there is %q", b.shape, got.String())
	case err == nil && wrong != nil:
		tb.Fatalf("%s\nwith %q, %T: %v, but the program wrote %q", b.shape, v.X, v.V, wrong, got.String())
	case err == nil && got.String() != "before"+want.String():
		tb.Fatalf("%s\nwith %q, %q, %T\n got %q\nwant %q", b.shape, v.X, v.Y, v.V, got.String()[6:], want.String())
	}
	return err == nil
}

// What a program writes is what html/template writes, byte for byte; where that
// fails, the program leaves the error to it, and almost never anything else.
func TestShapes(t *testing.T) {
	shapes := compiled(t)
	if len(shapes) < 130 {
		t.Errorf("only %d shapes", len(shapes))
	}
	for _, b := range shapes {
		rounds := 3 * len(hostile)
		if strings.Contains(b.shape, ".V") {
			rounds = kindsOfValues * len(hostile)
		}
		for i := range rounds {
			v := data(i)
			if ran := b.check(t, &v); !ran && b.oracle.Execute(&bytes.Buffer{}, v) == nil {
				t.Errorf("%s\nwith %q, %T: left to html/template", b.shape, v.X, v.V)
				break
			}
		}
	}
}

// Programs are run by all workers of a build at once.
func TestTogether(t *testing.T) {
	shapes := compiled(t)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 60 {
				for _, b := range shapes {
					v := data(i*13 + worker)
					b.check(t, &v)
				}
			}
		})
	}
	all.Wait()
}

// A template that html/template has not escaped has no program.
func TestOnlyEscaped(t *testing.T) {
	for _, shape := range []string{"{{.X}}", "<p>{{.X | html}}", "{{if .T}}{{.X}}{{end}}", "{{.X | urlquery}}", `{{define "a"}}{{.}}{{end}}{{template "a" .X}}`} {
		if _, err := Compile(parsed(t, shape), functions(), writers); err == nil {
			t.Errorf("%s is compiled", shape)
		}
	}
	included := template.Must(template.New("").Parse(`{{define "a"}}{{.}}{{end}}<a title="{{template "a" .}}">`))
	included.Execute(&bytes.Buffer{}, "x")
	if _, err := Compile(included, nil, nil); err == nil {
		t.Error("a template that html/template derived for an attribute is compiled")
	}
}

// A template that includes itself for ever is left to html/template.
func TestEndless(t *testing.T) {
	oracle := template.Must(template.New("").Parse(`{{define "a"}}x{{if .}}{{template "a" .}}{{end}}{{end}}{{template "a" .}}`))
	oracle.Execute(&bytes.Buffer{}, false)
	p, err := Compile(oracle, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Execute(&bytes.Buffer{}, true); err == nil {
		t.Error("it ended")
	}
}

func FuzzShapes(f *testing.F) {
	shapes := compiled(f)
	for i := range shapes {
		f.Add(uint(i), hostile[i%len(hostile)], hostile[(i+5)%len(hostile)], i, uint(i))
	}
	f.Fuzz(func(t *testing.T, shape uint, x, y string, n int, kind uint) {
		v := dataOf(x, y, n&0xffff, int(kind%kindsOfValues))
		shapes[shape%uint(len(shapes))].check(t, &v)
	})
}

// BenchmarkRun is a page of ordinary actions, by html/template and as a program.
func BenchmarkRun(b *testing.B) {
	oracle := parsed(b, strings.Repeat(`<li class="{{if .T}}a{{end}}"><a href="{{.Y}}" title="{{.X}}">{{.X}}</a>{{with .P}}{{.Name}}{{.Loud}}{{end}}{{if eq .X "a"}}b{{end}}{{part "card" .P}}{{range .L}}<i>{{.}}</i>{{end}}`, 10))
	v := data(0)
	v.Y = "/duoi-nuoc/boi/"
	var out bytes.Buffer
	if err := oracle.Execute(&out, &v); err != nil {
		b.Fatal(err)
	}
	p, err := Compile(oracle, functions(), writers)
	if err != nil {
		b.Fatal(err)
	}
	for _, way := range []struct {
		name string
		run  func() error
	}{{"template", func() error { return oracle.Execute(&out, &v) }}, {"program", func() error { return p.Execute(&out, &v) }}} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := way.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
