package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// code renders a block of code. There is no highlighter; the language becomes a
// class, for a theme that has one.
func (r *render) code(n ast.Node, language []byte) {
	r.block("<pre>")
	r.buf = append(r.buf, "<code"...)
	if len(language) > 0 {
		language, _, _ = bytes.Cut(language, []byte("\t"))
		r.attr("class", "language-"+string(decode(language)))
	}
	r.buf = append(r.buf, '>')
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		r.codeLine(line.Value(r.source))
	}
	r.buf = append(r.buf, "</code></pre>"...)
}

// codeLine writes code, in which white space counts.
func (r *render) codeLine(line []byte) {
	for i, c := range line {
		switch {
		case c == '<':
			r.buf = append(r.buf, "&lt;"...)
		case c == '&' && i+1 < len(line) && startsReference(line[i+1]):
			r.buf = append(r.buf, "&amp;"...)
		case c == 0:
			r.buf = append(r.buf, "\uFFFD"...)
		default:
			r.buf = append(r.buf, c)
		}
	}
	if r.wantPlain {
		r.plain = append(r.plain, line...)
	}
}

func startsReference(c byte) bool {
	return c == '#' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
