package tmplcompile

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
	"unicode/utf8"
)

// escaper is one of the functions that html/template puts at the end of an
// action. They are private to it, so they are written here again; what is rare
// is left to html/template itself.
type escaper func(s string, of kind) (string, bool)

var escapers = map[string]escaper{
	"_html_template_htmlescaper": func(s string, of kind) (string, bool) {
		if of == markup {
			return s, true
		}
		return replaced(s, &special), true
	},
	"_html_template_attrescaper":    quoted(&special, inAttribute),
	"_html_template_rcdataescaper":  quoted(&special, inTitle),
	"_html_template_nospaceescaper": unquoted,
	"_html_template_urlfilter": func(s string, of kind) (string, bool) {
		if of != address && !safeAddress(s) {
			return "#" + unsafeMark, true
		}
		return s, true
	},
	"_html_template_urlnormalizer": func(s string, _ kind) (string, bool) { return percented(s, true), true },
	"_html_template_urlescaper":    func(s string, of kind) (string, bool) { return percented(s, of == address), true },
	"_html_template_srcsetescaper": func(s string, of kind) (string, bool) { return srcset(s, of), true },
	"_html_template_commentescaper": func(string, kind) (string, bool) {
		return "", true
	},
}

// unsafeMark stands in for what must not be shown, as in html/template.
const unsafeMark = "ZgotmplZ"

// chain is the escapers of one action. html, if set, is the last of them, which
// writes without a text in between.
type chain struct {
	before []escaper
	html   bool
	last   escaper

	content bool // the last is that of text between tags
}

// escapersOf divides an action into what its author wrote and the escapers that
// html/template added. An action without any is not escaped, and refused.
func escapersOf(p *parse.PipeNode) ([]*parse.CommandNode, chain, error) {
	n := len(p.Cmds)
	var c chain
	var all []escaper
	var names []string
	for ; n > 0; n-- {
		word, ok := p.Cmds[n-1].Args[0].(*parse.IdentifierNode)
		if !ok || len(p.Cmds[n-1].Args) != 1 || !strings.HasPrefix(word.Ident, "_html_template_") {
			break
		}
		e, ok := escapers[word.Ident]
		if !ok {
			return nil, c, refuse("the escaper %s", word)
		}
		all, names = append([]escaper{e}, all...), append(names, word.Ident)
	}
	if len(all) == 0 || n == 0 {
		return nil, c, refuse("{{%s}}, which is not escaped", p)
	}
	c.before, c.last = all[:len(all)-1], all[len(all)-1]
	c.content = names[0] == "_html_template_htmlescaper"
	c.html = c.content || names[0] == "_html_template_attrescaper" || names[0] == "_html_template_rcdataescaper"
	return p.Cmds[:n], c, nil
}

// markup reports whether markup is written as it is.
func (c *chain) markup() bool { return c.content && len(c.before) == 0 }

func (c *chain) write(out *bytes.Buffer, s string, of kind) flow {
	for _, e := range c.before {
		var ok bool
		if s, ok = e(s, of); !ok {
			return failed
		}
		of = plain
	}
	if c.html && of != markup {
		writeReplaced(out, s, &special)
		return next
	}
	s, ok := c.last(s, of)
	if !ok {
		return failed
	}
	out.WriteString(s)
	return next
}

// constant escapes a value that is known when the template is compiled.
func (c *chain) constant(v reflect.Value) (string, bool) {
	var out bytes.Buffer
	s, of := content(v)
	went := c.write(&out, s, of)
	return out.String(), went == next
}

// replacements are what bytes are written as; "" is the byte itself. Beyond
// ASCII nothing is replaced.
type replacements [utf8.RuneSelf]string

var special = replacements{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

var specialUnquoted = replacements{
	0: "&#xfffd;", '\t': "&#9;", '\n': "&#10;", '\v': "&#11;", '\f': "&#12;", '\r': "&#13;", ' ': "&#32;", '"': "&#34;",
	'&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '=': "&#61;", '>': "&gt;", '`': "&#96;",
}

func writeReplaced(out interface{ WriteString(string) (int, error) }, s string, with *replacements) {
	written := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < utf8.RuneSelf && with[c] != "" {
			out.WriteString(s[written:i])
			out.WriteString(with[c])
			written = i + 1
		}
	}
	out.WriteString(s[written:])
}

func replaced(s string, with *replacements) string {
	var b strings.Builder
	b.Grow(len(s) + 16)
	writeReplaced(&b, s, with)
	return b.String()
}

// quoted is an escaper that treats markup in a way of its own.
func quoted(with *replacements, ofMarkup func() *sample) escaper {
	return func(s string, of kind) (string, bool) {
		if of == markup {
			return ofMarkup().run(s)
		}
		return replaced(s, with), true
	}
}

// unquoted escapes a value of an attribute without quotes, where also the runes
// that are no characters are written as numbers.
func unquoted(s string, of kind) (string, bool) {
	switch {
	case s == "":
		return unsafeMark, true
	case of == markup:
		return inUnquoted().run(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < utf8.RuneSelf && specialUnquoted[r] != "":
			b.WriteString(specialUnquoted[r])
		case r >= 0xfdd0 && r <= 0xfdef || r >= 0xfff0 && r <= 0xffff:
			writeNumber(&b, r)
		default:
			b.WriteString(s[i : i+width])
		}
		i += width
	}
	return b.String(), true
}

func writeNumber(b *strings.Builder, r rune) {
	const digits = "0123456789abcdef"
	b.WriteString("&#x")
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(digits[r>>shift&15])
	}
	b.WriteByte(';')
}

// sample is a template with one action, which shows what html/template makes of
// a value there.
type sample struct {
	t             *template.Template
	before, after int
}

func newSample(before, after string) func() *sample {
	return sync.OnceValue(func() *sample {
		return &sample{template.Must(template.New("").Parse(before + "{{.}}" + after)), len(before), len(after)}
	})
}

var (
	inAttribute = newSample(`<a title="`, `">`)
	inUnquoted  = newSample(`<a title=`, `>`)
	inTitle     = newSample(`<title>`, `</title>`)
)

func (s *sample) run(html string) (string, bool) {
	var out bytes.Buffer
	if err := s.t.Execute(&out, template.HTML(html)); err != nil {
		return "", false
	}
	text := out.String()
	return text[s.before : len(text)-s.after], true
}
