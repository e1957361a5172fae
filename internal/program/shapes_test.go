package program

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"os"
	"strings"
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

func data(i int) values {
	x, y := hostile[i%len(hostile)], hostile[(i*7+3)%len(hostile)]
	p := &person{Name: x, List: []string{y, x}, Inner: &inner{y}, inner: inner{x}, Next: &person{Name: y}}
	day := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	kinds := []any{x, template.HTML(x), template.URL(x), template.HTMLAttr(x), template.JS(x), template.JSStr(x), template.CSS(x), template.Srcset(x),
		strung{x}, &pointerStrung{x}, pointerStrung{x}, wrong(x), named(x), &x, i, int64(i), uint(i), 1.5, true, false, nil, []string{x, y}, p, *p, (*person)(nil),
		map[string]string{x: y}, []byte(x), [1]string{x}, day, &day, (*string)(nil), []any{x, nil}, 'x', named(""), "", 0}
	v := values{X: x, Y: y, L: []string{x, y}, T: i%2 == 0, V: kinds[(i/len(hostile))%len(kinds)], N: i % 5, U: uint8(i % 4), I64: int64(i * 1000), F: 1.5, B: []byte(x), Arr: [2]int{1, 2},
		M: map[string]any{"a": x, "b": template.HTML(y), "deep": map[string]string{"down": x}, x: 1}, P: p, Ps: []person{*p, {Name: y}}, Ptrs: []*person{p, nil}, Day: day,
		Html: template.HTML(x), Url: template.URL(x), Set: template.Srcset(x), Err: wrong(x), Strung: strung{x}, PStrung: &pointerStrung{x}, Named: named(x), Any: p, AnyL: []any{x, 1, nil, template.HTML(y)},
		Iface: strung{y}, Emb: *p, promoted: promoted{x}}
	v.Days.First = day
	return v
}

var kindsOfValues = 36

func functions() template.FuncMap {
	return template.FuncMap{
		"t": func(key string, args ...any) (string, error) {
			if key == "" {
				return "", errors.New("no key")
			}
			return key + fmt.Sprint(args...), nil
		},
		"part":     func(name string, x any) (template.HTML, error) { return template.HTML("<em>" + name + "</em>"), nil },
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
	t, err := template.New("shape").Funcs(functions()).Parse(shape)
	if err != nil {
		tb.Fatalf("%s\n%v", shape, err)
	}
	return t
}

// What a program writes is what html/template writes, byte for byte; where that
// fails, the program leaves the error to it.
func TestShapes(t *testing.T) {
	compiled, refused := 0, 0
	for _, shape := range shapesOf(t, "testdata/shapes.txt", "testdata/own.txt") {
		oracle := parsed(t, shape)
		oracle.Execute(&bytes.Buffer{}, data(0))
		p, err := Compile(oracle, functions(), Method("Self", (*person).Self), Method("Loud", (*person).Loud), MethodOrError("Fails", (*person).Fails))
		if err != nil {
			t.Logf("%s\n%v", shape, err)
			refused++
			continue
		}
		compiled++
		ran, left := 0, 0
		for i := range len(hostile) * kindsOfValues {
			if i >= 3*len(hostile) && !strings.Contains(shape, ".V") {
				break
			}
			v := data(i)
			var want, got bytes.Buffer
			wrong := oracle.Execute(&want, v)
			got.WriteString("before")
			err := p.Execute(&got, &v)
			if wrong == nil && err != nil {
				left++
			}
			if wrong != nil && err == nil {
				t.Fatalf("%s\nwith %q, %T: %v, but the program wrote %q", shape, v.X, v.V, wrong, got.String())
			}
			if err != nil && got.String() != "before" {
				t.Fatalf("%s\nafter an error there is %q", shape, got.String())
			}
			if err == nil {
				ran++
			}
			if err == nil && got.String() != "before"+want.String() {
				t.Fatalf("%s\nwith %q, %T\n got %q\nwant %q", shape, v.X, v.V, got.String()[6:], want.String())
			}
		}
		if left > 0 || ran == 0 {
			t.Logf("%s\nleft to html/template: %d times, run %d", shape, left, ran)
		}
	}
	t.Logf("%d compiled, %d refused", compiled, refused)
}
