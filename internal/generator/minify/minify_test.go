package minify

import (
	"strings"
	"testing"
)

func TestStylesScriptsAndData(t *testing.T) {
	for _, c := range []struct {
		kind       string
		minify     func([]byte) ([]byte, error)
		in, expect string
	}{
		{"letters", CSS, `.đuối-nước::before { content: "→ Đuối  nước" }`, `.đuối-nước::before{content:"→ Đuối  nước"}`},
		{"both ways of writing", CSS, "a::after { content: \"ho\u00e0 hoa\u0300\" }", "a::after{content:\"ho\u00e0 hoa\u0300\"}"},
		{"variables", CSS, `:root { --a: 0px; --b:  ; color: #ffffff }`, `:root{--a:0px;--b: ;color:#fff}`},
		{"calc", CSS, `a { width: calc( 100% - 2 * var(--a) ) }`, `a{width:calc( 100% - 2 * var(--a) )}`},
		{"queries", CSS, `@media (min-width: 40em) and (prefers-color-scheme: dark) { a { margin: 0px } }`,
			`@media(min-width:40em) and (prefers-color-scheme:dark){a{margin:0}}`},
		{"letters", JS, `const lời = 'Đuối  "nước"'; /* ghi chú */`, `const lời='Đuối  "nước"'`},
		{"marks", JS, `var a = s.normalize('NFD').replace(/[\u0300-\u036f]/g, '')`, `var a=s.normalize("NFD").replace(/[\u0300-\u036f]/g,"")`},
		{"templates", JS, "f(`Còn  ${ số }  ngày`)", "f(`Còn  ${số}  ngày`)"},
		{"other scripts see it", JS, `function mở(thẻ) { return thẻ }`, `function mở(e){return e}`},
		{"letters", JSON, `{ "tên" : "Đuối  nước \u0111" }`, `{"tên":"Đuối  nước \u0111"}`},
		{"numbers", JSON, `[ 1000000, 1.0, 123456789012345678901 ]`, `[1000000,1.0,123456789012345678901]`},
		{"between elements", XML, "<feed>\n  <title>Đuối nước</title>\n  <id/>\n</feed>\n", "<feed><title>Đuối nước</title><id/></feed>"},
		{"in a text", XML, "<c type=\"html\"> &lt;pre>a\n\tb  c&lt;/pre> </c>", "<c type=\"html\"> &lt;pre>a\n\tb  c&lt;/pre> </c>"},
		{"attributes", XML, "<a b=\"ă  â\" c='x' />", "<a b=\"ă  â\" c='x'/>"},
		{"declaration", XML, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x -->\n<a>b</a>", `<?xml version="1.0" encoding="utf-8"?><a>b</a>`},
		{"words in a drawing", SVG, `<svg><text x="1.0"> Ném <tspan>phao</tspan> cứu, <tspan>gọi</tspan> <tspan>112</tspan></text></svg>`,
			`<svg><text x="1"> Ném <tspan>phao</tspan> cứu, <tspan>gọi</tspan> <tspan>112</tspan></text></svg>`},
		{"title of a drawing", SVG, "<svg role=\"img\">\n <title>Đuối nước</title>\n <desc>hoà hoa\u0300</desc> <path d=\"M 1.0 2.0 L 3 4\"/> </svg>",
			"<svg role=\"img\"><title>Đuối nước</title><desc>hoà hoa\u0300</desc><path d=\"M1 2 3 4\"/></svg>"},
	} {
		got, err := c.minify([]byte(c.in))
		if err != nil || string(got) != c.expect {
			t.Errorf("%s\n  in %s\n got %s %v\nwant %s", c.kind, c.in, got, err, c.expect)
		}
	}
}

func TestFaultsAreErrors(t *testing.T) {
	for name, minify := range map[string]func([]byte) ([]byte, error){
		`{"a": 01}`:     JSON,
		`{"a"`:          JSON,
		`var a = = 1`:   JS,
		"<a>\uFDD2</a>": XML,
	} {
		if got, err := minify([]byte(name)); err == nil {
			t.Errorf("%s became %s", name, got)
		}
	}
}

// Vietnamese in every form passes every minifier as it is: capitals and small,
// composed and decomposed, with the signs that stand beside it.
func TestVietnameseStays(t *testing.T) {
	words := []string{"ĐUỐI NƯỚC", "đuối nước", "hoà hòa hoa\u0300", "Quỹ – ‘quý’ “kỹ”…", "ở ỡ ợ ẵ ặ ữ ự ỵ ỷ", "Ðà Nẵng", "50 % – 1.000.000 ₫"}
	for _, text := range words {
		for name, wrap := range map[string]struct {
			minify func([]byte) ([]byte, error)
			around string
		}{
			"HTML": {HTML, `<p title="@">@</p>`}, "Fragment": {Fragment, `<p title="@">@</p>`}, "Template": {Template, `<p title="@">@ {{.X}} @</p>`},
			"CSS": {CSS, `a::before{content:"@";--a:"@"}`}, "JS": {JS, "a('@',`@`,/@/u)"}, "JSON": {JSON, `{"@":"@"}`},
			"XML": {XML, `<a b="@">@</a>`}, "SVG": {SVG, `<svg aria-label="@"><title>@</title><text>@</text></svg>`},
		} {
			got, err := wrap.minify([]byte(strings.ReplaceAll(wrap.around, "@", text)))
			if n, want := strings.Count(string(got), text), strings.Count(wrap.around, "@"); err != nil || n != want {
				t.Errorf("%s: %q stands %d times instead of %d in %s %v", name, text, n, want, got, err)
			}
		}
	}
}
